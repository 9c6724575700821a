// Chooses what goes into the next packet, and seals it.
#include "session/engine.hpp"

#include <utility>

namespace strata::mtproto {

using session::CallTable;

std::optional<OutgoingPacket> Session::Engine::write_packet(Now now, Buffer& out) {
  if (!connected_) return std::nullopt;
  observe(now);
  // After a correction backwards, ids that keep rising would be refused for a while (B-11).
  if (ids_.is_ahead_of(time_.at(now.monotonic)) &&
      resets_.allow(now.monotonic, limits::max_resets, limits::reset_period)) {
    reset(std::nullopt);
  }

  Assembly assembly(out);
  const bool others_may_join = write_calls(now, assembly);
  if (others_may_join) write_services(now, assembly);
  if (assembly.count() == 0) return std::nullopt;
  return seal(now, assembly);
}

// Returns whether service messages may share the packet (B-60, B-66, B-84).
bool Session::Engine::write_calls(Now now, Assembly& assembly) {
  for (const auto list : {CallTable::List::high, CallTable::List::normal}) {
    CallTable::Slot next = CallTable::end;
    for (auto slot = calls_.first(list); slot != CallTable::end; slot = next) {
      next = calls_.next(slot);
      Call& call = calls_.at(slot);
      if (calls_.in_flight() >= options_.max_in_flight) return true;
      if (options_.awaits_binding && !call.before_binding) continue;
      if (waits_for_predecessors(call)) continue;
      if (!fits(call, assembly)) return true;
      const bool singly = call.singly;
      const bool alone = call.alone;
      const bool written = write_call(now, call, assembly);
      if (written && singly) return false;
      if (written && alone) return true;
    }
  }
  return true;
}

bool Session::Engine::fits(const Call& call, const Assembly& assembly) const {
  if (assembly.count() == 0) return true;
  if (call.alone || call.singly) return false;
  return assembly.count() < limits::max_calls_per_container &&
         assembly.bytes() + options_.init_prefix.size() + call.body.size() <=
             limits::max_container_bytes;
}

bool Session::Engine::write_call(Now now, Call& call, Assembly& assembly) {
  const MsgId id = next_id(now);
  Bytes built;
  if (call.builder) {
    auto body = (*call.builder)(id, session_id_);
    if (!body) {
      complete(call.id, CallFailed{call.id, body.error()});
      return false;
    }
    built = std::move(*body);
  }
  assembly.begin(id, seq_no_.next_content());
  write_wrappers(call, assembly.buffer());
  assembly.buffer().append(call.builder ? BytesView(built) : BytesView(call.body));
  assembly.end();

  sent_.add({.msg_id = id, .sent_at = now.monotonic, .call = call.id, .kind = SentKind::call});
  calls_.mark_sent(call.id, id, now.monotonic);
  if (!state_check_at_) state_check_at_ = now.monotonic + limits::state_check_after;
  return true;
}

OutgoingPacket Session::Engine::seal(Now now, Assembly& assembly) {
  if (salts_.advance(time_.at(now.monotonic))) {
    events_.push(SaltChanged{.salt = salts_.current()});
  }
  packet::Header header{.salt = salts_.current(),
                        .session_id = session_id_,
                        .msg_id = assembly.last_id(),
                        .seq_no = assembly.last_seq_no()};
  if (assembly.count() == 1) {
    assembly.finish_single();
  } else {
    assembly.finish_container();
    // Greater than every id inside, and it counts no content of its own (B-15).
    header.msg_id = next_id(now);
    header.seq_no = seq_no_.next_service();
    sent_.enclose(assembly.first_id(), header.msg_id, now.monotonic);
  }
  const std::uint32_t token =
      packet::seal(key_, header, options_.padding, random_, assembly.buffer());
  return {.request_quick_ack = await_quick_ack(token, assembly.first_id()),
          .long_poll = std::exchange(writes_long_poll_, false)};
}

// Spec: core.telegram.org/mtproto/mtproto-transports#quick-ack (B-93)
bool Session::Engine::await_quick_ack(std::uint32_t token, MsgId first) {
  std::vector<CallId> waiting;
  for (auto slot = calls_.last(CallTable::List::in_flight);
       slot != CallTable::end && calls_.at(slot).msg_id >= first; slot = calls_.previous(slot)) {
    if (calls_.at(slot).quick_ack) waiting.push_back(calls_.at(slot).id);
  }
  if (waiting.empty() || !quick_acks_.accepts(token, waiting.size())) return false;
  for (const CallId call : waiting) quick_acks_.add(token, call);
  return true;
}

MsgId Session::Engine::next_id(Now now) { return ids_.next(time_.at(now.monotonic), random_); }

}  // namespace strata::mtproto
