// Tests of the data centre on loopback sockets.
#include "strata/datacenter/data_center.hpp"

#include "testing/support.hpp"

#include "strata/datacenter/background.hpp"
#include "strata/datacenter/errors.hpp"

#include <asio/connect.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/read.hpp>
#include <asio/write.hpp>
#include <gtest/gtest.h>

#include <thread>

namespace strata::datacenter {
namespace {

using asio::ip::tcp;

/// req_pq_multi in an abridged frame, with the tag in front.
const Bytes request =
    hex("ef0a000000000000000064f70d00fcc0ab6514000000f18e7ebe15a084b3b9ca2a17f03925f44b78fe68");

DataCenterOptions options() {
  DataCenterOptions result;
  result.engine.key = test_key();
  return result;
}

std::unique_ptr<BackgroundDataCenter> start() {
  BackgroundOptions background;
  background.data_center = options();
  return BackgroundDataCenter::start(std::move(background)).value();
}

class Visitor {
 public:
  explicit Visitor(const BackgroundDataCenter& server) : socket_(context_) {
    socket_.connect({asio::ip::make_address(server.address()), server.port()});
  }
  void write(BytesView bytes) { asio::write(socket_, asio::buffer(bytes.data(), bytes.size())); }
  Bytes read(std::size_t count) {
    Bytes bytes(count);
    asio::error_code error;
    bytes.resize(asio::read(socket_, asio::buffer(bytes), error));
    return bytes;
  }
  /// True when the other side closed.
  bool is_closed() { return read(1).empty(); }

 private:
  asio::io_context context_;
  tcp::socket socket_;
};

TEST(DataCenterSocket, AnswersAVisitor) {
  const auto server = start();
  Visitor visitor(*server);
  visitor.write(request);
  const Bytes answer = visitor.read(21 + 64);
  ASSERT_EQ(answer.size(), 85U);
  EXPECT_EQ(to_hex(BytesView(answer).subspan(21, 4)), "63241605") << "resPQ";
  EXPECT_EQ(server->counters().transports.at("abridged"), 1U);
}

TEST(DataCenterSocket, ClosesOnGarbage) {
  const auto server = start();
  Visitor visitor(*server);
  visitor.write(Bytes(64, 'x'));
  EXPECT_TRUE(visitor.is_closed());
  EXPECT_EQ(server->counters().broken_streams, 1U);
}

TEST(DataCenterSocket, TellsTheErrorBeforeItCloses) {
  const auto server = start();
  Visitor visitor(*server);
  Bytes packet = hex("ef1a");
  packet.resize(2 + 104, 1);
  visitor.write(packet);
  EXPECT_EQ(to_hex(visitor.read(5)), "016cfeffff");
  EXPECT_TRUE(visitor.is_closed());
}

TEST(DataCenterSocket, DropsConnectionsWhenTold) {
  const auto server = start();
  Visitor visitor(*server);
  visitor.write(request);
  visitor.read(85);
  server->run([](DataCenter& data_center, World&) { data_center.drop_connections(); });
  EXPECT_TRUE(visitor.is_closed());
}

TEST(DataCenterSocket, AgesWhenTold) {
  const auto server = start();
  Visitor silent(*server);
  silent.write(hex("ef"));
  while (server->counters().connections_open == 0) std::this_thread::yield();
  server->run(
      [](DataCenter& data_center, World&) { data_center.advance_clock(std::chrono::hours(1)); });
  EXPECT_TRUE(silent.is_closed());
}

TEST(DataCenterSocket, MayStopAndListenAgainOnTheSamePort) {
  const auto server = start();
  Visitor before(*server);
  before.write(request);
  before.read(85);
  server->run([](DataCenter& data_center, World&) { data_center.stop(); });
  EXPECT_TRUE(before.is_closed());
  EXPECT_THROW(Visitor{*server}, std::system_error);
  server->run([](DataCenter& data_center, World&) {
    const auto started = data_center.start();
    EXPECT_TRUE(started.has_value()) << started.error().message();
  });
  Visitor after(*server);
  after.write(request);
  EXPECT_EQ(after.read(85).size(), 85U);
}

TEST(DataCenterSocket, ListensOnLoopbackOnly) {
  asio::io_context context;
  for (const char* const address : {"0.0.0.0", "192.0.2.1", "localhost", ""}) {
    DataCenterOptions open = options();
    open.address = address;
    const auto server = DataCenter::create(context.get_executor(), std::move(open)).value();
    const auto started = server->start();
    ASSERT_FALSE(started.has_value()) << address;
    EXPECT_EQ(started.error().code(), Errc::cannot_listen);
  }
}

TEST(DataCenterSocket, SaysWhenThePortIsTaken) {
  const auto server = start();
  asio::io_context context;
  DataCenterOptions second = options();
  second.port = server->port();
  const auto other = DataCenter::create(context.get_executor(), std::move(second)).value();
  EXPECT_EQ(other->start().error().code(), Errc::cannot_listen);
}

TEST(DataCenterSocket, MayBeDestroyedWhileAVisitorIsThere) {
  auto server = start();
  Visitor visitor(*server);
  visitor.write(request);
  visitor.read(85);
  server.reset();
  EXPECT_TRUE(visitor.is_closed());
}

}  // namespace
}  // namespace strata::datacenter
