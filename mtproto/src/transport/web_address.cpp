// Where Telegram's data centres speak WebSocket.
#include "strata/mtproto/web_address.hpp"

#include <array>
#include <cstddef>

namespace strata::mtproto {

std::optional<std::string_view> websocket_host(int dc) noexcept {
  constexpr std::array<std::string_view, 5> hosts{
      "pluto.web.telegram.org", "venus.web.telegram.org", "aurora.web.telegram.org",
      "vesta.web.telegram.org", "flora.web.telegram.org"};
  if (dc < 1 || dc > static_cast<int>(hosts.size())) return std::nullopt;
  return hosts[static_cast<std::size_t>(dc) - 1];
}

}  // namespace strata::mtproto
