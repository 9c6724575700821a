// Checks and wipes what is known of a proxy.
#include "strata/client/proxy.hpp"

#include "net/dc_table.hpp"

#include "strata/client/errors.hpp"
#include "strata/crypto/secure.hpp"

#include <utility>

namespace strata {
namespace {

constexpr std::size_t max_credential = 255;

bool is_credential(const std::string& text) {
  return !text.empty() && text.size() <= max_credential;
}

/// The whole capacity: short texts stand in the object itself.
void wipe(std::string& text) {
  text.resize(text.capacity());
  crypto::wipe({reinterpret_cast<std::uint8_t*>(text.data()), text.size()});
}

}  // namespace

// Spec: RFC 1929 (C-18)
Proxy::Proxy(Kind kind, std::string_view address, std::string username, std::string password)
    : kind_(kind), username_(std::move(username)), password_(std::move(password)) {
  Result<DcAddress> parsed = detail::parse_address(address);
  if (!parsed) throw_error(parsed.error());
  host_ = std::move(parsed->ip);
  port_ = parsed->port;
  const bool none = username_.empty() && password_.empty();
  if (!none && !(is_credential(username_) && is_credential(password_))) {
    throw Error(ClientErrc::invalid_argument,
                "a proxy's user name and password have 1 to 255 bytes each");
  }
  const bool colon = username_.find(':') != std::string::npos;
  if (kind_ == Kind::http_connect && colon) {
    throw Error(ClientErrc::invalid_argument, "an HTTP proxy's user name has no colon");
  }
}

Proxy::~Proxy() {
  wipe(username_);
  wipe(password_);
}

}  // namespace strata
