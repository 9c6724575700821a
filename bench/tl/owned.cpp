// Calls the generated decoders and encoders of the yardstick.
#include "tl/owned.hpp"

#include "tl/owned_types.hpp"

namespace strata::tl::bench::owned {
namespace {

template <class Fetch>
Decoded decode(BytesView bytes, Fetch&& fetch) {
  Input in{bytes.data(), bytes.data() + bytes.size()};
  Decoded decoded(fetch(in).release());
  return in.good && in.left() == 0 ? std::move(decoded) : Decoded();
}

}  // namespace

void Deleter::operator()(Object* object) const { delete object; }

Decoded decode_messages(BytesView bytes) {
  return decode(bytes, [](Input& in) { return fetch_t_messages_Messages(in); });
}

Decoded decode_updates(BytesView bytes) {
  return decode(bytes, [](Input& in) { return fetch_t_Updates(in); });
}

void encode(const Object& object, std::string& out) {
  Output output{out};
  object.store(output);
}

void send_message(std::int64_t user, std::int64_t access_hash, std::string_view text,
                  std::int64_t random_id, std::string& out) {
  auto peer = std::make_unique<t_inputPeerUser_>();
  peer->user_id_ = user;
  peer->access_hash_ = access_hash;
  auto call = std::make_unique<t_messages_sendMessage_>();
  call->peer_ = std::move(peer);
  call->message_ = text;
  call->random_id_ = random_id;
  encode(*call, out);
}

}  // namespace strata::tl::bench::owned
