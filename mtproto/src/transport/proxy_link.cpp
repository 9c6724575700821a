// Reads links to an MTProxy.
#include "strata/mtproto/proxy_link.hpp"

#include "transport/hex_digit.hpp"
#include "transport/host_name.hpp"

#include "strata/mtproto/errors.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace strata::mtproto {
namespace {

::tl::unexpected<Error> bad_link(std::string_view why) {
  return fail(Errc::bad_proxy_link, "the proxy link cannot be used: " + std::string(why));
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Removes `prefix`, given in lower case, from the front of `text`, whatever its case there.
bool take_prefix(std::string_view& text, std::string_view prefix) {
  if (text.size() < prefix.size()) return false;
  if (!std::equal(prefix.begin(), prefix.end(), text.begin(),
                  [](char a, char b) { return a == lower(b); })) {
    return false;
  }
  text.remove_prefix(prefix.size());
  return true;
}

// Leaves in `link` what follows the part that says "a proxy".
bool take_proxy_address(std::string_view& link) {
  if (take_prefix(link, "tg:")) {
    (void)take_prefix(link, "//");
  } else {
    if (!take_prefix(link, "https://")) (void)take_prefix(link, "http://");
    constexpr std::array<std::string_view, 3> hosts{"t.me/", "telegram.me/", "telegram.dog/"};
    const bool is_ours = std::ranges::any_of(
        hosts, [&link](std::string_view host) { return take_prefix(link, host); });
    if (!is_ours) return false;
  }
  if (!take_prefix(link, "proxy")) return false;
  (void)take_prefix(link, "/");
  return take_prefix(link, "?");
}

// Undoes the %xx of `value` into `text`; false when one of them is incomplete. A plus sign stays:
// base64 has it, and no other value of these links has blanks. What was written is left to whoever
// owns `text`: it may be a secret, to be wiped, even if the rest of it is damaged (C-17).
bool percent_decode(std::string_view value, std::string& text) {
  text.reserve(value.size());
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] != '%') {
      text += value[i];
      continue;
    }
    if (value.size() - i < 3) return false;
    const int high = hex_digit(value[i + 1]);
    const int low = hex_digit(value[i + 2]);
    if (high < 0 || low < 0) return false;
    text += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return true;
}

std::optional<std::uint16_t> parse_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.begin(), text.end(), port);
  if (error != std::errc{} || end != text.end() || port == 0) return std::nullopt;
  return port;
}

struct Parameters {
  std::optional<std::string> server;
  std::optional<std::string> port;
  std::optional<std::string> secret;

  Parameters() = default;
  Parameters(const Parameters&) = delete;
  Parameters& operator=(const Parameters&) = delete;
  ~Parameters() {
    if (!secret) return;
    crypto::wipe({reinterpret_cast<std::uint8_t*>(secret->data()), secret->size()});
  }

  [[nodiscard]] std::optional<std::string>* named(std::string_view name) {
    if (name == "server") return &server;
    if (name == "port") return &port;
    if (name == "secret") return &secret;
    return nullptr;
  }
};

// Null when all is well, else what is wrong.
const char* read(std::string_view query, Parameters& parameters) {
  query = query.substr(0, query.find('#'));
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(pair.size() + 1, query.size()));
    const std::string_view name = pair.substr(0, pair.find('='));
    std::optional<std::string>* const place = parameters.named(name);
    if (place == nullptr) continue;
    if (place->has_value()) return "a part of it stands there twice";
    if (!percent_decode(pair.substr(std::min(name.size() + 1, pair.size())), place->emplace())) {
      return "a % in it is not followed by two hexadecimal digits";
    }
  }
  if (!parameters.server || !parameters.port || !parameters.secret) {
    return "it needs server, port and secret";
  }
  return nullptr;
}

}  // namespace

Result<ProxyLink> parse_proxy_link(std::string_view link) {
  if (link.size() > limits::max_proxy_link) return bad_link("it is too long");
  if (!take_proxy_address(link)) {
    return bad_link("it does not begin like tg://proxy? or https://t.me/proxy?");
  }
  Parameters parameters;
  if (const char* why = read(link, parameters)) return bad_link(why);
  if (!is_host_name(*parameters.server) && !is_ipv6_address(*parameters.server)) {
    return bad_link("its server is neither a host name nor an address");
  }
  const std::optional<std::uint16_t> port = parse_port(*parameters.port);
  if (!port) return bad_link("its port is not a number from 1 to 65535");
  Result<ProxySecret> secret = parse_proxy_secret(*parameters.secret);
  if (!secret) return fail(std::move(secret).error());
  return ProxyLink{std::move(*parameters.server), *port, std::move(*secret)};
}

}  // namespace strata::mtproto
