// The unencrypted envelope of the key exchange.
#include "handshake/plain_message.hpp"

#include "strata/mtproto/errors.hpp"
#include "strata/mtproto/limits.hpp"

#include <algorithm>
#include <string>

namespace strata::mtproto {
namespace {

constexpr std::size_t msg_id_offset = 8;
constexpr std::size_t length_offset = 16;

}  // namespace

Result<PlainMessage> parse_plain_message(BytesView packet) {
  if (packet.size() < plain_header_size) {
    return fail(Errc::malformed, "a plain message of " + std::to_string(packet.size()) +
                                     " bytes is too short for its header");
  }
  if (load_le<std::uint64_t>(packet.data()) != 0) {
    return fail(Errc::unexpected_message, "an encrypted packet came during the key exchange");
  }
  const auto length = load_le<std::int32_t>(packet.data() + length_offset);
  if (length < 0 || length > limits::max_plain_length) {
    return fail(Errc::malformed, "a plain message declares " + std::to_string(length) + " bytes");
  }
  const BytesView rest = packet.subspan(plain_header_size);
  return PlainMessage{load_le<std::int64_t>(packet.data() + msg_id_offset),
                      rest.first(std::min(rest.size(), static_cast<std::size_t>(length)))};
}

void wrap_plain_message(Buffer& packet, std::int64_t msg_id) {
  const auto length = static_cast<std::uint32_t>(packet.size());
  const MutableBytes header = packet.prepend(plain_header_size);
  store_le<std::uint64_t>(header.data(), 0);
  store_le(header.data() + msg_id_offset, msg_id);
  store_le(header.data() + length_offset, length);
}

std::int64_t PlainMessageIds::next(Now now) {
  constexpr std::int64_t second = 1'000'000'000;
  const std::int64_t time = std::max<std::int64_t>(now.unix_time.count(), 0);
  const std::int64_t fraction = (time % second << 32) / second;
  std::int64_t id = ((time / second) << 32) | std::max<std::int64_t>(fraction & ~3, 4);
  id = std::max(id, last_ + 4);
  if ((id & 0xffff'ffff) == 0) id += 4;
  last_ = id;
  return id;
}

}  // namespace strata::mtproto
