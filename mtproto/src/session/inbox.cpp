// What happens to every received message before anyone looks at what it says.
#include "session/container.hpp"
#include "session/engine.hpp"
#include "session/release.hpp"

#include "strata/tl/mtproto/types/pong.hpp"

#include <limits>

namespace strata::mtproto {
namespace {

// What can have an effect only once even if it comes twice: a pong, whose ping is forgotten with
// it. An idle session hears nothing else, so it stays small for ever.
bool takes_effect_once(BytesView body) noexcept {
  return body.size() >= 4 && load_le<std::uint32_t>(body.data()) == tl::mtproto::types::Pong::ID;
}

}  // namespace

// The order of the checks is that of rule B-04; packet::open has made the first eight.
Status Session::Engine::on_packet(Now now, MutableBytes packet) {
  if (closed_) return strata::fail(*closed_);
  if (events_.has_bodies()) {
    return strata::fail(Errc::events_not_taken, "take the events of the last packet first");
  }
  session::release(inflated_);
  inflated_bytes_ = 0;

  const auto opened = packet::open(key_, session_id_, options_.transport_pads_packets, packet);
  if (!opened) return strata::fail(opened.error());
  observe(now);
  keep_alive_.on_received(now.monotonic);
  heard_ = true;
  return accept(
      now, {.id = opened->header.msg_id, .seq_no = opened->header.seq_no, .body = opened->body});
}

// Spec: core.telegram.org/mtproto/security_guidelines#checking-msg-id (B-06, B-20, B-30, B-33,
// B-34)
Status Session::Engine::accept(Now now, const Incoming& message) {
  if (received_.check(message.id) != session::DuplicateWindow::Verdict::fresh) {
    acknowledge_again(now, message);
    return {};
  }
  const auto verdict = time_.judge(now, message.id);
  if (verdict == session::ServerTime::Verdict::inside) {
    time_.on_message(now, message.id);
    report_time();
    return receive(now, message);
  }
  // A recording cannot come from the future, so perhaps our clock is late: ask, unless the message
  // itself settles it.
  if (verdict == session::ServerTime::Verdict::from_future) time_.doubt();
  Incoming doubtful = message;
  doubtful.out_of_time = true;
  Status handled = dispatch(now, doubtful);
  if (time_.is_doubtful()) keep_alive_.request_ping();
  return handled;
}

// For the outer message and for every inner one (B-14, B-21, B-50).
Status Session::Engine::receive(Now now, const Incoming& message) {
  const bool seq_no_is_possible =
      message.seq_no >= 0 && message.seq_no < std::numeric_limits<std::int32_t>::max();
  if (!seq_no_is_possible) return {};
  acknowledge(now, message);
  if (received_.check(message.id) != session::DuplicateWindow::Verdict::fresh) return {};
  if (!takes_effect_once(message.body)) received_.insert(message.id);
  return dispatch(now, message);
}

void Session::Engine::acknowledge(Now now, const Incoming& message) {
  const bool content_related = (message.seq_no & 1) != 0;
  if (content_related) acks_.add(message.id, now.monotonic);
}

// The server sends a message again when our acknowledgement was lost; what a container carries is
// acknowledged one by one.
void Session::Engine::acknowledge_again(Now now, const Incoming& message) {
  acknowledge(now, message);
  if (!session::is_container(message.body)) return;
  const auto members = session::read_container(message.body);
  if (!members) return;
  for (const session::ContainerMember member : *members) {
    acknowledge(now, {.id = member.id, .seq_no = member.seq_no, .body = {}});
  }
}

}  // namespace strata::mtproto
