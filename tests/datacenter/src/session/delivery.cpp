// Containers, acknowledgements and sealing of what a session sends.
#include "session/delivery.hpp"

#include "core/core.hpp"
#include "core/mtproto_codec.hpp"
#include "session/session.hpp"
#include "wire.hpp"

namespace strata::datacenter {
namespace {

constexpr std::uint32_t container_id = 0x73f1f8dc;
constexpr std::size_t most_in_container = 100;
constexpr std::size_t most_container_bytes = 512U << 10U;
constexpr std::size_t most_acks = 8192;

/// Spec: core.telegram.org/mtproto/service_messages#containers (B-60)
Bytes make_container(const std::vector<ServerMessage>& messages) {
  WireWriter writer;
  writer.write(container_id).write(static_cast<std::int32_t>(messages.size()));
  for (const ServerMessage& message : messages) {
    writer.write(message.msg_id).write(message.seq_no);
    writer.write(static_cast<std::int32_t>(message.body.size())).raw(message.body);
  }
  return writer.take();
}

void queue_acks(Core& core, Session& session) {
  if (session.acks.empty()) return;
  Vector ids(session.acks.begin(), session.acks.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                              session.acks.size(), most_acks)));
  session.acks.clear();
  auto body = mtproto_codec().encode(Object("msgs_ack", {{"msg_ids", std::move(ids)}}));
  if (!body) return;
  session.outbox.add(core.unix_time(), MessageKind::other, false, *std::move(body));
}

/// One message as it is, several in a container.
ServerMessage wrap(Core& core, Session& session, std::vector<ServerMessage> messages) {
  if (messages.size() == 1) return std::move(messages.front());
  ServerMessage container;
  container.msg_id = session.outbox.next_msg_id(core.unix_time(), MessageKind::other);
  container.seq_no = session.outbox.plain_seq_no();
  container.body = make_container(messages);
  return container;
}

void send_sealed(Core& core, Connection& connection, Session& session, ServerMessage message) {
  OutgoingPacket packet;
  packet.salt = session.key().salts.current(core.unix_time(), *core.random);
  packet.session_id = session.session_id();
  packet.msg_id = message.msg_id;
  packet.seq_no = message.seq_no;
  packet.body = std::move(message.body);
  const std::size_t more = core.random->next() % 4 * 16;
  packet.padding = core.random->bytes(smallest_padding(packet.body.size()) + more);
  if (core.faults.edit_packet) core.faults.edit_packet(packet);
  if (packet.dropped) return;

  PlainMessage plain;
  plain.salt = packet.salt;
  plain.session_id = packet.session_id;
  plain.msg_id = packet.msg_id;
  plain.seq_no = packet.seq_no;
  plain.body = std::move(packet.body);
  const KeyPart part = packet.reflected ? KeyPart::client_to_server : KeyPart::server_to_client;
  const Bytes sealed = seal_packet(session.key().bytes, plain, packet.padding, part);
  for (int i = 0; i <= packet.repeats; ++i) core.send(connection, sealed);
}

void flush(Core& core, Session& session) {
  Connection* const connection = core.find(session.connection);
  if (connection == nullptr) return;
  queue_acks(core, session);
  while (session.outbox.has_queued()) {
    auto messages = session.outbox.take(most_in_container, most_container_bytes);
    if (messages.empty()) break;
    send_sealed(core, *connection, session, wrap(core, session, std::move(messages)));
  }
}

}  // namespace

void flush_sessions(Core& core) {
  for (const auto& session : core.take_dirty()) flush(core, *session);
}

}  // namespace strata::datacenter
