// Message ids: time in the high half, random low bits, always rising.
#include "session/msg_id_generator.hpp"

#include "strata/mtproto/limits.hpp"

#include <cstdint>

namespace strata::mtproto::session {
namespace {

// 2^22 units of 2^-32 s are about a millisecond: what a clock may well be wrong by anyway.
constexpr std::uint64_t random_bits = (1U << 22U) - 1;
// Steps when the clock stands still or went back: small enough that a full container of ids stays
// within a millisecond.
constexpr std::uint64_t max_step = 256;

}  // namespace

MsgId msg_id_at(std::chrono::nanoseconds unix_time) noexcept {
  constexpr std::int64_t billion = 1'000'000'000;
  const std::int64_t time = unix_time.count() < 0 ? 0 : unix_time.count();
  const auto seconds = static_cast<std::uint64_t>(time / billion);
  const auto fraction = (static_cast<std::uint64_t>(time % billion) << 32U) / billion;
  // The high half is unsigned 32-bit Unix time; beyond 2038 the id is negative as an integer.
  return {static_cast<std::int64_t>(((seconds << 32U) | fraction) & ~std::uint64_t{3})};
}

MsgId MsgIdGenerator::next(std::chrono::nanoseconds server_time, crypto::RandomSource& random) {
  const std::uint64_t drawn = random.next_u64();
  const auto time = static_cast<std::uint64_t>(msg_id_at(server_time).value);
  MsgId id{static_cast<std::int64_t>((time ^ (drawn & random_bits)) & ~std::uint64_t{3})};
  if (id <= last_) {
    const std::uint64_t step = 4 * (1 + (drawn >> 32U) % max_step);
    id.value = static_cast<std::int64_t>(static_cast<std::uint64_t>(last_.value) + step);
  }
  last_ = id;
  return id;
}

bool MsgIdGenerator::is_ahead_of(std::chrono::nanoseconds server_time) const noexcept {
  return last_ && last_.unix_time() > server_time + limits::max_ahead;
}

}  // namespace strata::mtproto::session
