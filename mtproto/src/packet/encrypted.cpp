// Encrypted packets; the order of the checks is that of rule B-04.
#include "packet/encrypted.hpp"

#include "packet/padding.hpp"

#include "strata/crypto/message_cipher.hpp"
#include "strata/crypto/secure.hpp"
#include "strata/mtproto/errors.hpp"
#include "strata/mtproto/limits.hpp"

#include <array>
#include <bit>

namespace strata::mtproto::packet {
namespace {

constexpr std::size_t block = 16;
constexpr std::size_t session_id_at = 8;
constexpr std::size_t msg_id_at = 16;
constexpr std::size_t seq_no_at = 24;
constexpr std::size_t length_at = 28;

/// The packet without what a padded transport put behind the ciphertext (B-04 steps 1 and 3).
Result<MutableBytes> cut_to_blocks(bool transport_pads_packets, MutableBytes packet) {
  constexpr std::size_t least = crypto::packet_header_size + crypto::min_ciphertext_size;
  if (packet.size() < least || packet.size() > limits::max_frame_ceiling) {
    return fail(Errc::packet_length, "no message has this length");
  }
  const std::size_t rest = (packet.size() - crypto::packet_header_size) % block;
  if (rest != 0 && !transport_pads_packets) {
    return fail(Errc::packet_length, "the ciphertext is not whole blocks");
  }
  return packet.first(packet.size() - rest);
}

/// Step 2: the packet is under our key. The id is public, so the time it takes tells nothing.
Status check_key_id(const crypto::AuthKey& key, BytesView packet) {
  const auto key_id = load_le<std::uint64_t>(packet.data());
  if (key_id == key.id()) return {};
  if (key_id == 0) return fail(Errc::unexpected_plain, "a plain message after the key exchange");
  return fail(Errc::unknown_auth_key, "the packet is under a key that is not this session's");
}

// In the order of B-04, and in one line of the cache.
alignas(16) constexpr std::array<Errc, 3> header_faults{Errc::bad_message_length,
                                                        Errc::foreign_session, Errc::bad_msg_id};

// Comparisons that no compiler makes a jump of: 0 or 1.
std::uint64_t is_any_negative(std::int64_t a, std::int64_t b, std::int64_t c) {
  return static_cast<std::uint64_t>(a | b | c) >> 63U;
}
std::uint64_t is_any_set(std::int64_t bits) {
  const auto value = static_cast<std::uint64_t>(bits);
  return (value | (0 - value)) >> 63U;
}

/// Steps 6 to 8, all on authenticated bytes only. Recorded packets of another session get here, so
/// all three are always made, and a refusal takes the same time and has the same text whichever of
/// them asks for it (H-27); only its code is the first one's. `bench/mtproto_timing` watches that.
Result<Opened> read_header(std::int64_t session_id, MutableBytes plain) {
  const std::int64_t length = load_le<std::int32_t>(plain.data() + length_at);
  const std::int64_t padding = static_cast<std::int64_t>(plain.size() - header_size) - length;
  Opened opened;
  opened.header.salt = load_le<std::int64_t>(plain.data());
  opened.header.session_id = load_le<std::int64_t>(plain.data() + session_id_at);
  opened.header.msg_id = {load_le<std::int64_t>(plain.data() + msg_id_at)};
  opened.header.seq_no = load_le<std::int32_t>(plain.data() + seq_no_at);

  const std::int64_t least = min_padding;
  const std::int64_t most = max_padding;
  const std::uint64_t wrong = is_any_negative(length, padding - least, most - padding) |
                              is_any_set(length & 3) |
                              is_any_set(opened.header.session_id ^ session_id) << 1U |
                              is_any_set(~opened.header.msg_id.value & 1) << 2U;
  if (wrong != 0) {
    crypto::wipe(plain);
    return fail(header_faults[static_cast<std::size_t>(std::countr_zero(wrong))],
                "what the message says of its length, session or id does not fit");
  }
  opened.body = plain.subspan(header_size, static_cast<std::size_t>(length));
  return opened;
}

}  // namespace

std::uint32_t seal(const crypto::AuthKey& key, const Header& header, Padding padding,
                   crypto::RandomSource& random, Buffer& packet) {
  const std::size_t length = packet.size();
  std::uint8_t* const front = packet.prepend(header_size).data();
  store_le(front, header.salt);
  store_le(front + session_id_at, header.session_id);
  store_le(front + msg_id_at, header.msg_id.value);
  store_le(front + seq_no_at, header.seq_no);
  store_le(front + length_at, static_cast<std::int32_t>(length));
  random.fill(packet.append(padding_for(packet.size(), padding, random)));
  return crypto::encrypt_message(key, crypto::Direction::client_to_server, packet);
}

Result<Opened> open(const crypto::AuthKey& key, std::int64_t session_id,
                    bool transport_pads_packets, MutableBytes packet) {
  const auto blocks = cut_to_blocks(transport_pads_packets, packet);
  if (!blocks) return fail(blocks.error());
  if (const auto known = check_key_id(key, *blocks); !known) return fail(known.error());
  const auto plain = crypto::decrypt_message(key, crypto::Direction::server_to_client, *blocks);
  if (!plain) return fail(Errc::msg_key_mismatch, "the packet is damaged or not from the server");
  return read_header(session_id, *plain);
}

}  // namespace strata::mtproto::packet
