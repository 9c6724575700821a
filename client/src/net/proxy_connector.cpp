// Performs a proxy's handshake over a stream, and gives the stream on with what came behind it.
#include "net/proxy_connector.hpp"

#include "net/http_connect.hpp"
#include "net/socks5.hpp"
#include "net/stream_deadline.hpp"
#include "net/stream_with_rest.hpp"

#include "strata/client/errors.hpp"
#include "strata/crypto/secure.hpp"

#include <array>
#include <string>
#include <utility>

namespace strata::detail {
namespace {

Result<std::unique_ptr<ProxyHandshake>> make_handshake(std::shared_ptr<const Proxy> proxy,
                                                       const Endpoint& target) {
  if (proxy->kind() == Proxy::Kind::socks5) return Socks5::make(std::move(proxy), target);
  return HttpConnect::make(std::move(proxy), target);
}

Error broken(const std::string& why) {
  return Error(ClientErrc::proxy_failed, "the proxy ended the connection: " + why);
}

asio::awaitable<Status> write(Stream& stream, Bytes bytes) {
  std::error_code error;
  co_await stream.write(bytes, error);
  crypto::wipe(bytes);
  if (error) co_return fail(broken(error.message()));
  co_return Status();
}

/// Passes on what was read, and writes what follows from it. True when the handshake is done; then
/// `received` is what came behind it.
asio::awaitable<Result<bool>> advance(Stream& stream, ProxyHandshake& handshake,
                                      BytesView& received) {
  while (!received.empty()) {
    Result<ProxyProgress> progress = handshake.on_bytes(received);
    if (!progress) co_return fail(progress.error());
    received = received.subspan(progress->used);
    if (progress->is_done) co_return true;
    if (progress->reply.empty()) continue;
    const Status written = co_await write(stream, std::move(progress->reply));
    if (!written) co_return fail(written.error());
  }
  co_return false;
}

/// Returns what came behind the handshake.
asio::awaitable<Result<Bytes>> negotiate(Stream& stream, ProxyHandshake& handshake) {
  constexpr std::size_t read_size = 1024;
  std::array<std::uint8_t, read_size> space{};
  Bytes question = handshake.start();
  const Status asked = co_await write(stream, std::move(question));
  if (!asked) co_return fail(asked.error());
  for (;;) {
    std::error_code error;
    const std::size_t count = co_await stream.read_some(MutableBytes(space), error);
    if (error) co_return fail(broken(error.message()));
    BytesView received = BytesView(space).first(count);
    const Result<bool> done = co_await advance(stream, handshake, received);
    if (!done) co_return fail(done.error());
    if (*done) co_return Bytes(received.begin(), received.end());
  }
}

}  // namespace

// Spec: RFC 1928, RFC 9110 (C-18)
asio::awaitable<std::unique_ptr<Stream>> connect_through(std::shared_ptr<const Proxy> proxy,
                                                         Connector inner,
                                                         asio::any_io_executor executor,
                                                         Endpoint target,
                                                         std::chrono::milliseconds limit) {
  Result<std::unique_ptr<ProxyHandshake>> handshake = make_handshake(proxy, target);
  if (!handshake) throw_error(handshake.error());
  Endpoint server(proxy->host(), proxy->port());
  std::unique_ptr<Stream> stream = co_await inner(executor, std::move(server));
  if (!stream) throw_error(broken("no stream"));

  Result<Bytes> rest = Bytes();
  bool too_late = false;
  {
    const StreamDeadline deadline(executor, *stream, limit);
    rest = co_await negotiate(*stream, **handshake);
    too_late = deadline.has_passed();
  }
  if (too_late) throw_error(Error(ClientErrc::proxy_failed, "the proxy does not answer in time"));
  if (!rest) {
    stream->abort();
    throw_error(rest.error());
  }
  if (rest->empty()) co_return stream;
  co_return std::make_unique<StreamWithRest>(std::move(stream), std::move(*rest));
}

}  // namespace strata::detail

namespace strata {

Connector through_proxy(std::shared_ptr<const Proxy> proxy, Connector inner) {
  return [proxy = std::move(proxy), inner = std::move(inner)](asio::any_io_executor executor,
                                                              Endpoint target) {
    return detail::connect_through(proxy, inner, std::move(executor), std::move(target),
                                   detail::proxy_deadline);
  };
}

}  // namespace strata
