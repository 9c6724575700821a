// The example of mtproto/README.md: a key and help.getConfig over a plain socket to the local data
// centre, then the same under a temporary key that is bound to it.
#include "strata/base/buffer.hpp"
#include "strata/crypto/random.hpp"
#include "strata/datacenter/background.hpp"
#include "strata/mtproto/handshake.hpp"
#include "strata/mtproto/session.hpp"
#include "strata/mtproto/temporary_keys.hpp"
#include "strata/mtproto/transport.hpp"
#include "strata/tl/decode.hpp"
#include "strata/tl/encode.hpp"
#include "strata/tl/functions/help/get_config.hpp"
#include "strata/tl/functions/init_connection.hpp"
#include "strata/tl/functions/invoke_with_layer.hpp"
#include "strata/tl/layer.hpp"
#include "strata/tl/types/config.hpp"

#include <arpa/inet.h>
#include <chrono>
#include <iostream>
#include <netinet/in.h>
#include <stdexcept>
#include <string>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>
#include <variant>

namespace crypto = strata::crypto;

// [get-config]
namespace mtproto = strata::mtproto;
namespace api = strata::tl;
/// Whatever carries bytes: a socket, a tunnel, a pipe. And the clocks.
struct Stream {
  virtual ~Stream() = default;
  virtual std::size_t read(strata::MutableBytes space) = 0;  // 0: it is closed
  virtual void write(strata::BytesView bytes) = 0;
  virtual mtproto::Now now() = 0;
};

void send(Stream& stream, mtproto::Transport& transport, strata::Buffer& packet) {
  if (!transport.wrap(packet, false)) throw std::runtime_error("too long for a packet");
  stream.write(std::as_const(packet).bytes());
}

strata::MutableBytes receive(Stream& stream, mtproto::Transport& transport) {
  for (;;) {
    const auto event = transport.next().value();
    if (event) return std::get<mtproto::PacketReceived>(*event).payload;  // or a refusal
    const std::size_t count = stream.read(transport.prepare(4096));
    if (count == 0) throw std::runtime_error("the connection is closed");
    transport.commit(count);
  }
}

mtproto::HandshakeDone make_key(Stream& stream, mtproto::Transport& transport,
                                mtproto::HandshakeOptions options) {
  mtproto::Handshake handshake(std::move(options), strata::crypto::system_random());
  mtproto::HandshakeAction action = handshake.start(stream.now());
  for (;;) {
    if (auto* packet = std::get_if<mtproto::SendPacket>(&action)) {
      send(stream, transport, packet->packet);
      action = handshake.on_packet(stream.now(), receive(stream, transport));
    } else if (auto* run = std::get_if<mtproto::RunTask>(&action)) {
      run->task.run();  // who serves others meanwhile uses another thread
      action = handshake.on_task(stream.now(), std::move(run->task));
    } else if (auto* failed = std::get_if<mtproto::HandshakeFailed>(&action)) {
      throw std::runtime_error(failed->error.what());
    } else {
      return std::get<mtproto::HandshakeDone>(std::move(action));
    }
  }
}

api::Object<api::enums::Config> get_config(Stream& stream, mtproto::Transport& transport,
                                           mtproto::Session& session) {
  const api::functions::help::GetConfig query{};
  const api::functions::InitConnection init{.api_id = 1, .device_model = "any", .query = query};
  const api::functions::InvokeWithLayer call{.layer = api::LAYER, .query = init};
  static_cast<void>(session.enqueue(api::to_bytes(call).value()).value());
  for (strata::Buffer packet;;) {
    while (session.write_packet(stream.now(), packet)) send(stream, transport, packet);
    const auto taken = session.on_packet(stream.now(), receive(stream, transport));
    if (!taken) throw std::runtime_error(taken.error().what());
    while (const auto event = session.next_event()) {
      const auto* result = std::get_if<mtproto::CallResult>(&*event);
      if (result) return api::decode<api::enums::Config>(result->body).value();
    }
  }
}
// [/get-config]

