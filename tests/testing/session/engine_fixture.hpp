// A data centre without sockets and a client that talks to it message by message, for tests.
#pragma once

#include "core/mtproto_codec.hpp"
#include "crypto/message_cipher.hpp"
#include "testing/codec/codec_fixture.hpp"

#include "strata/datacenter/engine.hpp"

#include <gtest/gtest.h>

#include <deque>
#include <map>

namespace strata::datacenter {

/// A message of the server, out of its container.
struct FromServer {
  std::int64_t msg_id = 0;
  std::int32_t seq_no = 0;
  Bytes body;
  /// The service message, or the update; for rpc_result only `req_msg_id`, with the rest in
  /// `result`.
  Object object;
  Bytes result;
};

/// Methods by which the tests see what the core does.
class ProbeService final : public Service {
 public:
  void install(Dispatcher& dispatcher, Host& host) override;
  void on_session_closed(ClientSession&) override { ++sessions_closed; }
  void on_key_destroyed(std::uint64_t key) override { destroyed_keys.push_back(key); }

  /// help.getSupportName answers when this is called.
  std::deque<Responder> waiting;
  int sessions_closed = 0;
  std::vector<std::uint64_t> destroyed_keys;
  Host* host = nullptr;
};

class EngineTest : public testing::Test {
 protected:
  EngineTest();

  using Clock = Engine::Clock;
  Clock now = std::chrono::seconds(1'700'000'000);
  std::unique_ptr<Engine> engine;
  ProbeService* probe = nullptr;

  void advance(Clock by) {
    now += by;
    engine->advance(now);
  }

  /// A connection with the intermediate transport.
  class Link final : public ConnectionSink {
   public:
    explicit Link(EngineTest& test);
    ~Link() override;
    Link(const Link&) = delete;
    Link& operator=(const Link&) = delete;

    void write(Bytes bytes) override { append(unread_, bytes); }
    void close() override { is_closed = true; }
    /// Frames and sends a packet.
    void send(BytesView packet);
    void send_raw(BytesView bytes);
    /// The packets that came, taken away.
    std::vector<Bytes> take();
    /// The transport error that came last, taken away; 0 if none did.
    std::int32_t take_error();
    /// A plain message there and its answer back; an empty object when there is none.
    Object plain(const Object& request, BytesView trailing = {});

    bool is_closed = false;

   private:
    EngineTest& test_;
    ConnectionId id_;
    Bytes unread_;
  };

  /// One key and one session of a client; ids and sequence numbers as a good client makes them.
  struct Client {
    AuthKeyBytes key{};
    std::int64_t salt = 0;
    std::int64_t session_id = 77;
    std::int32_t content_count = 0;
    std::int64_t last_msg_id = 0;
  };

  /// Goes through the whole exchange. `expires_in` makes the key temporary.
  Client make_client(std::optional<std::int32_t> expires_in = {});

  std::int64_t next_id(Client& client);
  /// A message with the next id; content-related ones have odd sequence numbers.
  PlainMessage message(Client& client, Bytes body, bool content_related = true);
  void send(Link& link, const Client& client, const PlainMessage& message);
  /// Sends a message and gives its id.
  std::int64_t send(Link& link, Client& client, const Bytes& body, bool content_related = true);
  /// What came back, opened, out of containers, in order.
  std::vector<FromServer> take(Link& link, const Client& client);
  /// The only message with this name, or an empty one with a failure.
  static FromServer only(const std::vector<FromServer>& messages, std::string_view name);
  static std::size_t count(const std::vector<FromServer>& messages, std::string_view name);

  static Bytes service(const Object& object) { return mtproto_codec().encode(object).value(); }
  static Bytes call(const Object& object) { return api_codec().encode(object).value(); }
  /// invokeWithLayer(initConnection(call)).
  static Bytes first_call(const Object& object, int layer = 227);
  static Bytes container(const std::vector<PlainMessage>& messages);
  /// The error in an answer as `400 TEXT`, or nothing.
  static std::string error_of(const FromServer& answer);
  /// Sends and gives the answer to it; everything else that comes is thrown away.
  FromServer ask(Link& link, Client& client, const Bytes& body);
};

}  // namespace strata::datacenter
