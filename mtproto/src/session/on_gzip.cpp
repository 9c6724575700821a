// gzip_packed as a message, and the decompression of answers.
#include "session/engine.hpp"
#include "session/gzip.hpp"

#include "strata/tl/cursor.hpp"

#include <algorithm>
#include <utility>

namespace strata::mtproto {

// Spec: core.telegram.org/mtproto/service_messages#packed-object (B-62, B-64)
Result<BytesView> Session::Engine::inflate(BytesView gzip_packed) {
  tl::Cursor cursor(gzip_packed);
  static_cast<void>(cursor.uint32());
  const BytesView packed = cursor.bytes();
  if (cursor.failed() || cursor.remaining() != 0) {
    return strata::fail(Errc::bad_gzip, "gzip_packed does not hold what it says");
  }
  const std::size_t cap =
      std::min(options_.max_inflated, limits::max_inflated_per_packet - inflated_bytes_);
  auto inflated = session::inflate_gzip(packed, cap);
  if (!inflated) return strata::fail(std::move(inflated).error());
  inflated_bytes_ += inflated->size();
  return inflated_.emplace_back(std::move(*inflated));
}

// What cannot be read may have been updates, so they are declared lost.
Status Session::Engine::on_gzip(Now now, const Incoming& message) {
  if (message.in_gzip) {
    return strata::fail(Errc::malformed_message, "compressed data inside compressed data");
  }
  const auto body = inflate(message.body);
  if (!body) {
    events_.push(UpdatesGap{.reason = UpdatesGap::Reason::lost_update});
    return strata::fail(body.error());
  }
  Incoming unpacked = message;
  unpacked.body = *body;
  unpacked.in_gzip = true;
  return dispatch(now, unpacked);
}

}  // namespace strata::mtproto
