// Whether the time that a packet takes to be refused tells anything of it (H-27): a statistical
// test.
//
// Each line compares two kinds of inputs, given in random order, by Welch's t-test over 100 000
// timings. |t| below 4.5 means that no difference is visible. The first line is the control: a
// comparison that stops at the first difference must be seen, or the test proves nothing here.
//
// crypto_timing [samples]     ends with 1 when a difference is visible or the control is not
#include "aes/ige_kernel.hpp"
#include "crypto/inputs.hpp"
#include "message/message_keys.hpp"
#include "timing/experiment.hpp"

#include "strata/crypto/message_batch.hpp"

#include <algorithm>
#include <cstdlib>

namespace strata::bench {
namespace {

using crypto::AuthKey;
using crypto::Direction;

constexpr Direction direction = Direction::server_to_client;

constexpr std::size_t kinds = 64;

// Pairs of values of 16 bytes, one after the other, that differ at `position` only.
std::vector<Bytes> differing_at(std::size_t position) {
  std::vector<Bytes> pairs;
  for (std::size_t i = 0; i < kinds; ++i) {
    Bytes pair = random_bytes(16, 100 + i);
    append(pair, Bytes(pair));
    pair[16 + position] ^= static_cast<std::uint8_t>(1 + i);
    pairs.push_back(std::move(pair));
  }
  return pairs;
}

// A comparison that leaves early, as a careless one would.
[[gnu::noinline]] bool careless_equal(BytesView a, BytesView b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] != b[i]) return false;
    asm volatile("" : : : "memory");
  }
  return true;
}

const AuthKey& key() {
  static const AuthKey fixed = *AuthKey::from_bytes(random_bytes(256));
  return fixed;
}

// A packet that this key decrypts to `content`, though its msg_key is not that of the content: what
// somebody without the key makes by changing ciphertext, if he is lucky with what comes out.
Bytes forged(Bytes content, BytesView msg_key) {
  crypto::MessageKeys keys = crypto::message_keys(key(), direction, msg_key.first<16>());
  crypto::ige_kernel().encrypt(keys.key.data(), keys.iv.data(), content.data(), content.data(),
                               content.size() / 16);
  Bytes packet(8);
  store_le(packet.data(), key().id());
  append(packet, msg_key);
  append(packet, content);
  return packet;
}

// Contents with this number in the field of the length.
std::vector<Bytes> forged_with_length(std::int32_t length) {
  std::vector<Bytes> packets;
  for (std::size_t i = 0; i < kinds; ++i) {
    Bytes content = random_bytes(512, 300 + i);
    store_le(content.data() + 28, length);
    packets.push_back(forged(std::move(content), random_bytes(16, 500 + i)));
  }
  return packets;
}

// Own packets with one bit of the msg_key changed, so that nothing decrypts to what was meant; or
// with one bit of the last block changed, so that all the rest does.
std::vector<Bytes> damaged(bool in_msg_key) {
  std::vector<Bytes> packets;
  for (std::size_t i = 0; i < kinds; ++i) {
    Buffer packet;
    packet.append(random_bytes(512, 700 + i));
    crypto::encrypt_message(key(), direction, packet);
    Bytes bytes(packet.bytes().begin(), packet.bytes().end());
    bytes[in_msg_key ? 8 + i % 16 : bytes.size() - 1 - i % 16] ^= 1;
    packets.push_back(std::move(bytes));
  }
  return packets;
}

void refuse(MutableBytes packet) {
  if (crypto::decrypt_message(key(), direction, packet)) std::abort();
}

// The packet among four of its kind; batches go another way.
void refuse_batch(MutableBytes packet) {
  std::array<Bytes, 3> others;
  std::vector<crypto::IncomingMessage> messages{{key(), direction, packet}};
  for (Bytes& other : others) {
    other.assign(packet.begin(), packet.end());
    messages.push_back({key(), direction, other});
  }
  crypto::decrypt_messages(messages);
  if (messages[0].plaintext) std::abort();
}

// The cipher itself: messages of zeros against any, keys of zeros against any.
std::vector<Bytes> key_and_text(bool zeros) {
  std::vector<Bytes> inputs;
  for (std::size_t i = 0; i < kinds; ++i) {
    inputs.push_back(zeros ? Bytes(32 + 64) : random_bytes(32 + 64, 900 + i));
  }
  return inputs;
}

std::function<void(MutableBytes)> run_kernel(const crypto::IgeKernel& kernel) {
  return [&kernel](MutableBytes input) {
    std::array<std::uint8_t, 32> iv{};
    kernel.decrypt(input.data(), iv.data(), input.data() + 32, input.data() + 32, 4);
  };
}

std::vector<Experiment> experiments() {
  std::vector<Experiment> all;
  const auto equal = [](MutableBytes pair) {
    for (int i = 0; i < 10; ++i) {
      if (crypto::constant_time_equal(pair.first(16), pair.subspan(16))) std::abort();
    }
  };
  all.push_back({"comparison of msg_key: difference in the first byte, in the last byte",
                 {differing_at(0), differing_at(15)},
                 equal});
  all.push_back({"packet with a wrong msg_key: its length field is sound, is absurd",
                 {forged_with_length(400), forged_with_length(-7)},
                 refuse});
  all.push_back(
      {"packet damaged: in msg_key, in the last block", {damaged(true), damaged(false)}, refuse});
  all.push_back({"the same in a batch of four", {damaged(true), damaged(false)}, refuse_batch});
  for (const crypto::IgeKernel* kernel :
       {crypto::aes_ni_ige(), &crypto::openssl_ige(), &crypto::portable_ige()}) {
    if (kernel == nullptr) continue;
    all.push_back({std::string("AES-IGE by ") + kernel->name + ": zeros, any key and message",
                   {key_and_text(true), key_and_text(false)},
                   run_kernel(*kernel)});
  }
  return all;
}

}  // namespace
}  // namespace strata::bench

int main(int argc, char** argv) {
  using namespace strata::bench;
  const std::size_t samples = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 100'000;
  const Experiment control{"control: a comparison that stops at the first difference",
                           {differing_at(0), differing_at(15)},
                           [](strata::MutableBytes pair) {
                             if (careless_equal(pair.first(16), pair.subspan(16))) std::abort();
                           }};
  return run_all(control, experiments(), samples) ? 0 : 1;
}
