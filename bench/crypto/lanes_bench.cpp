// AES-256-IGE of several messages at once, beside the same messages one after the other.
#include "aes/ige_kernel.hpp"
#include "aes/ige_lanes.hpp"
#include "crypto/inputs.hpp"

namespace strata::bench {
namespace {

using crypto::IgeLanesKernel;

struct Messages {
  std::vector<Bytes> keys;
  std::vector<Bytes> ivs;
  std::vector<Bytes> data;
  std::vector<crypto::IgeLane> lanes;

  Messages(std::size_t count, std::size_t size) {
    for (std::size_t i = 0; i < count; ++i) {
      keys.push_back(random_bytes(32, 10 + i));
      ivs.push_back(random_bytes(32, 30 + i));
      data.push_back(random_bytes(size, 50 + i));
    }
    for (std::size_t i = 0; i < count; ++i) {
      lanes.push_back({keys[i].data(), ivs[i].data(), data[i].data(), data[i].data(), size / 16});
    }
  }
};

// Key schedules are part of the time, here and below.
void at_once(benchmark::State& state, const IgeLanesKernel* kernel, std::size_t count,
             bool encrypting) {
  const Messages messages(count, static_cast<std::size_t>(state.range(0)));
  crypto::force_lanes_kernel(kernel);
  for (auto _ : state) crypto::ige_lanes(messages.lanes, encrypting);
  crypto::force_lanes_kernel(nullptr);
  count_bytes(state, static_cast<std::int64_t>(count));
}

void one_by_one(benchmark::State& state, bool encrypting) {
  const Messages messages(1, static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) crypto::ige_lanes(messages.lanes, encrypting);
  count_bytes(state);
}

[[maybe_unused]] const bool registered = [] {
  const auto sizes = [](benchmark::internal::Benchmark* row) {
    for (const std::int64_t size : {64, 1024, 16384, 1048576}) row->Arg(size);
  };
  for (const bool encrypting : {true, false}) {
    const std::string prefix = encrypting ? "ige_messages_encrypt/" : "ige_messages_decrypt/";
    sizes(benchmark::RegisterBenchmark((prefix + "strata_1").c_str(), one_by_one, encrypting));
    for (const IgeLanesKernel* kernel : {crypto::aes_ni_lanes(), crypto::vaes_lanes()}) {
      if (kernel == nullptr) continue;
      for (const std::size_t count : {2U, 4U, 8U}) {
        const std::string name = prefix + "strata_" + kernel->name + '_' + std::to_string(count);
        sizes(benchmark::RegisterBenchmark(name.c_str(), at_once, kernel, count, encrypting));
      }
    }
  }
  return true;
}();

}  // namespace
}  // namespace strata::bench
