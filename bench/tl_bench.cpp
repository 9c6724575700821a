// Decoding, encoding and copying of TL values, beside what structs that own their parts take for
// it.
#include "tl/allocations.hpp"
#include "tl/owned.hpp"
#include "tl/payload.hpp"

#include "strata/tl/clone.hpp"
#include "strata/tl/decode.hpp"
#include "strata/tl/encode.hpp"
#include "strata/tl/functions/messages/send_message.hpp"
#include "strata/tl/types/input_peer.hpp"
#include "strata/tl/types/messages/messages.hpp"
#include "strata/tl/types/updates.hpp"

#include <benchmark/benchmark.h>

#include <cstdio>
#include <map>
#include <string>
#include <vector>

namespace strata::tl::bench {
namespace {

void set_bytes(benchmark::State& state, std::size_t bytes) {
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * state.iterations());
}

void count_allocations(benchmark::State& state, std::size_t before) {
  state.counters["allocations"] =
      static_cast<double>(allocation_count() - before) / static_cast<double>(state.iterations());
}

using YardstickDecoder = owned::Decoded(BytesView);

/// The whole life of an answer: copy, decode, free.
template <class T>
void decode_owned(benchmark::State& state, const Bytes& bytes) {
  const std::size_t before = allocation_count();
  for (auto _ : state) {
    const auto decoded = decode<T>(bytes);
    benchmark::DoNotOptimize(*decoded);
  }
  count_allocations(state, before);
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

/// The yardstick decodes and frees the same bytes.
void yardstick_decode(benchmark::State& state, const Bytes& bytes, YardstickDecoder* decode) {
  const std::size_t before = allocation_count();
  for (auto _ : state) {
    const owned::Decoded decoded = decode(bytes);
    if (!decoded) return state.SkipWithError("the yardstick cannot read it");
    benchmark::DoNotOptimize(decoded.get());
  }
  count_allocations(state, before);
  set_bytes(state, bytes.size());
}

void yardstick_encode(benchmark::State& state, const Bytes& bytes, YardstickDecoder* decode) {
  const owned::Decoded decoded = decode(bytes);
  std::string out;
  for (auto _ : state) {
    out.clear();
    owned::encode(*decoded, out);
    benchmark::DoNotOptimize(out.data());
  }
  if (BytesView(bytes).size() != out.size()) state.SkipWithError("not the same bytes");
  set_bytes(state, bytes.size());
}

constexpr std::int64_t user = 777000;
constexpr std::int64_t access_hash = 123456789;
constexpr std::string_view text = "hello from the benchmark";

void send_message(benchmark::State& state) {
  Buffer out;
  std::int64_t random_id = 1;
  const std::size_t before = allocation_count();
  for (auto _ : state) {
    out.clear();
    const types::InputPeerUser peer{.user_id = user, .access_hash = access_hash};
    const functions::messages::SendMessage call{
        .peer = peer, .message = text, .random_id = ++random_id};
    benchmark::DoNotOptimize(encode(call, out));
    benchmark::DoNotOptimize(out.data());
  }
  count_allocations(state, before);
}

void yardstick_send_message(benchmark::State& state) {
  std::string out;
  std::int64_t random_id = 1;
  const std::size_t before = allocation_count();
  for (auto _ : state) {
    out.clear();
    owned::send_message(user, access_hash, text, ++random_id, out);
    benchmark::DoNotOptimize(out.data());
  }
  count_allocations(state, before);
}

/// Registers everything that is done with an answer of type `T`.
template <class T>
void register_for(const std::string& name, const Bytes& bytes, YardstickDecoder* yardstick) {
  const auto add = [&](const char* what, auto run) {
    benchmark::RegisterBenchmark((std::string(what) + '/' + name).c_str(), run);
  };
  using benchmark::State;
  add("decode_owned", [&](State& state) { decode_owned<T>(state, bytes); });
  add("decode_reused", [&](State& state) { decode_reused<T>(state, bytes); });
  add("yardstick_decode",
      [&bytes, yardstick](State& state) { yardstick_decode(state, bytes, yardstick); });
  add("encode", [&](State& state) { encode_again<T>(state, bytes); });
  add("yardstick_encode",
      [&bytes, yardstick](State& state) { yardstick_encode(state, bytes, yardstick); });
  add("clone", [&](State& state) { clone_whole<T>(state, bytes); });
}

/// Medians of the rows of a run, by name, and what they come to beside the yardstick.
class Ratios : public benchmark::ConsoleReporter {
 public:
  void ReportRuns(const std::vector<Run>& runs) override {
    ConsoleReporter::ReportRuns(runs);
    for (const Run& run : runs) {
      if (run.error_occurred) continue;
      const bool single = run.repetitions <= 1;
      if (single || run.aggregate_name == "median") {
        times_[run.run_name.function_name] = run.GetAdjustedCPUTime();
      }
    }
  }
  void Finalize() override {
    ConsoleReporter::Finalize();
    const auto print = [&](const std::string& ours, const std::string& yardstick) {
      if (times_[ours] <= 0 || times_[yardstick] <= 0) return;
      std::printf("%-32s %6.2f times as fast as the owned yardstick\n", ours.c_str(),
                  times_[yardstick] / times_[ours]);
    };
    for (const std::string payload : {"history", "updates", "small"}) {
      print("decode_owned/" + payload, "yardstick_decode/" + payload);
      print("decode_reused/" + payload, "yardstick_decode/" + payload);
      print("encode/" + payload, "yardstick_encode/" + payload);
    }
    print("build_and_encode/send_message", "yardstick_send_message");
  }

 private:
  std::map<std::string, double> times_;
};

}  // namespace
}  // namespace strata::tl::bench

int main(int argc, char** argv) {
  namespace bench = strata::tl::bench;
  namespace enums = strata::tl::enums;
  const strata::Bytes history = bench::history_payload();
  const strata::Bytes updates = bench::updates_payload();
  const strata::Bytes small = bench::small_payload();
  bench::register_for<enums::messages::Messages>("history", history, bench::owned::decode_messages);
  bench::register_for<enums::Updates>("updates", updates, bench::owned::decode_updates);
  bench::register_for<enums::Updates>("small", small, bench::owned::decode_updates);
  benchmark::RegisterBenchmark("build_and_encode/send_message", bench::send_message);
  benchmark::RegisterBenchmark("yardstick_send_message", bench::yardstick_send_message);
  benchmark::Initialize(&argc, argv);
  benchmark::AddCustomContext("history bytes", std::to_string(history.size()));
  benchmark::AddCustomContext("updates bytes", std::to_string(updates.size()));
  benchmark::AddCustomContext("small bytes", std::to_string(small.size()));
  bench::Ratios reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
}
