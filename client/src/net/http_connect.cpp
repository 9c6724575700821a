// Writes the request and reads the head of the response.
#include "net/http_connect.hpp"

#include "session/base64.hpp"

#include "strata/client/errors.hpp"
#include "strata/crypto/secure.hpp"

#include <algorithm>
#include <string_view>

namespace strata::detail {
namespace {

constexpr std::string_view protocol = "HTTP/1.";

auto refused(const std::string& why) {
  return fail(ClientErrc::proxy_failed, "HTTP proxy: " + why);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// No blanks and nothing that ends a line may get into the request.
bool is_host(std::string_view host) {
  return !host.empty() && host.size() <= 255 && std::all_of(host.begin(), host.end(), [](char c) {
    return c > ' ' && c < '\x7f' && c != '/' && c != '@';
  });
}

void append(Bytes& out, std::string_view text) { out.insert(out.end(), text.begin(), text.end()); }

/// The usual alphabet and padding (RFC 4648, section 4).
std::string to_base64(BytesView bytes) {
  std::string text = to_base64url(bytes);
  std::replace(text.begin(), text.end(), '-', '+');
  std::replace(text.begin(), text.end(), '_', '/');
  while (text.size() % 4 != 0) text.push_back('=');
  return text;
}

/// "user:password" as Basic authentication carries it.
void append_credentials(Bytes& out, const Proxy& proxy) {
  Bytes plain;
  plain.reserve(proxy.username().size() + 1 + proxy.password().size());
  append(plain, proxy.username());
  append(plain, ":");
  append(plain, proxy.password());
  std::string encoded = to_base64(plain);
  append(out, encoded);
  crypto::wipe(plain);
  crypto::wipe({reinterpret_cast<std::uint8_t*>(encoded.data()), encoded.size()});
}

}  // namespace

Result<std::unique_ptr<ProxyHandshake>> HttpConnect::make(std::shared_ptr<const Proxy> proxy,
                                                          const Endpoint& target) {
  if (!is_host(target.host())) {
    return fail(ClientErrc::invalid_argument, "an HTTP proxy cannot be asked for this host name");
  }
  const bool is_ipv6 = target.host().find(':') != std::string::npos;
  std::string authority = is_ipv6 ? "[" + target.host() + "]" : target.host();
  authority += ":" + std::to_string(target.port());
  return std::make_unique<HttpConnect>(std::move(proxy), std::move(authority));
}

Bytes HttpConnect::start() {
  constexpr std::size_t plenty = 2048;  // so that no credentials stay behind in grown-out memory
  Bytes request;
  request.reserve(plenty);
  append(request, "CONNECT " + authority_ + " HTTP/1.1\r\nHost: " + authority_ + "\r\n");
  if (proxy_->has_credentials()) {
    append(request, "Proxy-Authorization: Basic ");
    append_credentials(request, *proxy_);
    append(request, "\r\n");
  }
  append(request, "\r\n");
  return request;
}

Result<ProxyProgress> HttpConnect::on_bytes(BytesView received) {
  ProxyProgress progress;
  while (!is_done_ && progress.used < received.size()) {
    const Status taken = take(static_cast<char>(received[progress.used++]));
    if (!taken) return fail(taken.error());
  }
  progress.is_done = is_done_;
  return progress;
}

Status HttpConnect::take(char next) {
  if (head_.size() < protocol.size() && next != protocol[head_.size()]) {
    return refused("the answer is not HTTP");
  }
  if (head_.size() == max_head) return refused("the answer has no end");
  head_.push_back(next);
  if (!head_.ends_with("\r\n\r\n")) return {};
  is_done_ = true;
  return on_head();
}

/// "HTTP/1.x NNN reason". What the fields say does not matter: after a success the tunnel begins.
Status HttpConnect::on_head() const {
  constexpr std::size_t status_at = 9;
  const std::string_view status = std::string_view(head_).substr(status_at, 3);
  const bool is_number = std::all_of(status.begin(), status.end(), is_digit);
  const char after = head_[status_at + 3];
  if (!is_digit(head_[7]) || head_[8] != ' ' || !is_number || (after != ' ' && after != '\r')) {
    return refused("the answer has no status");
  }
  if (status.front() == '2') return {};
  if (status == "407") {
    return refused(proxy_->has_credentials() ? "the proxy refuses user name and password (407)"
                                             : "the proxy wants a user name and password (407)");
  }
  return refused("the proxy cannot connect (status " + std::string(status) + ")");
}

}  // namespace strata::detail
