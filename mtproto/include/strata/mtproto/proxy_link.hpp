// Links that carry an MTProxy: where it is, and its secret.
#pragma once

#include "strata/base/result.hpp"
#include "strata/mtproto/proxy_secret.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace strata::mtproto {

struct ProxyLink {
  /// A host name, an IPv4 or an IPv6 address without brackets.
  std::string server;
  std::uint16_t port = 0;
  ProxySecret secret;
};

/// Reads `tg://proxy?server=…&port=…&secret=…` and `https://t.me/proxy?…` (also telegram.me and
/// telegram.dog, with `http` or without a scheme). Unknown parameters are ignored.
/// Errors: bad_proxy_link (what is wrong with it stands in the text, the secret never), and those
/// of parse_proxy_secret. Spec: our rule C-12
[[nodiscard]] Result<ProxyLink> parse_proxy_link(std::string_view link);

}  // namespace strata::mtproto
