// Which texts can be the name or the address of a host.
#pragma once

#include <string_view>

namespace strata::mtproto {

/// Labels of letters, digits and inner hyphens, 1 to 63 characters each, joined by dots; at most
/// `max_size` characters. A name whose last label is a number must be an IPv4 address. Names in
/// other scripts stand in their A-label form (`xn--…`).
[[nodiscard]] bool is_host_name(std::string_view text, std::size_t max_size = 253);

/// What a Host field of HTTP may hold: a name, an IPv4 address or an IPv6 address in brackets, and
/// perhaps a port from 1 to 65535.
[[nodiscard]] bool is_http_host(std::string_view text);

/// What follows the method in a request of HTTP: a slash and printable characters without blanks.
[[nodiscard]] bool is_http_path(std::string_view text);

/// An IPv6 address without brackets and zone.
[[nodiscard]] bool is_ipv6_address(std::string_view text);

}  // namespace strata::mtproto
