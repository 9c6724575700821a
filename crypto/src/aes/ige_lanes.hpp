// AES-256-IGE of up to eight independent messages at once.
#pragma once

#include "strata/base/bytes.hpp"

namespace strata::crypto {

/// IGE chains the blocks of a message in both directions, so one message leaves the AES units idle
/// most of the time: each instruction waits for the one before. Several messages fill the gaps.
inline constexpr std::size_t max_lanes = 8;

/// One message of a group. `out` may be `in`; `iv` are 32 bytes as in IgeKernel, and are moved on.
/// Different lanes share no memory but keys.
struct IgeLane {
  const std::uint8_t* key = nullptr;
  std::uint8_t* iv = nullptr;
  const std::uint8_t* in = nullptr;
  std::uint8_t* out = nullptr;
  std::size_t blocks = 0;
};

/// The round keys of all lanes, those of one round side by side. Secret.
struct LaneKeys {
  alignas(32) std::uint8_t round[15][max_lanes][16];
};

/// One implementation. `expand` fills the round keys of one lane; the other two advance the first
/// `width` lanes by `blocks` ≥ 1 blocks without looking at what a lane says of its length.
struct IgeLanesKernel {
  using Run = void (*)(const LaneKeys& keys, const IgeLane* lanes, std::size_t blocks) noexcept;
  struct Width {
    Run encrypt;
    Run decrypt;
  };
  const char* name;
  void (*expand)(const std::uint8_t* key, bool encrypting, LaneKeys& keys,
                 std::size_t lane) noexcept;
  Width four;
  Width eight;
};

/// One instruction for each block; null on a processor without AES instructions.
[[nodiscard]] const IgeLanesKernel* aes_ni_lanes() noexcept;
/// One instruction for two blocks; null on a processor without VAES and AVX2.
[[nodiscard]] const IgeLanesKernel* vaes_lanes() noexcept;

/// The one in use; null when messages have to go one by one, through ige_kernel().
[[nodiscard]] const IgeLanesKernel* lanes_kernel() noexcept;
/// Forces one, for tests and benchmarks; null returns to the best. Has no effect while another
/// kernel than the best is forced for single messages.
void force_lanes_kernel(const IgeLanesKernel* kernel) noexcept;

/// Runs up to `max_lanes` messages of any lengths, which may be 0. Round keys are wiped.
void ige_lanes(std::span<const IgeLane> lanes, bool encrypting) noexcept;

}  // namespace strata::crypto
