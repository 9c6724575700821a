// The places to try for one connection, in their order.
#pragma once

#include "strata/client/session_data.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace strata::detail {

/// Where data centres listen.
// Spec: core.telegram.org/api/datacenter (B-94, C-27)
inline constexpr std::array<std::uint16_t, 3> usual_ports = {443, 80, 5222};
/// One race does not try more places than this.
inline constexpr std::size_t max_connect_places = 12;

enum class Ports {
  as_given,
  /// An address with one of the usual ports is tried on all of them.
  usual,
};

/// Each address on its own port, then all on the other usual ports, if they are wanted (an address
/// with a port of another kind, or one that has no other, stays with it); IPv6 and IPv4 take turns,
/// beginning with the family of the first. `start` counts the places that are moved from the front
/// to the end.
[[nodiscard]] std::vector<DcAddress> connect_plan(const std::vector<DcAddress>& addresses,
                                                  Ports ports, std::size_t start);

/// Do both stand for the same ip and port?
[[nodiscard]] bool is_same_place(const DcAddress& one, const DcAddress& other) noexcept;

}  // namespace strata::detail
