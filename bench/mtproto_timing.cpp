// Whether the time that packet::open takes to refuse a packet tells which check failed (H-27): the
// statistical test of crypto_timing.cpp, one layer up.
//
// Who has no key can send packets whose msg_key is wrong; what they decrypt to may be sound or not.
// Who has recorded packets of the server can send those again. Neither may learn more than that the
// connection is closed. Between these two groups there is a difference, and it tells the sender
// only whether he has recorded what he sends. The control decrypts and looks at the length before
// the msg_key, as clients have done.
//
// mtproto_timing [samples]     ends with 1 when a difference is visible or the control is not
#include "aes/ige_kernel.hpp"
#include "crypto/inputs.hpp"
#include "message/message_keys.hpp"
#include "packet/encrypted.hpp"
#include "timing/experiment.hpp"

#include "strata/crypto/message_cipher.hpp"
#include "strata/mtproto/errors.hpp"

#include <algorithm>
#include <cstdlib>

namespace strata::bench {
namespace {

using crypto::Direction;

constexpr Direction direction = Direction::server_to_client;
constexpr std::int64_t own_session = 0x1122334455667788;
constexpr std::size_t kinds = 64;
constexpr std::size_t content_size = 512;
constexpr std::size_t clear_size = crypto::packet_header_size;

const crypto::AuthKey& key() {
  static const crypto::AuthKey fixed = *crypto::AuthKey::from_bytes(random_bytes(256));
  return fixed;
}

// What stands in the header of a message.
struct Fields {
  std::int64_t session = own_session;
  std::int64_t msg_id = 0x65abc0fd00a6c001;  // odd: from the server
  std::int32_t length = 400;
};
constexpr Fields sound{};
constexpr Fields foreign{.session = own_session + 1};
constexpr Fields from_client{.msg_id = sound.msg_id + 3};
constexpr Fields too_long{.length = 484};
constexpr Fields negative{.length = -4};

Bytes content_with(const Fields& fields, std::uint64_t seed) {
  Bytes content = random_bytes(content_size, seed);
  store_le(content.data() + 8, fields.session);
  store_le(content.data() + 16, fields.msg_id);
  store_le(content.data() + 28, fields.length);
  return content;
}

// Packets that only the server can make.
std::vector<Bytes> sealed(const Fields& fields) {
  std::vector<Bytes> packets;
  for (std::size_t i = 0; i < kinds; ++i) {
    Buffer packet(Buffer::default_headroom);
    packet.append(content_with(fields, 100 + i));
    crypto::encrypt_message(key(), direction, packet);
    packets.emplace_back(packet.bytes().begin(), packet.bytes().end());
  }
  return packets;
}

// Packets that decrypt to this although their msg_key is wrong: somebody without the key who is
// lucky with what comes out.
std::vector<Bytes> forged(const Fields& fields) {
  std::vector<Bytes> packets;
  for (std::size_t i = 0; i < kinds; ++i) {
    Bytes content = content_with(fields, 300 + i);
    const Bytes msg_key = random_bytes(16, 500 + i);
    crypto::MessageKeys keys =
        crypto::message_keys(key(), direction, BytesView(msg_key).first<16>());
    crypto::ige_kernel().encrypt(keys.key.data(), keys.iv.data(), content.data(), content.data(),
                                 content.size() / 16);
    Bytes packet(8);
    store_le(packet.data(), key().id());
    append(packet, msg_key);
    append(packet, content);
    packets.push_back(std::move(packet));
  }
  return packets;
}

void refuse(MutableBytes packet) {
  if (mtproto::packet::open(key(), own_session, false, packet)) std::abort();
}

// As open(), but the length is looked at first.
void refuse_carelessly(MutableBytes packet) {
  Bytes copy(packet.begin() + clear_size, packet.end());
  crypto::MessageKeys keys = crypto::message_keys(key(), direction, packet.subspan(8).first<16>());
  crypto::ige_kernel().decrypt(keys.key.data(), keys.iv.data(), copy.data(), copy.data(),
                               copy.size() / 16);
  if (load_le<std::int32_t>(copy.data() + 28) < 0) return;
  refuse(packet);
}

std::vector<Experiment> experiments() {
  return {
      {"wrong msg_key: sound, negative length", {forged(sound), forged(negative)}, refuse},
      {"wrong msg_key: sound, length beyond the packet", {forged(sound), forged(too_long)}, refuse},
      {"wrong msg_key: sound, foreign session", {forged(sound), forged(foreign)}, refuse},
      {"wrong msg_key: sound, id of a client", {forged(sound), forged(from_client)}, refuse},
      {"server's packets: negative length, length beyond the packet",
       {sealed(negative), sealed(too_long)},
       refuse},
      {"server's packets: negative length, foreign session",
       {sealed(negative), sealed(foreign)},
       refuse},
      {"server's packets: foreign session, id of a client",
       {sealed(foreign), sealed(from_client)},
       refuse},
  };
}

}  // namespace
}  // namespace strata::bench

int main(int argc, char** argv) {
  using namespace strata::bench;
  const std::size_t samples = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 100'000;
  const Experiment control{"control: a client that looks at the length first",
                           {forged(sound), forged(negative)},
                           refuse_carelessly};
  return run_all(control, experiments(), samples) ? 0 : 1;
}
