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
#include "crypto/welch.hpp"
#include "message/message_keys.hpp"

#include "strata/crypto/message_batch.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>

#if defined(__x86_64__)
#include <x86intrin.h>
#else
#include <ctime>
#endif

namespace strata::bench {
namespace {

using crypto::AuthKey;
using crypto::Direction;

constexpr double visible = 4.5;
constexpr Direction direction = Direction::server_to_client;

std::uint64_t ticks() {
#if defined(__x86_64__)
  unsigned processor = 0;
  _mm_lfence();
  const std::uint64_t now = __rdtscp(&processor);
  _mm_lfence();
  return now;
#else
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC_RAW, &time);
  return static_cast<std::uint64_t>(time.tv_sec) * 1'000'000'000U +
         static_cast<std::uint64_t>(time.tv_nsec);
#endif
}

// Two kinds of inputs of one length, some of each, so that no single one is learnt by heart; and
// what is done with a copy of one.
struct Experiment {
  std::string what;
  std::array<std::vector<Bytes>, 2> inputs;
  std::function<void(MutableBytes)> run;
};

TwoClasses measure(const Experiment& experiment, std::size_t samples) {
  test::ScriptedRandom random({}, 5);
  Bytes work(experiment.inputs[0][0].size());
  TwoClasses result;
  const std::size_t warm_up = samples / 20;
  for (std::size_t i = 0; i < samples + warm_up; ++i) {
    const bool second = random.uniform(2) == 1;
    const std::vector<Bytes>& kind = experiment.inputs[second ? 1 : 0];
    const Bytes& input = kind[random.uniform(kind.size())];
    std::copy(input.begin(), input.end(), work.begin());
    const std::uint64_t start = ticks();
    experiment.run(work);
    const std::uint64_t end = ticks();
    if (i >= warm_up) result.add(second, end - start);
  }
  return result;
}

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

bool report(const std::string& what, const TwoClasses& timings, bool should_be_visible) {
  const double t = timings.worst_t();
  const bool ok = (t >= visible) == should_be_visible;
  std::printf("%-7s |t| = %8.2f  %zu samples  %s\n",
              ok                  ? "ok"
              : should_be_visible ? "BLIND"
                                  : "VISIBLE",
              t, timings.size(), what.c_str());
  std::fflush(stdout);
  return ok;
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
  bool ok = report(control.what, measure(control, samples), true);
  for (const Experiment& experiment : experiments()) {
    ok = report(experiment.what, measure(experiment, samples), false) && ok;
  }
  return ok ? 0 : 1;
}
