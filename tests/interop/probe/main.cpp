// Talks to a data centre through transports that somebody else ends: proxies and servers of others.
//
//   transport-probe SCENE ADDRESS PORT PEM DC HOW [CLOCK]
//
//   SCENE   talk       makes a key, calls help.getConfig, sends a file there and back
//           refused    succeeds when the peer does not let us in, and we can tell that it does not
//           replayed   opens two connections with the same hello; the second must be refused
//           silence    succeeds when the preamble ends by its deadline
//           unserved   succeeds when the connection opens and then ends before an answer
//   HOW     http, websocket, or the secret of an MTProxy; classic:SECRET with the shorter hello
//   CLOCK   seconds by which this machine's calendar is off
#include "probe/calls.hpp"
#include "probe/tape_random.hpp"

#include "strata/crypto/rsa.hpp"
#include "strata/mtproto/errors.hpp"
#include "strata/mtproto/proxy_secret.hpp"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <span>
#include <string>

namespace {

using namespace strata;
using probe::check;

struct Target {
  std::string address;
  std::uint16_t port = 0;
  std::string pem;
  std::int16_t dc = 0;
  std::string how;
  std::chrono::seconds clock_error{};
};

/// Which transport, and what it refers to.
class Route {
 public:
  explicit Route(const Target& target)
      : authority_(target.address + ":" + std::to_string(target.port)) {
    options_.dc = target.dc;
    options_.host = authority_;
    if (target.how == "http") {
      kind_ = mtproto::TransportKind::http;
    } else if (target.how == "websocket") {
      kind_ = mtproto::TransportKind::websocket;
    } else {
      constexpr std::string_view classic = "classic:";
      const bool is_classic = target.how.starts_with(classic);
      secret_ = check(mtproto::parse_proxy_secret(
          std::string_view(target.how).substr(is_classic ? classic.size() : 0)));
      kind_ = mtproto::transport_through(*secret_, mtproto::TransportKind::abridged);
      options_ = mtproto::options_through(*secret_, target.dc);
      options_.classic_hello = is_classic;
    }
  }
  Route(const Route&) = delete;
  Route& operator=(const Route&) = delete;

  /// A connection that is ready for packets.
  probe::Connection open(probe::Socket& socket, crypto::RandomSource& random) const {
    probe::Connection connection(socket, check(make_transport(kind_, random, options_)));
    if (const auto preamble = check(make_preamble(kind_, random, options_))) {
      connection.open(*preamble);
    }
    return connection;
  }

 private:
  std::string authority_;
  std::optional<mtproto::ProxySecret> secret_;
  mtproto::TransportKind kind_{};
  mtproto::TransportOptions options_;
};

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

mtproto::HandshakeOptions handshake_options(const Target& target) {
  mtproto::HandshakeOptions options;
  options.dc = target.dc;
  check(options.keys.add(check(crypto::RsaPublicKey::from_pem(read_file(target.pem)))));
  return options;
}

mtproto::SessionOptions session_options(const mtproto::TransportTraits& traits) {
  mtproto::SessionOptions options;
  if (traits.obfuscated) options.padding = mtproto::Padding::random;
  options.transport_pads_packets = traits.pads_packets;
  if (traits.answers_only) {
    options.liveness.ping = false;
    options.long_poll.emplace().max_wait = std::chrono::milliseconds(500);
  }
  return options;
}

void talk(const Target& target) {
  probe::Socket socket(target.address, target.port, target.clock_error);
  const Route route(target);
  crypto::RandomSource& random = crypto::system_random();
  probe::Connection connection = route.open(socket, random);
  mtproto::HandshakeDone done = connection.make_key(handshake_options(target));
  mtproto::Session session(std::move(done.key), done.server_salt, done.time_offset,
                           session_options(connection.traits()), random);
  session.on_connected(socket.now());
  const int dc = probe::ask_config(connection, session);
  if (dc != target.dc) throw std::runtime_error("this is data centre " + std::to_string(dc));
  probe::send_file_around(connection, session);
  connection.close();
}

/// Does opening a connection fail with `code`?
void expect_failure(const Target& target, crypto::RandomSource& random, mtproto::Errc code) {
  try {
    probe::Socket socket(target.address, target.port, target.clock_error);
    const Route route(target);
    static_cast<void>(route.open(socket, random));
  } catch (const Error& error) {
    if (error.code() == code) return;
    throw;
  }
  throw std::runtime_error("the connection was let in");
}

void replay(const Target& target) {
  probe::TapeRandom tape;
  {
    probe::Socket socket(target.address, target.port, target.clock_error);
    const Route route(target);
    static_cast<void>(route.open(socket, tape));
  }
  tape.rewind();
  expect_failure(target, tape, mtproto::Errc::proxy_handshake_failed);
}

void expect_end(const Target& target) {
  probe::Socket socket(target.address, target.port, target.clock_error);
  const Route route(target);
  probe::Connection connection = route.open(socket, crypto::system_random());
  try {
    static_cast<void>(connection.make_key(handshake_options(target)));
  } catch (const std::runtime_error& error) {
    if (std::string_view(error.what()) == "the connection ended") return;
    throw;
  }
  throw std::runtime_error("the key was made");
}

void play(const std::string& scene, const Target& target) {
  if (scene == "talk") return talk(target);
  if (scene == "replayed") return replay(target);
  if (scene == "unserved") return expect_end(target);
  crypto::RandomSource& random = crypto::system_random();
  if (scene == "refused") {
    return expect_failure(target, random,
                          target.how == "websocket" ? mtproto::Errc::websocket_refused
                                                    : mtproto::Errc::proxy_handshake_failed);
  }
  if (scene == "silence") return expect_failure(target, random, mtproto::Errc::preamble_timeout);
  throw std::runtime_error("unknown scene " + scene);
}

}  // namespace

int main(int count, char** words) {
  const std::span<char*> arguments(words, static_cast<std::size_t>(count));
  if (arguments.size() < 7 || arguments.size() > 8) {
    std::fputs("usage: transport-probe SCENE ADDRESS PORT PEM DC HOW [CLOCK]\n", stderr);
    return 2;
  }
  try {
    Target target{.address = arguments[2],
                  .port = static_cast<std::uint16_t>(std::stoi(arguments[3])),
                  .pem = arguments[4],
                  .dc = static_cast<std::int16_t>(std::stoi(arguments[5])),
                  .how = arguments[6]};
    if (arguments.size() == 8) target.clock_error = std::chrono::seconds(std::stoi(arguments[7]));
    play(arguments[1], target);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "transport-probe: %s\n", error.what());
    return 1;
  }
}
