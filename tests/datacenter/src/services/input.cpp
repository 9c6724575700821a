// Reads whom a request means: InputPeer and InputUser.
#include "services/input.hpp"

namespace strata::datacenter {
namespace {

// Spec: core.telegram.org/api/peers: an id alone names nobody; the access hash proves that the
// caller has met the user. Bots may pass zero for those who wrote to them.
bool may_name(const Call& call, UserId user, std::int64_t access_hash) {
  if (call.world.users().find(user) == nullptr) return false;
  if (user == call.self || access_hash == call.world.users().access_hash(call.self, user)) {
    return true;
  }
  return access_hash == 0 && call.is_bot() && call.box().has_dialog(PeerId::user(user));
}

// InputUserFromMessage and InputPeerUserFromMessage: whoever wrote a message that we hold.
bool wrote_message(const Call& call, UserId user, MessageId id) {
  const MessageCopy* copy = call.box().find(id);
  return copy != nullptr && copy->message->from == user;
}

std::optional<UserId> named_user(const Call& call, const Object& input) {
  const UserId user = input.get_long("user_id");
  if (input.is("inputUserSelf") || input.is("inputPeerSelf")) return call.self;
  if (input.is("inputUser") || input.is("inputPeerUser")) {
    if (may_name(call, user, input.get_long("access_hash"))) return user;
  }
  if (input.is("inputUserFromMessage") || input.is("inputPeerUserFromMessage")) {
    if (wrote_message(call, user, input.get_int("msg_id"))) return user;
  }
  return std::nullopt;
}

}  // namespace

Outcome<PeerId> input_peer(const Call& call, const Object& input) {
  if (input.is("inputPeerChannel")) return refuse("CHANNEL_INVALID");
  if (input.is("inputPeerChat")) return refuse("CHAT_ID_INVALID");
  const auto user = named_user(call, input);
  if (!user) return refuse("PEER_ID_INVALID");
  return PeerId::user(*user);
}

Outcome<UserId> input_user(const Call& call, const Object& input) {
  const auto user = named_user(call, input);
  if (!user) return refuse("USER_ID_INVALID");
  return *user;
}

}  // namespace strata::datacenter
