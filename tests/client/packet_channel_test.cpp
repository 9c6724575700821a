// One connection over a stream that fails: what was framed is never written a second time.
#include "net/packet_channel.hpp"

#include "client/coroutine_test.hpp"

#include "strata/client/errors.hpp"
#include "strata/crypto/random.hpp"

#include <gtest/gtest.h>

namespace strata::detail {
namespace {

using testing_support::run;

struct Record {
  int writes = 0;
  bool is_closed = false;
};

/// Takes one write and fails from the second on.
class FailingStream final : public Stream {
 public:
  explicit FailingStream(Record& record) : record_(record) {}

  asio::awaitable<std::size_t> read_some(MutableBytes, std::error_code& error) override {
    error = asio::error::eof;
    co_return 0;
  }
  asio::awaitable<void> write(BytesView, std::error_code& error) override {
    if (++record_.writes > 1) error = asio::error::broken_pipe;
    co_return;
  }
  void close() noexcept override { record_.is_closed = true; }

 private:
  Record& record_;
};

struct Connection {
  asio::io_context context;
  Record record;
  std::shared_ptr<PacketChannel> channel = std::make_shared<PacketChannel>(
      context.get_executor(), std::make_unique<FailingStream>(record),
      mtproto::make_transport(mtproto::TransportKind::obfuscated_abridged, crypto::system_random(),
                              {})
          .value());

  asio::awaitable<Status> send() {
    Buffer packet(Buffer::default_headroom);
    packet.append(Bytes(40));
    const Status wrapped = channel->wrap(packet, false);
    EXPECT_TRUE(wrapped.has_value());
    co_return co_await channel->write(std::as_const(packet).bytes());
  }
};

asio::awaitable<void> send_thrice(Connection& connection) {
  const Status first = co_await connection.send();
  EXPECT_TRUE(first.has_value());
  EXPECT_FALSE(connection.record.is_closed);

  const Status second = co_await connection.send();
  EXPECT_EQ(second.error().code(), ClientErrc::connection_lost);
  EXPECT_TRUE(connection.record.is_closed);
  EXPECT_FALSE(connection.channel->is_open());

  const Status third = co_await connection.send();
  EXPECT_EQ(third.error().code(), ClientErrc::connection_lost);
  EXPECT_EQ(connection.record.writes, 2);
  const Result<mtproto::TransportEvent> event = co_await connection.channel->receive();
  EXPECT_EQ(event.error().code(), ClientErrc::connection_lost);
}

TEST(PacketChannel, FailedWrite_ClosesAndIsNotRepeated_C09) {
  Connection connection;
  run(connection.context, send_thrice(connection));
}

}  // namespace
}  // namespace strata::detail
