// Performs what the key exchange procedure asks for.
#include "net/key_exchange.hpp"

#include "core/background.hpp"
#include "core/clock.hpp"
#include "net/server_refusal.hpp"

#include "strata/crypto/random.hpp"
#include "strata/mtproto/errors.hpp"

#include <utility>
#include <variant>

namespace strata::detail {
namespace {

using mtproto::Handshake;
using mtproto::HandshakeAction;

asio::awaitable<HandshakeAction> send(PacketChannel& channel, mtproto::SendPacket& send) {
  Status status = channel.wrap(send.packet, false);
  if (status) status = co_await channel.write(send.packet.bytes());
  if (!status) co_return mtproto::HandshakeFailed{status.error()};
  co_return mtproto::HandshakeWait{};
}

asio::awaitable<HandshakeAction> run_task(Handshake& handshake, mtproto::HandshakeTask task,
                                          asio::any_io_executor worker) {
  auto work = [task = std::move(task)]() mutable {
    task.run();
    return std::move(task);
  };
  mtproto::HandshakeTask done = co_await run_in_background(worker, std::move(work));
  co_return handshake.on_task(read_clocks(), std::move(done));
}

asio::awaitable<HandshakeAction> receive(Handshake& handshake, PacketChannel& channel) {
  const Error too_late(mtproto::Errc::handshake_timeout);
  channel.set_deadline(to_time_point(handshake.deadline()), too_late);
  const Result<mtproto::TransportEvent> event = co_await channel.receive();
  if (!event) co_return mtproto::HandshakeFailed{event.error()};
  if (const auto* packet = std::get_if<mtproto::PacketReceived>(&*event)) {
    co_return handshake.on_packet(read_clocks(), packet->payload);
  }
  if (const auto* refusal = std::get_if<mtproto::TransportError>(&*event)) {
    co_return mtproto::HandshakeFailed{server_refusal("the key exchange", refusal->code)};
  }
  co_return mtproto::HandshakeWait{};
}

}  // namespace

asio::awaitable<Result<mtproto::HandshakeDone>> exchange_key(std::shared_ptr<PacketChannel> channel,
                                                             mtproto::HandshakeOptions options,
                                                             asio::any_io_executor worker) {
  Handshake handshake(std::move(options), crypto::system_random());
  HandshakeAction action = handshake.start(read_clocks());
  for (;;) {
    if (auto* packet = std::get_if<mtproto::SendPacket>(&action)) {
      action = co_await send(*channel, *packet);
    } else if (auto* run = std::get_if<mtproto::RunTask>(&action)) {
      channel->clear_deadline();
      mtproto::HandshakeTask task = std::move(run->task);
      action = co_await run_task(handshake, std::move(task), worker);
    } else if (std::holds_alternative<mtproto::HandshakeWait>(action)) {
      action = co_await receive(handshake, *channel);
    } else {
      break;
    }
  }
  channel->clear_deadline();
  if (auto* failed = std::get_if<mtproto::HandshakeFailed>(&action)) {
    co_return fail(std::move(failed->error));
  }
  co_return std::move(std::get<mtproto::HandshakeDone>(action));
}

}  // namespace strata::detail
