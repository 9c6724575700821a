// Tells plain packets from encrypted ones and finds the key.
#include "core/packets.hpp"

#include "core/mtproto_codec.hpp"
#include "session/messages.hpp"
#include "session/session.hpp"
#include "wire.hpp"

namespace strata::datacenter {
namespace {

constexpr std::int32_t key_not_found = -404;
constexpr std::size_t most_plain_bytes = 4096;
constexpr std::size_t most_sessions_per_key = 128;

void add_key(Core& core, const NewAuthKey& made) {
  SaltSchedule salts(made.first_salt, core.unix_time(), core.options.salt_period);
  auto key = std::make_unique<AuthKey>(made.id, made.key, std::move(salts));
  if (made.expires_in) {
    key->expires_at = core.unix_time() + std::chrono::seconds(std::max(*made.expires_in, 0));
  }
  core.accounting.count([&](Counters& counters) {
    ++(made.expires_in ? counters.temporary_keys_made : counters.permanent_keys_made);
  });
  for (const std::uint64_t old : core.keys.expired(core.unix_time())) core.doom_key(old);
  core.keys.add(std::move(key));
}

/// The msg_id of a plain answer: time, with the low bits of an answer.
std::int64_t plain_msg_id(const Core& core) {
  return Outbox().next_msg_id(core.unix_time(), MessageKind::answer);
}

// Spec: core.telegram.org/mtproto/description#unencrypted-message
void on_plain(Core& core, Connection& connection, BytesView payload) {
  WireReader reader(payload);
  reader.raw(8);
  reader.read<std::int64_t>();  // any msg_id: official clients begin with 0 and 1
  const auto length = reader.read<std::uint32_t>();
  if (!reader.ok() || length > most_plain_bytes) {
    core.close(connection, "a malformed plain message");
    return;
  }
  // What stands behind the object is padding, inside the declared length and beyond it.
  std::size_t consumed = 0;
  const auto request = mtproto_codec().decode(reader.rest(), &consumed);
  if (!request) {
    core.send_error(connection, key_not_found);
    core.close(connection, "an unreadable plain message");
    return;
  }
  if (request->is("req_pq_multi") || request->is("req_pq")) {
    core.accounting.count([](Counters& counters) { ++counters.handshakes_started; });
  }
  core.handshakes.settings().edit = core.faults.edit_handshake;
  core.handshakes.settings().retries = core.faults.handshake_retries;
  const HandshakeReply reply = core.handshakes.handle(core.unix_time(), *request);
  if (reply.key) add_key(core, *reply.key);
  if (!reply.answer) {
    core.send_error(connection, reply.transport_error);
    return;
  }
  const auto body = mtproto_codec().encode(*reply.answer);
  if (!body) return;
  WireWriter writer;
  writer.write(std::uint64_t{0}).write(plain_msg_id(core));
  writer.write(static_cast<std::uint32_t>(body->size())).raw(*body);
  core.send(connection, writer.bytes());
}

std::shared_ptr<Session> find_session(Core& core, AuthKey& key, std::int64_t id) {
  auto& session = key.sessions[id];
  if (session == nullptr) {
    session = std::make_shared<Session>(core, key, id);
    if (key.sessions.size() > most_sessions_per_key) {
      const bool first_is_new = key.sessions.begin()->first == id;
      const auto victim = first_is_new ? std::next(key.sessions.begin()) : key.sessions.begin();
      const std::shared_ptr<Session> kept = session;
      core.end_session(key, std::int64_t{victim->first});
      return kept;
    }
  }
  return session;
}

/// The session talks over this connection from now on.
void attach(Core& core, Session& session, Connection& connection) {
  if (session.connection == connection.id) return;
  const bool was_cut = core.find(session.connection) == nullptr;
  session.connection = connection.id;
  if (was_cut) session.outbox.requeue_all();
  core.mark_dirty(session);
}

void on_encrypted(Core& core, Connection& connection, std::uint64_t key_id,
                  const ClientPacket& packet) {
  AuthKey* const key = core.keys.find(key_id, core.unix_time());
  if (key == nullptr) {
    core.accounting.count(
        [&](Counters& counters) { ++counters.packets_under_unknown_keys[key_id]; });
    core.send_error(connection, key_not_found);
    core.close(connection, "an unknown auth key");
    return;
  }
  const auto opened = open_packet(key->bytes, packet.payload);
  if (!opened) {
    core.accounting.count([](Counters& counters) { ++counters.refused_packets; });
    core.close(connection, opened.error().message());
    return;
  }
  const PlainMessage& message = opened->message;
  if (message.session_id == 0) {
    // servers know no session 0.
    core.send_error(connection, key_not_found);
    core.close(connection, "session_id 0");
    return;
  }
  if (packet.wants_quick_ack) {
    connection.stream.send_quick_ack(opened->quick_ack_token);
    core.write_output(connection);
  }
  const auto session = find_session(core, *key, message.session_id);
  attach(core, *session, connection);
  on_message(core, connection, *session, message);
}

}  // namespace

void on_packet(Core& core, Connection& connection, const ClientPacket& packet) {
  ++connection.packets;
  connection.last_packet = core.unix_time();
  core.accounting.count([&](Counters& counters) {
    ++counters.packets_received;
    if (connection.packets == 1) ++counters.transports[connection.stream.transport_name()];
  });
  if (core.faults.transport_error != 0) {
    core.send_error(connection, std::exchange(core.faults.transport_error, 0));
    return;
  }
  WireReader reader(packet.payload);
  const auto key_id = reader.read<std::uint64_t>();
  if (!reader.ok()) {
    core.close(connection, "a packet without a key id");
  } else if (key_id == 0) {
    on_plain(core, connection, packet.payload);
  } else {
    on_encrypted(core, connection, key_id, packet);
  }
  const auto& limit = core.faults.close_after_packets;
  if (limit && connection.packets >= *limit) core.close(connection, "a test wants it");
}

}  // namespace strata::datacenter
