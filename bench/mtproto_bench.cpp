// Benchmarks of strata::mtproto: what a message costs between the caller's bytes and the socket's.
//
// Rows: `send/<bytes>` is enqueue, encode, encrypt, frame; `receive/<bytes>` is unframe, decrypt,
// dispatch; `…/64x64` does it with 64 small calls in one container, per message. Beside each stands
// `cipher/…`: encryption of a packet of the same size alone, the floor. Counters per message:
// `allocs` (the caller's own body excepted) and `copies` of the payload. Of the session with its
// key: `idle_bytes` when nothing has happened for a while, `busy_bytes` when that is so after
// thousands of messages, whose ids are remembered.
#include "mtproto/conversation.hpp"

#include "strata/crypto/message_cipher.hpp"

#include <benchmark/benchmark.h>

#include <cstdint>

namespace {

using strata::Buffer;
using strata::Bytes;
using strata::mtproto::bench::Conversation;
using strata::mtproto::bench::Cost;
using strata::mtproto::bench::Peer;
namespace crypto = strata::crypto;

template <class Half>
void measure(benchmark::State& state, std::size_t count, std::size_t size, Half half) {
  Conversation conversation(count, size);
  double allocations = 0;
  double copied = 0;
  for (auto _ : state) {
    const Cost cost = half(conversation);
    state.SetIterationTime(std::chrono::duration<double>(cost.time).count() /
                           static_cast<double>(count));
    allocations += static_cast<double>(cost.counts.allocations);
    copied += static_cast<double>(cost.counts.copied_bytes);
  }
  if (!conversation.is_whole()) state.SkipWithError("calls without an answer");
  const double messages = static_cast<double>(state.iterations()) * static_cast<double>(count);
  state.counters["allocs"] = allocations / messages;
  state.counters["copies"] = copied / messages / static_cast<double>(size);
  state.counters["idle_bytes"] = static_cast<double>(strata::mtproto::bench::idle_bytes());
  state.counters["busy_bytes"] = static_cast<double>(conversation.bytes_after_traffic());
}

void send(benchmark::State& state, std::size_t count, std::size_t size) {
  measure(state, count, size, [](Conversation& conversation) {
    const Cost cost = conversation.send();
    static_cast<void>(conversation.receive());
    return cost;
  });
}

void receive(benchmark::State& state, std::size_t count, std::size_t size) {
  measure(state, count, size, [](Conversation& conversation) {
    static_cast<void>(conversation.send());
    return conversation.receive();
  });
}

// The packet of a message of `size` bytes, encrypted or decrypted and nothing else.
void cipher(benchmark::State& state, std::size_t size, bool encrypts) {
  const crypto::AuthKey key = Peer::key();
  const Bytes plain((32 + size + 12 + 15) / 16 * 16, 0x33);
  Buffer packet(Buffer::default_headroom);
  for (auto _ : state) {
    packet.clear(Buffer::default_headroom);
    packet.append(plain);
    if (!encrypts) crypto::encrypt_message(key, crypto::Direction::server_to_client, packet);
    const auto begin = std::chrono::steady_clock::now();
    if (encrypts) {
      crypto::encrypt_message(key, crypto::Direction::client_to_server, packet);
    } else {
      auto opened =
          crypto::decrypt_message(key, crypto::Direction::server_to_client, packet.bytes());
      benchmark::DoNotOptimize(opened);
    }
    state.SetIterationTime(
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  }
}

void add_rows() {
  for (const std::size_t size : {64U, 1024U, 16U * 1024U, 512U * 1024U}) {
    const std::string bytes = std::to_string(size);
    benchmark::RegisterBenchmark(("send/" + bytes).c_str(), send, std::size_t{1}, size)
        ->UseManualTime();
    benchmark::RegisterBenchmark(("cipher/send/" + bytes).c_str(), cipher, size, true)
        ->UseManualTime();
    benchmark::RegisterBenchmark(("receive/" + bytes).c_str(), receive, std::size_t{1}, size)
        ->UseManualTime();
    benchmark::RegisterBenchmark(("cipher/receive/" + bytes).c_str(), cipher, size, false)
        ->UseManualTime();
  }
  benchmark::RegisterBenchmark("send/64x64", send, std::size_t{64}, std::size_t{64})
      ->UseManualTime();
  benchmark::RegisterBenchmark("receive/64x64", receive, std::size_t{64}, std::size_t{64})
      ->UseManualTime();
}

}  // namespace

int main(int argc, char** argv) {
  add_rows();
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
