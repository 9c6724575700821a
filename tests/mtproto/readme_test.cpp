// The example of mtproto/README.md, over a stream in memory.
#include "mtproto/handshake/handshake_run.hpp"

#include "strata/mtproto/handshake.hpp"
#include "strata/mtproto/transport.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>
#include <variant>

namespace readme_example {

// [make-key]
namespace crypto = strata::crypto;
namespace mtproto = strata::mtproto;

/// Whatever carries bytes: a socket, a tunnel, a pipe. And the clocks.
class Connection {
 public:
  virtual ~Connection() = default;
  virtual std::size_t read(strata::MutableBytes space) = 0;  // 0: it is closed
  virtual void write(strata::BytesView bytes) = 0;
  virtual mtproto::Now now() = 0;
};

/// The next packet that arrives.
strata::Result<mtproto::PacketReceived> receive(Connection& connection,
                                                mtproto::Transport& transport) {
  for (;;) {
    auto event = transport.next();
    if (!event) return strata::fail(event.error());
    if (!*event) {
      const strata::MutableBytes space = transport.prepare(4096);
      const std::size_t count = connection.read(space);
      if (count == 0) return strata::fail(std::make_error_code(std::errc::io_error), "closed");
      transport.commit(count);
    } else if (auto* packet = std::get_if<mtproto::PacketReceived>(&**event)) {
      return *packet;
    } else if (auto* error = std::get_if<mtproto::TransportError>(&**event)) {
      return strata::fail(std::make_error_code(std::errc::connection_refused),
                          "the server refuses with " + std::to_string(error->code));
    }
  }
}

/// Makes an authorization key with the server at the other end.
strata::Result<mtproto::HandshakeDone> make_key(Connection& connection,
                                                mtproto::Transport& transport,
                                                mtproto::HandshakeOptions options,
                                                crypto::RandomSource& random) {
  mtproto::Handshake handshake(std::move(options), random);
  mtproto::HandshakeAction action = handshake.start(connection.now());
  for (;;) {
    if (auto* send = std::get_if<mtproto::SendPacket>(&action)) {
      if (auto wrapped = transport.wrap(send->packet, false); !wrapped) {
        return strata::fail(wrapped.error());
      }
      connection.write(send->packet.bytes());
      action = mtproto::HandshakeWait{};
    } else if (auto* run = std::get_if<mtproto::RunTask>(&action)) {
      run->task.run();  // who serves others meanwhile uses another thread
      mtproto::HandshakeTask task = std::move(run->task);
      action = handshake.on_task(connection.now(), std::move(task));
    } else if (auto* done = std::get_if<mtproto::HandshakeDone>(&action)) {
      return std::move(*done);
    } else if (auto* failed = std::get_if<mtproto::HandshakeFailed>(&action)) {
      return strata::fail(failed->error);
    } else {
      const auto packet = receive(connection, transport);
      if (!packet) return strata::fail(packet.error());
      action = handshake.on_packet(connection.now(), packet->payload);
    }
  }
}
// [/make-key]

}  // namespace readme_example

namespace strata::mtproto::handshake_test {
namespace {

// The client's bytes go to the test server; its answers come back seven bytes at a time. Abridged
// framing, all of whose frames here are short or have the four-byte length.
class InMemory final : public readme_example::Connection {
 public:
  explicit InMemory(HandshakeServer& server) : server_(server) {}

  std::size_t read(MutableBytes space) override {
    const std::size_t count = std::min<std::size_t>({space.size(), 7, incoming_.size()});
    std::copy_n(incoming_.begin(), count, space.begin());
    incoming_.erase(incoming_.begin(), incoming_.begin() + static_cast<std::ptrdiff_t>(count));
    return count;
  }

  void write(BytesView bytes) override {
    if (std::exchange(first_, false)) bytes = bytes.subspan(1);  // ef
    if (silent_) return;
    const Bytes answer = server_.answer(bytes.subspan(bytes[0] == 0x7f ? 4 : 1));
    const auto words = static_cast<std::uint32_t>(answer.size() / 4);
    Bytes header(4);
    store_le(header.data(), words << 8U | 0x7fU);
    if (words < 0x7f) header.assign(1, static_cast<std::uint8_t>(words));
    append(incoming_, header);
    append(incoming_, answer);
  }

  Now now() override { return at({}); }

  bool silent_ = false;

 private:
  HandshakeServer& server_;
  Bytes incoming_;
  bool first_ = true;
};

TEST(Readme, Example_MakesAKey) {
  HandshakeServer server;
  InMemory connection(server);
  ScriptedRandom random;
  const auto transport = make_transport(TransportKind::abridged, random, {}).value();
  const auto done = readme_example::make_key(connection, *transport, test_options(), random);
  ASSERT_TRUE(done.has_value()) << done.error().message();
  EXPECT_EQ(to_hex(done->key.bytes()), to_hex(server.record().auth_key));
}

TEST(Readme, Example_ReportsAClosedConnection) {
  HandshakeServer server;
  InMemory connection(server);
  connection.silent_ = true;
  ScriptedRandom random;
  const auto transport = make_transport(TransportKind::abridged, random, {}).value();
  EXPECT_FALSE(
      readme_example::make_key(connection, *transport, test_options(), random).has_value());
}

}  // namespace
}  // namespace strata::mtproto::handshake_test
