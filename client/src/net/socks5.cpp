// Reads and writes the messages of SOCKS5.
#include "net/socks5.hpp"

#include "strata/client/errors.hpp"

#include <asio/ip/address.hpp>

#include <algorithm>
#include <string>
#include <utility>

namespace strata::detail {
namespace {

constexpr std::uint8_t version = 5;
constexpr std::uint8_t password_version = 1;
constexpr std::uint8_t connect_command = 1;
constexpr std::size_t max_name = 255;

enum Method : std::uint8_t { no_password = 0, with_password = 2, none_acceptable = 0xff };
enum AddressType : std::uint8_t { ipv4 = 1, name = 3, ipv6 = 4 };

auto refused(const std::string& why) { return fail(ClientErrc::proxy_failed, "SOCKS5: " + why); }

void append(Bytes& out, const auto& bytes) { out.insert(out.end(), bytes.begin(), bytes.end()); }

void append_text(Bytes& out, const std::string& text) {
  out.push_back(static_cast<std::uint8_t>(text.size()));
  append(out, text);
}

void append_address(Bytes& out, const std::string& host) {
  std::error_code not_literal;
  const asio::ip::address literal = asio::ip::make_address(host, not_literal);
  if (not_literal) {
    out.push_back(name);
    append_text(out, host);
  } else if (literal.is_v4()) {
    out.push_back(ipv4);
    append(out, literal.to_v4().to_bytes());
  } else {
    out.push_back(ipv6);
    append(out, literal.to_v6().to_bytes());
  }
}

/// RFC 1928, section 6.
const char* meaning(std::uint8_t reply) {
  constexpr std::array meanings = {
      "general failure",       "not allowed by the rules",   "network unreachable",
      "host unreachable",      "connection refused",         "time to live expired",
      "command not supported", "address type not supported",
  };
  return reply <= meanings.size() ? meanings[reply - 1U] : "unknown reason";
}

}  // namespace

Result<std::unique_ptr<ProxyHandshake>> Socks5::make(std::shared_ptr<const Proxy> proxy,
                                                     const Endpoint& target) {
  if (target.host().empty() || target.host().size() > max_name) {
    return fail(ClientErrc::invalid_argument, "SOCKS5 carries host names of 1 to 255 bytes");
  }
  Bytes request = {version, connect_command, 0};
  append_address(request, target.host());
  request.push_back(static_cast<std::uint8_t>(target.port() >> 8U));
  request.push_back(static_cast<std::uint8_t>(target.port() & 0xffU));
  return std::make_unique<Socks5>(std::move(proxy), std::move(request));
}

Socks5::Socks5(std::shared_ptr<const Proxy> proxy, Bytes request)
    : proxy_(std::move(proxy)), request_(std::move(request)) {}

Bytes Socks5::start() {
  if (proxy_->has_credentials()) return {version, 2, no_password, with_password};
  return {version, 1, no_password};
}

Result<ProxyProgress> Socks5::on_bytes(BytesView received) {
  ProxyProgress progress;
  while (state_ != State::done && progress.used < received.size()) {
    const Result<std::size_t> whole = needed();
    if (!whole) return fail(whole.error());
    const std::size_t count = std::min(*whole - size_, received.size() - progress.used);
    std::copy_n(received.begin() + static_cast<std::ptrdiff_t>(progress.used), count,
                answer_.begin() + static_cast<std::ptrdiff_t>(size_));
    size_ += count;
    progress.used += count;
    if (size_ < *whole) continue;

    const Result<std::size_t> after = needed();  // the length of a name has become known
    if (!after) return fail(after.error());
    if (size_ < *after) continue;
    Result<Bytes> next = on_answer();
    if (!next) return fail(next.error());
    size_ = 0;
    progress.reply = std::move(*next);
    if (!progress.reply.empty()) break;
  }
  progress.is_done = state_ == State::done;
  return progress;
}

Result<std::size_t> Socks5::needed() const {
  constexpr std::size_t short_answer = 2;
  constexpr std::size_t head = 5;  // up to the first byte of the address
  constexpr std::size_t around_address = 6;
  if (state_ != State::reply) return short_answer;
  if (size_ < head) return head;
  switch (answer_[3]) {
    case ipv4:
      return around_address + 4;
    case ipv6:
      return around_address + 16;
    case name:
      return around_address + 1 + answer_[4];
    default:
      return refused("the proxy answers with an unknown kind of address");
  }
}

Result<Bytes> Socks5::on_answer() {
  switch (state_) {
    case State::method:
      return on_method();
    case State::password:
      return on_password();
    case State::reply:
      if (answer_[0] != version) return refused("the proxy speaks another version");
      if (answer_[1] != 0) {
        return refused(std::string("the proxy cannot connect: ") + meaning(answer_[1]));
      }
      state_ = State::done;
      return Bytes();
    case State::done:
      break;
  }
  return refused("the handshake is over");
}

Result<Bytes> Socks5::on_method() {
  if (answer_[0] != version) return refused("the proxy speaks another version");
  if (answer_[1] == none_acceptable) {
    return refused(proxy_->has_credentials() ? "the proxy takes no user name and password"
                                             : "the proxy wants a user name and password");
  }
  if (answer_[1] == no_password) {
    state_ = State::reply;
    return request_;
  }
  if (answer_[1] != with_password || !proxy_->has_credentials()) {
    return refused("the proxy chose a method that was not offered");
  }
  state_ = State::password;
  Bytes credentials = {password_version};
  append_text(credentials, proxy_->username());
  append_text(credentials, proxy_->password());
  return credentials;
}

Result<Bytes> Socks5::on_password() {
  if (answer_[0] != password_version) return refused("the proxy speaks another version");
  if (answer_[1] != 0) return refused("the proxy refuses user name and password");
  state_ = State::reply;
  return request_;
}

}  // namespace strata::detail
