// A message: what was said, and the copies that the accounts concerned hold of it.
#pragma once

#include "strata/datacenter/value.hpp"
#include "strata/datacenter/world/ids.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace strata::datacenter {

/// A file shown in a message.
struct Media {
  FileId file = 0;
  bool is_photo = false;
  bool spoiler = false;

  friend bool operator==(const Media&, const Media&) = default;
};

/// What a message says. Entities and keyboard are carried through as TL values (Vector of
/// MessageEntity, ReplyMarkup): the world has no opinion on them.
struct MessageBody {
  std::string text;
  Vector entities;
  Value reply_markup;
  std::optional<Media> media;
};

/// Where a copy of a message lies.
struct CopyPlace {
  UserId owner = 0;
  MessageId id = 0;
};

/// One message of the world, shared by all its copies: an edit changes it for everybody.
struct Message {
  UserId from = 0;
  PeerId to;
  UnixSeconds date = 0;
  UnixSeconds edit_date = 0;  ///< 0: never edited
  bool silent = false;
  std::int64_t random_id = 0;
  MessageBody body;
  std::vector<CopyPlace> copies;

  [[nodiscard]] MessageId copy_of(UserId owner) const;
};

/// A message as one account holds it: under a number of its own.
struct MessageCopy {
  MessageId id = 0;
  PeerId peer;             ///< the dialog that it stands in
  bool out = false;        ///< sent by the owner of the box
  MessageId reply_to = 0;  ///< in the same box; 0 when it is no reply
  std::shared_ptr<Message> message;
};

}  // namespace strata::datacenter
