// The addresses that the server names in its configuration, once they are believed.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"
#include "strata/client/session_data.hpp"

#include <chrono>
#include <cstddef>
#include <map>
#include <vector>

namespace strata {
class Account;
}

namespace strata::detail {

/// Addresses kept per data centre.
// Spec: C-30
inline constexpr std::size_t max_dc_addresses = 64;

/// What help.getConfig says about addresses.
struct DcOptions {
  std::map<int, std::vector<DcAddress>> dcs;  ///< by id; only what passed the checks
  std::size_t refused = 0;                    ///< options that did not
  /// How long they hold, by the server's clock.
  std::chrono::seconds lifetime{0};
  bool prefer_ipv6 = false;
};

/// Reads an encoded answer to help.getConfig. `allow_local`: believe addresses of this machine and
/// link too. Error: DecodeErrc when it is no Config.
[[nodiscard]] Result<DcOptions> read_dc_options(BytesView config, bool allow_local);

/// Makes them the addresses that are connected to from now on; `now` is the local Unix time. A data
/// centre that the server does not name, or only in ways that are refused, keeps what it had.
void store_dc_options(Account& account, const DcOptions& options, std::chrono::seconds now);

}  // namespace strata::detail
