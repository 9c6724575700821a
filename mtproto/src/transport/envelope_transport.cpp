// Takes envelopes away from around a stream.
#include "transport/envelope_transport.hpp"

#include "strata/mtproto/errors.hpp"
#include "strata/mtproto/limits.hpp"

#include <algorithm>
#include <cstring>
#include <string>

namespace strata::mtproto {

MutableBytes EnvelopeTransport::prepare(std::size_t at_least) {
  space_ = inner_->prepare(at_least);
  return space_;
}

void EnvelopeTransport::commit(std::size_t read) {
  MutableBytes raw = space_.first(std::min(read, space_.size()));
  std::uint8_t* const start = raw.data();
  std::size_t kept = 0;
  space_ = {};
  while (!raw.empty() && !failure_) {
    if (left_ == 0) {
      take_header_byte(raw.front());
      raw = raw.subspan(1);
      continue;
    }
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(left_, raw.size()));
    left_ -= count;
    if (content_ == Content::control) {
      on_control(raw.first(count), left_ == 0);
    } else {
      std::memmove(start + kept, raw.data(), count);
      kept += count;
    }
    raw = raw.subspan(count);
  }
  inner_->commit(kept);
}

void EnvelopeTransport::take_header_byte(std::uint8_t byte) {
  header_[header_fill_++] = byte;
  const BytesView so_far = BytesView(header_).first(header_fill_);
  if (header_size(so_far) > header_fill_ || failure_) return;
  header_fill_ = 0;
  on_header(so_far);
}

void EnvelopeTransport::expect(Content content, std::uint64_t length) {
  content_ = content;
  left_ = length;
  if (content == Content::control && length == 0) on_control({}, true);
}

void EnvelopeTransport::count(bool has_data, std::string_view what) {
  empty_ = has_data ? 0 : empty_ + 1;
  if (empty_ <= limits::max_empty_records) return;
  refuse(Error(Errc::frame_flood, std::string(what) + " without data"));
}

// What arrived before the fault comes out before the fault is told, however the bytes were cut.
Result<std::optional<TransportEvent>> EnvelopeTransport::next() {
  Result<std::optional<TransportEvent>> event = inner_->next();
  if (event && !*event && failure_) return fail(*failure_);
  return event;
}

bool EnvelopeTransport::inside_frame() const noexcept {
  return header_fill_ > 0 || left_ > 0 || inner_->inside_frame();
}

}  // namespace strata::mtproto
