// future_salts: the salts of the next hours.
#include "session/engine.hpp"
#include "session/service_message.hpp"

#include "strata/tl/mtproto/types/future_salt.hpp"
#include "strata/tl/mtproto/types/future_salts.hpp"

#include <algorithm>

namespace strata::mtproto {
namespace {

// Times of the server are unsigned: they go on after 2038 (M-18).
std::chrono::seconds unix_seconds(std::int32_t value) {
  return std::chrono::seconds(static_cast<std::uint32_t>(value));
}

}  // namespace

// Spec: core.telegram.org/mtproto/service_messages#request-for-several-future-salts (B-43)
Status Session::Engine::on_future_salts(Now now, const Incoming& message) {
  tl::Arena arena;
  const auto answer = session::parse<tl::mtproto::types::FutureSalts>(message.body, arena);
  if (!answer) return strata::fail(answer.error());
  const MsgId question{answer->req_msg_id};
  const SentMessage* const sent = sent_.find(question);
  if (sent == nullptr || sent->kind != SentKind::salts_request) return {};
  sent_.erase(question);

  const auto server_now = time_.at(now.monotonic);
  const auto error = std::chrono::abs(unix_seconds(answer->now) - server_now);
  if (error > limits::max_behind) return {};
  std::vector<ServerSalt> salts;
  for (const auto& salt : answer->salts.first(std::min(answer->salts.size(), limits::max_salts))) {
    salts.push_back({.value = salt.salt,
                     .valid_since = unix_seconds(salt.valid_since),
                     .valid_until = unix_seconds(salt.valid_until)});
  }
  salts_.learn(salts, server_now);
  return {};
}

}  // namespace strata::mtproto
