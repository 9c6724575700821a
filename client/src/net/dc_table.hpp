// The addresses of the data centres that are built in, and addresses as text.
#pragma once

#include "strata/base/result.hpp"
#include "strata/client/session_data.hpp"
#include "strata/mtproto/transport.hpp"

#include <string_view>
#include <vector>

namespace strata::detail {

/// The built-in addresses of a data centre, IPv4 first; empty for an unknown one.
// Spec: core.telegram.org/api/datacenter (C-27, C-28)
[[nodiscard]] std::vector<DcAddress> builtin_addresses(int dc, bool test_environment);

/// "149.154.167.51:443", "[2001:db8::1]:443" or "localhost:443". Error: invalid_argument.
[[nodiscard]] Result<DcAddress> parse_address(std::string_view text);

/// Those of `addresses` that a connection for `media` traffic (or not) may use, best first. IPv6
/// comes first where it is preferred, and only where it is allowed.
[[nodiscard]] std::vector<DcAddress> usable_addresses(const std::vector<DcAddress>& addresses,
                                                      bool media, bool allow_ipv6,
                                                      bool prefer_ipv6 = false);

/// Whether the data centre is a CDN: all that is known of it are addresses of one.
[[nodiscard]] bool is_cdn(const DcEntry& dc);

/// The same framing, as far as it can be, under obfuscation.
[[nodiscard]] mtproto::TransportKind obfuscated(mtproto::TransportKind kind) noexcept;
/// The transport for this address when `wanted` is wanted: an obfuscated one where the data centre
/// demands that.
// Spec: core.telegram.org/constructor/dcOption (C-29)
[[nodiscard]] mtproto::TransportKind transport_for(const DcAddress& address,
                                                   mtproto::TransportKind wanted);
/// The 16 bytes that the obfuscation mixes in; empty for most addresses.
[[nodiscard]] BytesView obfuscation_secret(const DcAddress& address);

/// The data centre's id as the protocol carries it: +10000 in the test environment, negative for
/// media-only connections.
// Spec: core.telegram.org/mtproto/mtproto-transports#transport-obfuscation (C-07)
[[nodiscard]] int protocol_dc_id(int dc, bool test_environment, bool media_only);

}  // namespace strata::detail