namespace {

void check(const strata::Status& status) {
  if (!status) throw std::runtime_error(status.error().what());
}

/// A blocking socket to an address on this machine.
class Socket final : public Stream {
 public:
  explicit Socket(const strata::datacenter::BackgroundDataCenter& server)
      : handle_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(server.port());
    ::inet_pton(AF_INET, server.address().c_str(), &address.sin_addr);
    const timeval patience{.tv_sec = 10, .tv_usec = 0};
    ::setsockopt(handle_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (::connect(handle_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
      throw std::runtime_error("cannot connect");
    }
  }
  ~Socket() override { ::close(handle_); }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;

  std::size_t read(strata::MutableBytes space) override {
    const ssize_t count = ::recv(handle_, space.data(), space.size(), 0);
    return count > 0 ? static_cast<std::size_t>(count) : 0;
  }
  void write(strata::BytesView bytes) override {
    while (!bytes.empty()) {
      const ssize_t count = ::send(handle_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (count <= 0) throw std::runtime_error("cannot write");
      bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
  }
  mtproto::Now now() override {
    return {.monotonic = std::chrono::steady_clock::now().time_since_epoch(),
            .unix_time = std::chrono::system_clock::now().time_since_epoch()};
  }

 private:
  int handle_;
};

std::unique_ptr<mtproto::Transport> abridged() {
  return mtproto::make_transport(mtproto::TransportKind::abridged, crypto::system_random(), {})
      .value();
}

mtproto::Session session_of(mtproto::HandshakeDone done, mtproto::SessionOptions options) {
  return {std::move(done.key), done.server_salt, done.time_offset, std::move(options),
          crypto::system_random()};
}

int dc_of(const api::Object<api::enums::Config>& config) {
  return config->get_if<api::types::Config>()->this_dc;
}

/// Binds the temporary key of `session` to the permanent one.
void bind(Stream& stream, mtproto::Transport& transport, mtproto::Session& session,
          const crypto::AuthKey& permanent, mtproto::TemporaryKey key) {
  auto body = mtproto::bind_temp_auth_key(permanent, key, crypto::system_random());
  static_cast<void>(session.enqueue(std::move(body), mtproto::bind_options()).value());
  for (strata::Buffer packet;;) {
    while (session.write_packet(stream.now(), packet)) send(stream, transport, packet);
    check(session.on_packet(stream.now(), receive(stream, transport)));
    while (const auto event = session.next_event()) {
      if (const auto* error = std::get_if<mtproto::CallError>(&*event)) {
        throw std::runtime_error("the binding is refused: " + error->text);
      }
      if (std::holds_alternative<mtproto::CallResult>(*event)) return session.on_key_bound();
    }
  }
}

int run() {
  const auto server = strata::datacenter::BackgroundDataCenter::start().value();
  mtproto::HandshakeOptions options;
  options.keys = crypto::ServerKeys();
  check(options.keys.add(crypto::RsaPublicKey::from_pem(server->public_key_pem()).value()));
  options.dc = server->dc_id();

  Socket first(*server);
  const auto plain = abridged();
  mtproto::HandshakeDone permanent = make_key(first, *plain, options);
  const crypto::AuthKey permanent_key = permanent.key.clone();
  mtproto::Session session = session_of(std::move(permanent), {});
  session.on_connected(first.now());
  const int dc = dc_of(get_config(first, *plain, session));
  std::cout << "data centre " << dc << '\n';

  Socket second(*server);
  const auto secret = abridged();
  options.expires_in = std::chrono::hours(24);
  mtproto::HandshakeDone temporary = make_key(second, *secret, options);
  const mtproto::TemporaryKey key{.id = temporary.key.id(), .expires_at = *temporary.expires_at};
  mtproto::Session bound = session_of(std::move(temporary), {.awaits_binding = true});
  bound.on_connected(second.now());
  bind(second, *secret, bound, permanent_key, key);
  const bool same = dc_of(get_config(second, *secret, bound)) == dc;
  std::cout << "and under a temporary key\n";
  const auto violations = server->counters().violations;
  for (const auto& [rule, times] : violations) std::cout << rule << ": " << times << " times\n";
  return dc == server->dc_id() && same && violations.empty() ? 0 : 1;
}

}  // namespace

int main() {
  try {
    return run();
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
