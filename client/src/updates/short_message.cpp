// Makes whole messages of the short forms that the server uses for plain texts.
#include "updates/short_message.hpp"

#include "strata/client/peer.hpp"
#include "strata/tl/types/message.hpp"
#include "strata/tl/types/message_entity.hpp"
#include "strata/tl/types/message_fwd_header.hpp"
#include "strata/tl/types/peer.hpp"
#include "strata/tl/types/update.hpp"
#include "strata/tl/types/updates.hpp"

namespace strata::updates {

namespace {

namespace types = tl::types;

// The fields that both short forms have.
template <class Short>
types::Message common_part(const Short& shorter) {
  types::Message message;
  message.out = shorter.out;
  message.mentioned = shorter.mentioned;
  message.media_unread = shorter.media_unread;
  message.silent = shorter.silent;
  message.id = shorter.id;
  message.date = shorter.date;
  message.message = shorter.message;
  message.fwd_from = shorter.fwd_from;
  message.via_bot_id = shorter.via_bot_id;
  message.reply_to = shorter.reply_to;
  message.entities = shorter.entities;
  message.ttl_period = shorter.ttl_period;
  return message;
}

template <class Short>
tl::enums::Update as_update(const types::Message& message, const Short& shorter, tl::Arena& arena) {
  types::UpdateNewMessage update;
  update.message = arena.make(message);
  update.pts = shorter.pts;
  update.pts_count = shorter.pts_count;
  return arena.make(update);
}

bool knows(const Account& account, PeerId peer) {
  const auto self = account.user();
  if (self && peer == PeerId::user(self->id)) return true;
  return account.find_peer(peer.kind(), peer.id()).has_value();
}

template <class Short>
bool knows_mentioned(const Account& account, const Short& shorter) {
  if (shorter.via_bot_id && !knows(account, PeerId::user(*shorter.via_bot_id))) return false;
  const auto& origin = shorter.fwd_from->template as<types::MessageFwdHeader>().from_id;
  if (origin && !knows(account, PeerId::from(*origin))) return false;
  for (const tl::enums::MessageEntity& entity : *shorter.entities) {
    const auto* mention = entity.get_if<types::MessageEntityMentionName>();
    if (mention != nullptr && !knows(account, PeerId::user(mention->user_id))) return false;
  }
  return true;
}

}  // namespace

tl::enums::Update expand(const types::UpdateShortMessage& shorter, std::int64_t own_id,
                         tl::Arena& arena) {
  types::Message message = common_part(shorter);
  message.peer_id = arena.make(types::PeerUser{.user_id = shorter.user_id});
  if (shorter.out && own_id != 0) message.from_id = arena.make(types::PeerUser{.user_id = own_id});
  return as_update(message, shorter, arena);
}

tl::enums::Update expand(const types::UpdateShortChatMessage& shorter, tl::Arena& arena) {
  types::Message message = common_part(shorter);
  message.peer_id = arena.make(types::PeerChat{.chat_id = shorter.chat_id});
  message.from_id = arena.make(types::PeerUser{.user_id = shorter.from_id});
  return as_update(message, shorter, arena);
}

bool knows_peers_of(const Account& account, const types::UpdateShortMessage& shorter) {
  return knows(account, PeerId::user(shorter.user_id)) && knows_mentioned(account, shorter);
}

bool knows_peers_of(const Account& account, const types::UpdateShortChatMessage& shorter) {
  return knows(account, PeerId::user(shorter.from_id)) &&
         knows(account, PeerId::chat(shorter.chat_id)) && knows_mentioned(account, shorter);
}

}  // namespace strata::updates
