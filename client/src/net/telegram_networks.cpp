// Compares an address with the networks of core.telegram.org/resources/cidr.txt.
#include "net/telegram_networks.hpp"

#include <asio/ip/address.hpp>
#include <asio/ip/network_v4.hpp>
#include <asio/ip/network_v6.hpp>

#include <algorithm>
#include <array>
#include <string>

namespace strata::detail {
namespace {

constexpr std::array networks_v4 = {
    "91.105.192.0/23", "91.108.4.0/22",  "91.108.8.0/22",  "91.108.12.0/22",   "91.108.16.0/22",
    "91.108.20.0/22",  "91.108.56.0/22", "95.161.64.0/20", "149.154.160.0/20", "185.76.151.0/24",
};
constexpr std::array networks_v6 = {
    "2001:67c:4e8::/48",  "2001:b28:f23c::/48", "2001:b28:f23d::/48",
    "2001:b28:f23f::/48", "2a0a:f280::/32",
};

bool contains(const asio::ip::network_v4& network, const asio::ip::address_v4& address) {
  return (address.to_uint() & network.netmask().to_uint()) == network.network().to_uint();
}

bool contains(const asio::ip::network_v6& network, const asio::ip::address_v6& address) {
  return asio::ip::network_v6(address, network.prefix_length()).network() == network.network();
}

}  // namespace

bool is_telegram_address(std::string_view ip) {
  std::error_code not_literal;
  const asio::ip::address address = asio::ip::make_address(std::string(ip), not_literal);
  if (not_literal) return false;
  if (address.is_v6() && !address.to_v6().is_v4_mapped()) {
    return std::any_of(networks_v6.begin(), networks_v6.end(), [&](const char* text) {
      return contains(asio::ip::make_network_v6(text), address.to_v6());
    });
  }
  const asio::ip::address_v4 v4 =
      address.is_v4() ? address.to_v4()
                      : asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
  return std::any_of(networks_v4.begin(), networks_v4.end(), [&](const char* text) {
    return contains(asio::ip::make_network_v4(text), v4);
  });
}

}  // namespace strata::detail
