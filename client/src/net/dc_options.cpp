// Checks the addresses in help.getConfig and stores them.
#include "net/dc_options.hpp"

#include "strata/client/account.hpp"
#include "strata/tl/decode.hpp"
#include "strata/tl/types/config.hpp"
#include "strata/tl/types/dc_option.hpp"

#include <asio/ip/address.hpp>

#include <algorithm>
#include <optional>
#include <string>

namespace strata::detail {
namespace {

constexpr int max_dc_id = 1000;  // Spec: C-30
constexpr int max_port = 65535;
constexpr std::size_t plain_secret = 16;
constexpr std::uint8_t padded_secret_mark = 0xdd;

bool is_local(const asio::ip::address_v4& address) {
  constexpr std::uint32_t link_local = 0xa9fe0000;  // 169.254.0.0/16
  const std::uint32_t bits = address.to_uint();
  // 0.0.0.0/8 is "this host": connecting there reaches the machine itself.
  return address.is_loopback() || address.is_multicast() || bits >> 24U == 0 ||
         (bits & 0xffff0000U) == link_local || bits == 0xffffffffU;
}

bool is_local(const asio::ip::address_v6& address) {
  if (address.is_v4_mapped()) {
    return is_local(asio::ip::make_address_v4(asio::ip::v4_mapped, address));
  }
  return address.is_loopback() || address.is_multicast() || address.is_link_local() ||
         address.is_unspecified();
}

/// A literal address of the declared family that may be connected to. A scope id after `%` would
/// choose one of this machine's interfaces.
bool is_believable(const std::string& text, bool ipv6, bool allow_local) {
  if (text.find('%') != std::string::npos) return false;
  asio::error_code failure;
  const auto address = asio::ip::make_address(text, failure);
  if (failure || address.is_v6() != ipv6) return false;
  return allow_local || !(ipv6 ? is_local(address.to_v6()) : is_local(address.to_v4()));
}

bool is_usable(BytesView secret) {
  if (secret.size() == plain_secret + 1) return secret.front() == padded_secret_mark;
  return secret.empty() || secret.size() == plain_secret;
}

// Spec: core.telegram.org/constructor/dcOption (C-29, C-30)
std::optional<DcAddress> read_option(const tl::types::DcOption& option, bool allow_local) {
  DcAddress address;
  address.ip = std::string(option.ip_address);
  const bool numbers =
      option.id >= 1 && option.id <= max_dc_id && option.port >= 1 && option.port <= max_port;
  if (!numbers || !is_believable(address.ip, option.ipv6, allow_local)) return std::nullopt;
  const BytesView secret = option.secret.value_or(BytesView());
  if (!is_usable(secret)) return std::nullopt;

  address.port = static_cast<std::uint16_t>(option.port);
  address.ipv6 = option.ipv6;
  address.media_only = option.media_only;
  address.tcpo_only = option.tcpo_only || !secret.empty();
  address.cdn = option.cdn;
  address.is_static = option.static_;
  address.this_port_only = option.this_port_only;
  address.secret.assign(secret.begin(), secret.end());
  return address;
}

void add(DcOptions& options, int dc, DcAddress address) {
  std::vector<DcAddress>& known = options.dcs[dc];
  if (std::find(known.begin(), known.end(), address) != known.end()) return;
  if (known.size() == max_dc_addresses) {
    ++options.refused;
  } else {
    known.push_back(std::move(address));
  }
}

}  // namespace

Result<DcOptions> read_dc_options(BytesView config, bool allow_local) {
  const auto decoded = tl::decode<tl::enums::Config>(config);
  if (!decoded) return fail(decoded.error());
  const auto& content = (**decoded).as<tl::types::Config>();

  DcOptions options;
  options.lifetime = std::chrono::seconds{std::int64_t{content.expires} - content.date};
  options.prefer_ipv6 = content.force_try_ipv6;
  for (const tl::enums::DcOption& box : content.dc_options) {
    const auto& option = box.as<tl::types::DcOption>();
    if (std::optional<DcAddress> address = read_option(option, allow_local)) {
      add(options, option.id, std::move(*address));
    } else {
      ++options.refused;
    }
  }
  return options;
}

void store_dc_options(Account& account, const DcOptions& options, std::chrono::seconds now) {
  for (const auto& [dc, addresses] : options.dcs) {
    if (account.dc(dc).addresses == addresses) continue;
    account.change_dc(dc, [&addresses](DcEntry& entry) { entry.addresses = addresses; });
  }
  account.set_dc_options(now.count() + options.lifetime.count(), options.prefer_ipv6);
}

}  // namespace strata::detail
