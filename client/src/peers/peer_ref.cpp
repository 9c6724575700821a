// Reads the texts that name a peer.
#include "strata/client/peer.hpp"
#include "strata/client/user.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <string>

namespace strata {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<std::int64_t> as_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

bool drop_prefix(std::string_view& text, std::string_view prefix) {
  const auto same = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; };
  if (text.size() < prefix.size() || !std::equal(prefix.begin(), prefix.end(), text.begin(),
                                                 [&](char b, char a) { return same(a, b); })) {
    return false;
  }
  text.remove_prefix(prefix.size());
  return true;
}

// "https://t.me/name/12?x" and "tg://resolve?domain=name&start=x" name the same as "name".
std::string_view username_in(std::string_view text) {
  if (drop_prefix(text, "tg://resolve?domain=")) return text.substr(0, text.find('&'));
  if (!drop_prefix(text, "https://")) drop_prefix(text, "http://");
  constexpr std::array<std::string_view, 3> hosts{"t.me/", "telegram.me/", "telegram.dog/"};
  for (const std::string_view host : hosts) {
    if (drop_prefix(text, host)) return text.substr(0, text.find_first_of("/?"));
  }
  drop_prefix(text, "@");
  return text;
}

PeerRef::Value read(std::string_view text) {
  if (text == "me" || text == "self") return PeerAddress::self();
  if (text.size() > 1 && text.front() == '+') {
    PeerRef::Phone phone;
    std::ranges::copy_if(text, std::back_inserter(phone.digits), is_digit);
    return phone;
  }
  if (const auto number = as_number(text)) return PeerId::from_bot_api(*number);
  return PeerRef::Username{std::string(username_in(text))};
}

PeerRef::Value read(const User& user) {
  if (const auto address = user.address()) return *address;
  return user.peer_id();
}

}  // namespace

PeerRef::PeerRef(std::string_view text) : value_(read(text)) {}
PeerRef::PeerRef(const User& user) : value_(read(user)) {}

}  // namespace strata
