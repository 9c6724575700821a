// Message identifiers of MTProto as a type of their own.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>

namespace strata::mtproto {

/// Identifies one message of a session: Unix time of its sender times 2^32, with two low bits that
/// say who sent it and why. Zero means "no message".
/// Spec: core.telegram.org/mtproto/description#message-identifier-msg-id (B-10, B-12)
struct MsgId {
  std::int64_t value = 0;

  /// The high half: the sender's Unix time, to the second, unsigned.
  [[nodiscard]] constexpr std::chrono::seconds unix_seconds() const noexcept {
    return std::chrono::seconds(static_cast<std::uint64_t>(value) >> 32U);
  }

  /// The sender's Unix time including the fraction of the low half.
  [[nodiscard]] constexpr std::chrono::nanoseconds unix_time() const noexcept {
    const auto fraction = static_cast<std::uint64_t>(value) & 0xffff'ffffU;
    return unix_seconds() +
           std::chrono::nanoseconds(static_cast<std::int64_t>((fraction * 1'000'000'000U) >> 32U));
  }

  /// The server's ids are odd, the client's are divisible by four.
  [[nodiscard]] constexpr bool is_from_server() const noexcept { return (value & 1) != 0; }

  [[nodiscard]] explicit constexpr operator bool() const noexcept { return value != 0; }
  friend constexpr auto operator<=>(MsgId, MsgId) noexcept = default;
};

}  // namespace strata::mtproto
