// Decoding, encoding and copying of TL values.
#include "tl/allocations.hpp"
#include "tl/payload.hpp"

#include "strata/tl/clone.hpp"
#include "strata/tl/decode.hpp"
#include "strata/tl/encode.hpp"
#include "strata/tl/functions/messages/send_message.hpp"
#include "strata/tl/types/input_peer.hpp"
#include "strata/tl/types/messages/messages.hpp"
#include "strata/tl/types/updates.hpp"

#include <benchmark/benchmark.h>

#include <string>

namespace strata::tl::bench {
namespace {

void set_bytes(benchmark::State& state, std::size_t bytes) {
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * state.iterations());
}

/// The whole life of an answer: copy, decode, free.
template <class T>
void decode_owned(benchmark::State& state, const Bytes& bytes) {
  const std::size_t before = allocation_count();
  for (auto _ : state) {
    const auto decoded = decode<T>(bytes);
    benchmark::DoNotOptimize(*decoded);
  }
  state.counters["allocations"] =
      static_cast<double>(allocation_count() - before) / static_cast<double>(state.iterations());
  set_bytes(state, bytes.size());
}

/// The same into an arena that is used again and again.
template <class T>
void decode_reused(benchmark::State& state, const Bytes& bytes) {
  Arena arena(bytes.size() * 4);
  for (auto _ : state) {
    arena.clear();
    const auto decoded = decode_view<T>(bytes, arena);
    benchmark::DoNotOptimize(*decoded);
  }
  set_bytes(state, bytes.size());
}

template <class T>
void encode_again(benchmark::State& state, const Bytes& bytes) {
  const auto decoded = decode<T>(bytes);
  Buffer out;
  for (auto _ : state) {
    out.clear();
    benchmark::DoNotOptimize(encode(**decoded, out));
  }
  set_bytes(state, bytes.size());
}

template <class T>
void clone_whole(benchmark::State& state, const Bytes& bytes) {
  const auto decoded = decode<T>(bytes);
  for (auto _ : state) {
    const auto copy = clone(**decoded);
    benchmark::DoNotOptimize(*copy);
  }
  set_bytes(state, bytes.size());
}

void send_message(benchmark::State& state) {
  Buffer out;
  std::int64_t random_id = 1;
  for (auto _ : state) {
    out.clear();
    const types::InputPeerUser peer{.user_id = 777000, .access_hash = 123456789};
    const functions::messages::SendMessage call{
        .peer = peer, .message = "hello from the benchmark", .random_id = ++random_id};
    benchmark::DoNotOptimize(encode(call, out));
    benchmark::DoNotOptimize(out.data());
  }
}

/// Registers everything that is done with an answer of type `T`.
template <class T>
void register_for(const std::string& name, const Bytes& bytes) {
  const auto add = [&](const char* what, void (*run)(benchmark::State&, const Bytes&)) {
    benchmark::RegisterBenchmark((std::string(what) + '/' + name).c_str(),
                                 [run, &bytes](benchmark::State& state) { run(state, bytes); });
  };
  add("decode_owned", decode_owned<T>);
  add("decode_reused", decode_reused<T>);
  add("encode", encode_again<T>);
  add("clone", clone_whole<T>);
}

}  // namespace
}  // namespace strata::tl::bench

int main(int argc, char** argv) {
  namespace bench = strata::tl::bench;
  namespace enums = strata::tl::enums;
  const strata::Bytes history = bench::history_payload();
  const strata::Bytes updates = bench::updates_payload();
  const strata::Bytes small = bench::small_payload();
  bench::register_for<enums::messages::Messages>("history", history);
  bench::register_for<enums::Updates>("updates", updates);
  bench::register_for<enums::Updates>("small", small);
  benchmark::RegisterBenchmark("build_and_encode/send_message", bench::send_message);
  benchmark::Initialize(&argc, argv);
  benchmark::AddCustomContext("history bytes", std::to_string(history.size()));
  benchmark::AddCustomContext("updates bytes", std::to_string(updates.size()));
  benchmark::AddCustomContext("small bytes", std::to_string(small.size()));
  benchmark::RunSpecifiedBenchmarks();
}
