// Holds the built-in addresses and parses addresses.
#include "net/dc_table.hpp"

#include "strata/client/errors.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace strata::detail {
namespace {

constexpr std::size_t secret_size = 16;

struct Builtin {
  int dc;
  const char* ip;
  bool ipv6 = false;
  bool media_only = false;
};

// Spec: core.telegram.org/api/datacenter (C-27)
constexpr std::array production = {
    Builtin{1, "149.154.175.50"},
    Builtin{1, "149.154.175.52"},
    Builtin{1, "149.154.175.53"},
    Builtin{1, "2001:b28:f23d:f001::a", true},
    Builtin{2, "149.154.167.51"},
    Builtin{2, "149.154.167.41"},
    Builtin{2, "95.161.76.100"},
    Builtin{2, "149.154.167.222", false, true},
    Builtin{2, "2001:67c:4e8:f002::a", true},
    Builtin{2, "2001:67c:4e8:f002::b", true, true},
    Builtin{3, "149.154.175.100"},
    Builtin{3, "2001:b28:f23d:f003::a", true},
    Builtin{4, "149.154.167.91"},
    Builtin{4, "149.154.166.120", false, true},
    Builtin{4, "2001:67c:4e8:f004::a", true},
    Builtin{4, "2001:67c:4e8:f004::b", true, true},
    Builtin{5, "149.154.171.5"},
    Builtin{5, "91.108.56.191"},
    Builtin{5, "2001:b28:f23f:f005::a", true},
};

// Spec: core.telegram.org/api/auth#test-accounts (C-28)
constexpr std::array test = {
    Builtin{1, "149.154.175.10"},  Builtin{1, "2001:b28:f23d:f001::e", true},
    Builtin{2, "149.154.167.40"},  Builtin{2, "2001:67c:4e8:f002::e", true},
    Builtin{3, "149.154.175.117"}, Builtin{3, "2001:b28:f23d:f003::e", true},
};

std::vector<DcAddress> addresses_of(int dc, const auto& table) {
  std::vector<DcAddress> addresses;
  for (const Builtin& entry : table) {
    if (entry.dc != dc) continue;
    DcAddress address;
    address.ip = entry.ip;
    address.ipv6 = entry.ipv6;
    address.media_only = entry.media_only;
    addresses.push_back(std::move(address));
  }
  return addresses;
}

}  // namespace

std::vector<DcAddress> builtin_addresses(int dc, bool test_environment) {
  return test_environment ? addresses_of(dc, test) : addresses_of(dc, production);
}

Result<DcAddress> parse_address(std::string_view text) {
  const auto malformed = [text] {
    return fail(ClientErrc::invalid_argument,
                "'" + std::string(text) + "' is no address; write ip:port, or [ipv6]:port");
  };
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return malformed();
  std::string_view host = text.substr(0, colon);
  const std::string_view digits = text.substr(colon + 1);

  DcAddress address;
  if (host.starts_with('[') && host.ends_with(']')) {
    host = host.substr(1, host.size() - 2);
    address.ipv6 = true;
  }
  const bool has_colon = host.find(':') != std::string_view::npos;
  if (host.empty() || has_colon != address.ipv6) return malformed();
  const auto [end, failure] =
      std::from_chars(digits.data(), digits.data() + digits.size(), address.port);
  if (failure != std::errc() || end != digits.data() + digits.size() || address.port == 0) {
    return malformed();
  }
  address.ip = host;
  return address;
}

std::vector<DcAddress> usable_addresses(const std::vector<DcAddress>& addresses, bool media,
                                        bool allow_ipv6, bool prefer_ipv6) {
  std::vector<DcAddress> usable;
  for (const DcAddress& address : addresses) {
    const bool fits = (media || !address.media_only) && (allow_ipv6 || !address.ipv6);
    if (fits && !address.cdn) usable.push_back(address);
  }
  // Spec: core.telegram.org/api/files#downloading-files (C-29, F-15)
  const auto merit = [prefer_ipv6](const DcAddress& address) {
    return (address.media_only ? 2 : 0) + (prefer_ipv6 && address.ipv6 ? 1 : 0);
  };
  std::stable_sort(usable.begin(), usable.end(), [&merit](const DcAddress& a, const DcAddress& b) {
    return merit(a) > merit(b);
  });
  return usable;
}

bool is_cdn(const DcEntry& dc) {
  return !dc.addresses.empty() && std::all_of(dc.addresses.begin(), dc.addresses.end(),
                                              [](const DcAddress& address) { return address.cdn; });
}

mtproto::TransportKind obfuscated(mtproto::TransportKind kind) noexcept {
  using mtproto::TransportKind;
  switch (kind) {
    case TransportKind::abridged:
      return TransportKind::obfuscated_abridged;
    case TransportKind::intermediate:
    case TransportKind::full:
      return TransportKind::obfuscated_intermediate;
    case TransportKind::padded_intermediate:
      return TransportKind::obfuscated_padded;
    default:
      return kind;
  }
}

mtproto::TransportKind transport_for(const DcAddress& address, mtproto::TransportKind wanted) {
  // 17 bytes: 0xdd and the secret.
  if (address.secret.size() > secret_size) return mtproto::TransportKind::obfuscated_padded;
  return address.tcpo_only || !address.secret.empty() ? obfuscated(wanted) : wanted;
}

BytesView obfuscation_secret(const DcAddress& address) {
  const BytesView secret = address.secret;
  return secret.size() > secret_size ? secret.last(secret_size) : secret;
}

int protocol_dc_id(int dc, bool test_environment, bool media_only) {
  constexpr int test_offset = 10000;
  const int id = test_environment ? dc + test_offset : dc;
  return media_only ? -id : id;
}

}  // namespace strata::detail
