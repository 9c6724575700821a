// The good server: answers calls, pings, questions about states and salts.
#include "mtproto/session/cooperative_server.hpp"

#include "mtproto/session/tl_builder.hpp"

#include "strata/tl/cursor.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace strata::mtproto::session_test {
namespace {

// "The message was received."
constexpr std::uint8_t received = 4;
constexpr std::uint8_t not_received = 2;

/// The name of the call in a description such as `init after(b) a`; empty for service messages.
std::string called(const std::string& word) {
  const std::string last = word.substr(word.rfind(' ') + 1);
  const bool service =
      word == "ping" || word == "salts?" || word == "destroy" || word == "destroy_key" ||
      word.starts_with("ack ") || word.starts_with("state") || word.starts_with("resend?") ||
      word.starts_with("drop ") || word.starts_with("wait ") || word.starts_with("unknown");
  return service ? "" : last;
}

}  // namespace

void CooperativeServer::serve(nanoseconds time) {
  for (nanoseconds passed{}; passed < time; passed += seconds(1)) {
    if (!world_.is_connected()) world_.connect();
    answer_all();
    world_.advance(seconds(1));
  }
}

void CooperativeServer::answer_all() {
  while (answered_ < world_.messages().size()) {
    const ClientMessage message = world_.messages()[answered_++];
    answer(message);
  }
}

void CooperativeServer::receive(BytesView body, bool content_related) {
  if (world_.receive(body, content_related)) return;
  world_.disconnect();
  world_.connect();
}

// A salt is the number of the half-hour in which it begins.
std::int64_t CooperativeServer::salt_now() const {
  return std::chrono::floor<std::chrono::minutes>(world_.server_time()).count() / 30;
}

Bytes CooperativeServer::salts_for(std::int64_t question) const {
  constexpr std::uint32_t half_hour = 1800;
  const auto now =
      static_cast<std::uint32_t>(std::chrono::floor<seconds>(world_.server_time()).count());
  std::vector<Salt> salts;
  for (std::uint32_t i = 0; i < 8; ++i) {
    const std::uint32_t since = (now / half_hour + i) * half_hour;
    salts.push_back({since, since + 2 * half_hour, since / half_hour});
  }
  return future_salts(question, now, salts);
}

bool CooperativeServer::refuse_salt(const ClientMessage& message) {
  if (!enforces_salts_) return false;
  if (message.salt == salt_now() || message.salt == salt_now() - 1) return false;
  const std::int64_t outer = message.container != 0 ? message.container : message.msg_id;
  if (outer == last_refused_) return true;
  last_refused_ = outer;
  ++refused_salts_;
  receive(bad_server_salt(outer, salt_now()), false);
  return true;
}

void CooperativeServer::answer(const ClientMessage& message) {
  if (refuse_salt(message)) return;
  if (new_session_pending_) {
    new_session_pending_ = false;
    receive(new_session_created(message.msg_id, world_.server().next_id(world_.server_time()),
                                enforces_salts_ ? salt_now() : world_.server().salt()),
            true);
  }
  const std::string word = world_.describe(message);
  tl::Cursor cursor(message.body);
  static_cast<void>(cursor.uint32());
  if (word == "ping") return receive(pong(message.msg_id, cursor.int64()), false);
  if (word == "salts?") return receive(salts_for(message.msg_id), false);
  if (word.starts_with("state?")) {
    Bytes info;
    const std::size_t count = cursor.vector_header(8);
    for (std::size_t i = 0; i < count; ++i) {
      const std::int64_t id = cursor.int64();
      const bool known = std::ranges::find(world_.messages(), id, &ClientMessage::msg_id) !=
                         world_.messages().end();
      info.push_back(known ? received : not_received);
      // A good server also repeats an answer that the client seems not to have.
      if (known) receive(rpc_result(id, bool_true()), true);
    }
    return receive(msgs_state_info(message.msg_id, info), false);
  }
  if (word.starts_with("drop ")) {
    return receive(rpc_result(message.msg_id, Bytes(Tl().u32(0x5e2ad36e))), true);
  }
  const std::string name = called(word);
  if (name.empty()) return;
  ++executions_[name];
  receive(rpc_result(message.msg_id, bool_true()), true);
}

int CooperativeServer::executions(const std::string& name) const {
  const auto found = executions_.find(name);
  return found == executions_.end() ? 0 : found->second;
}

void expect_clean_end(World& world) {
  EXPECT_EQ(world.session().pending_calls(), 0U);
  std::map<std::string, int> completions;
  for (const std::string& event : world.take_events()) {
    EXPECT_NE(event, "BUSY LOOP");
    EXPECT_NE(event, "ENDLESS WRITING");
    const auto space = event.find(' ');
    const std::string kind = event.substr(0, space);
    if (kind != "result" && kind != "error" && kind != "failed") continue;
    const std::string rest = event.substr(space + 1);
    ++completions[rest.substr(0, rest.find_first_of(" :"))];
  }
  for (const auto& [name, cancelled] : world.made_calls()) {
    if (cancelled) {
      EXPECT_LE(completions[name], 1) << name << ", cancelled";
    } else {
      EXPECT_EQ(completions[name], 1) << name;
    }
  }
  EXPECT_EQ(world.server().violations(), std::vector<std::string>{});
}

}  // namespace strata::mtproto::session_test
