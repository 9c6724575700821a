// The records of fake TLS.
#include "transport/fake_tls_transport.hpp"

#include "strata/mtproto/errors.hpp"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

namespace strata::mtproto {
namespace {

// Cuts `packet` into records, from the end so that every byte moves once.
void split_into_records(Buffer& packet) {
  constexpr std::size_t most = limits::max_tls_record_sent;
  const std::size_t size = packet.size();
  const std::size_t records = (size + most - 1) / most;
  packet.append((records - 1) * tls_header_size);
  for (std::size_t i = records; i-- > 1;) {
    const std::size_t length = std::min(most, size - i * most);
    std::uint8_t* const header = packet.data() + i * most + (i - 1) * tls_header_size;
    std::memmove(header + tls_header_size, packet.data() + i * most, length);
    write_tls_header(header, TlsRecordType::application_data, length);
  }
  write_tls_header(packet.prepend(tls_header_size).data(), TlsRecordType::application_data,
                   std::min(most, size));
}

}  // namespace

// Spec: our rule C-16
Status FakeTlsTransport::wrap(Buffer& packet, bool request_quick_ack) {
  if (Status framed = inner_->wrap(packet, request_quick_ack); !framed) return framed;
  split_into_records(packet);
  if (std::exchange(opening_due_, false)) {
    std::ranges::copy(change_cipher_spec_record,
                      packet.prepend(change_cipher_spec_record.size()).begin());
  }
  return {};
}

MutableBytes FakeTlsTransport::prepare(std::size_t at_least) {
  space_ = inner_->prepare(at_least);
  return space_;
}

void FakeTlsTransport::commit(std::size_t read) {
  MutableBytes raw = space_.first(std::min(read, space_.size()));
  std::uint8_t* const start = raw.data();
  std::size_t kept = 0;
  space_ = {};
  while (!raw.empty() && !failure_) {
    if (left_ == 0) {
      header_[header_fill_++] = raw.front();
      raw = raw.subspan(1);
      if (header_fill_ == tls_header_size) on_header();
      continue;
    }
    const std::size_t count = std::min(left_, raw.size());
    if (is_tls_header(header_.data(), TlsRecordType::application_data)) {
      std::memmove(start + kept, raw.data(), count);
      kept += count;
    } else {
      on_cipher_change(raw.front());
    }
    left_ -= count;
    raw = raw.subspan(count);
  }
  inner_->commit(kept);
}

void FakeTlsTransport::on_header() {
  header_fill_ = 0;
  const std::size_t length = tls_length(header_.data());
  const bool is_data = is_tls_header(header_.data(), TlsRecordType::application_data);
  const bool is_cipher_change = is_tls_header(header_.data(), TlsRecordType::change_cipher_spec);
  if (!is_data && !(is_cipher_change && length == 1)) {
    failure_.emplace(Errc::bad_record, "the proxy sends a TLS record of type " +
                                           std::to_string(header_[0]) + " where only data belongs");
    return;
  }
  if (length > limits::max_tls_record_received) {
    failure_.emplace(Errc::bad_record,
                     "a TLS record of " + std::to_string(length) + " bytes is over the limit");
    return;
  }
  left_ = length;
  empty_records_ = is_data && length > 0 ? 0 : empty_records_ + 1;
  if (empty_records_ > limits::max_empty_records) {
    failure_.emplace(Errc::frame_flood, "the proxy sends TLS records without data");
  }
}

void FakeTlsTransport::on_cipher_change(std::uint8_t content) {
  if (content != change_cipher_spec_record.back()) {
    failure_.emplace(Errc::bad_record, "the proxy sends a damaged change of cipher");
  }
}

// What arrived before the fault comes out before the fault is told, however the bytes were cut.
Result<std::optional<TransportEvent>> FakeTlsTransport::next() {
  Result<std::optional<TransportEvent>> event = inner_->next();
  if (event && !*event && failure_) return fail(*failure_);
  return event;
}

bool FakeTlsTransport::inside_frame() const noexcept {
  return header_fill_ > 0 || left_ > 0 || inner_->inside_frame();
}

}  // namespace strata::mtproto
