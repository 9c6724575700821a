// Handshake and calls over a blocking socket.
#include "probe/connection.hpp"

#include "strata/crypto/random.hpp"

#include <algorithm>
#include <variant>

namespace strata::probe {
namespace {

constexpr int patience = 10;  // seconds of silence before a peer counts as gone

/// The answer of the only call, when it has come.
std::optional<Bytes> take_answer(mtproto::Session& session) {
  std::optional<Bytes> answer;
  while (const auto event = session.next_event()) {
    if (const auto* result = std::get_if<mtproto::CallResult>(&*event)) {
      answer.emplace(result->body.begin(), result->body.end());
    } else if (const auto* error = std::get_if<mtproto::CallError>(&*event)) {
      throw std::runtime_error("the call is refused: " + error->text);
    } else if (const auto* failed = std::get_if<mtproto::CallFailed>(&*event)) {
      throw Error(failed->error);
    }
  }
  return answer;
}

}  // namespace

void Connection::open(mtproto::Preamble& preamble) {
  socket_.write(check(preamble.start(socket_.now())));
  Bytes space(4096);
  for (mtproto::PreambleProgress progress; !progress.is_done;) {
    const auto count = socket_.read(space);
    if (!count) {
      check(preamble.on_deadline(socket_.now()));
      continue;
    }
    if (*count == 0) throw Error(preamble.on_end());
    const BytesView received = BytesView(space).first(*count);
    progress = check(preamble.on_bytes(received));
    for (BytesView rest = received.subspan(progress.used); !rest.empty();) {
      const MutableBytes room = transport_->prepare(rest.size());
      const std::size_t taken = std::min(room.size(), rest.size());
      std::copy_n(rest.begin(), taken, room.begin());
      transport_->commit(taken);
      rest = rest.subspan(taken);
    }
  }
}

mtproto::HandshakeDone Connection::make_key(mtproto::HandshakeOptions options) {
  mtproto::Handshake handshake(std::move(options), crypto::system_random());
  mtproto::HandshakeAction action = handshake.start(socket_.now());
  for (;;) {
    if (auto* packet = std::get_if<mtproto::SendPacket>(&action)) {
      send(packet->packet);
      action = handshake.on_packet(socket_.now(), receive());
    } else if (auto* run = std::get_if<mtproto::RunTask>(&action)) {
      mtproto::HandshakeTask task = std::move(run->task);
      task.run();
      action = handshake.on_task(socket_.now(), std::move(task));
    } else if (auto* failed = std::get_if<mtproto::HandshakeFailed>(&action)) {
      throw Error(failed->error);
    } else if (auto* done = std::get_if<mtproto::HandshakeDone>(&action)) {
      return std::move(*done);
    } else {
      action = handshake.on_packet(socket_.now(), receive());
    }
  }
}

Bytes Connection::call(mtproto::Session& session, Bytes body) {
  check(session.enqueue(std::move(body), {.compress = false}));
  for (;;) {
    write_due(session);
    check(session.on_packet(socket_.now(), receive()));
    if (std::exchange(long_poll_open_, false)) session.on_long_poll_end();
    if (auto answer = take_answer(session)) return std::move(*answer);
  }
}

void Connection::write_due(mtproto::Session& session) {
  Buffer packet;
  while (answers_due_ == 0) {
    const auto written = session.write_packet(socket_.now(), packet);
    if (!written) return;
    long_poll_open_ = long_poll_open_ || written->long_poll;
    send(packet);
  }
}

void Connection::close() {
  transport_->begin_close();
  Buffer farewell;
  if (!transport_->take_reply(socket_.now(), farewell)) return;
  socket_.write(std::as_const(farewell).bytes());
  for (int silence = 0; silence < patience;) {
    const auto count = socket_.read(transport_->prepare(4096));
    if (count && *count == 0) return;
    if (count) transport_->commit(*count);
    silence += count ? 0 : 1;
  }
  throw std::runtime_error("the peer does not answer the farewell");
}

void Connection::send(Buffer& packet) {
  check(transport_->wrap(packet, false));
  socket_.write(std::as_const(packet).bytes());
  if (transport_->traits().answers_only) ++answers_due_;
}

MutableBytes Connection::receive() {
  for (int silence = 0; silence < patience;) {
    const auto event = check(transport_->next());
    if (event) {
      if (const auto* packet = std::get_if<mtproto::PacketReceived>(&*event)) {
        if (answers_due_ > 0) --answers_due_;
        return packet->payload;
      }
      if (const auto* refusal = std::get_if<mtproto::TransportError>(&*event)) {
        throw std::runtime_error("transport error " + std::to_string(refusal->code));
      }
      continue;
    }
    Buffer reply;
    if (transport_->take_reply(socket_.now(), reply)) {
      socket_.write(std::as_const(reply).bytes());
    }
    const auto count = socket_.read(transport_->prepare(4096));
    if (count && *count == 0) throw std::runtime_error("the connection ended");
    if (count) transport_->commit(*count);
    silence += count ? 0 : 1;
  }
  throw std::runtime_error("the peer is silent");
}

}  // namespace strata::probe
