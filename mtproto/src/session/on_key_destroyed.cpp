// The end of the key itself: asked for, and answered as a message or as the result of a call.
#include "session/engine.hpp"

#include "strata/tl/mtproto/types/destroy_auth_key_res.hpp"

#include <optional>

namespace strata::mtproto {
namespace {

namespace schema = tl::mtproto::types;
using Outcome = KeyDestroyed::Outcome;

/// What the object says; nothing when it is no such answer. None of the three has fields.
std::optional<Outcome> outcome_of(BytesView object) {
  if (object.size() != sizeof(std::uint32_t)) return std::nullopt;
  switch (load_le<std::uint32_t>(object.data())) {
    case schema::DestroyAuthKeyOk::ID:
      return Outcome::destroyed;
    case schema::DestroyAuthKeyNone::ID:
      return Outcome::unknown;
    case schema::DestroyAuthKeyFail::ID:
      return Outcome::refused;
    default:
      return std::nullopt;
  }
}

}  // namespace

void Session::Engine::destroy_key() noexcept {
  if (key_end_ == session::KeyEnd::kept && !closed_) key_end_ = session::KeyEnd::wanted;
}

// The message that asked is gone with its session, its connection, or by the server's refusal.
void Session::Engine::ask_again_for_key_end() noexcept {
  if (key_end_ == session::KeyEnd::asked) key_end_ = session::KeyEnd::wanted;
}

Status Session::Engine::on_key_destroyed(Now /*now*/, const Incoming& message) {
  take_key_answer(message.body);
  return {};
}

// An answer to what was not asked is ignored: a server must not talk anyone out of a key (N-087).
// Spec: core.telegram.org/mtproto/auth_key
void Session::Engine::take_key_answer(BytesView object) {
  const auto outcome = outcome_of(object);
  if (!outcome || key_end_ != session::KeyEnd::asked) return;
  key_end_ = session::KeyEnd::kept;
  events_.push(KeyDestroyed{*outcome});
}

}  // namespace strata::mtproto
