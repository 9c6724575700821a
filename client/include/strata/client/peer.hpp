// PeerId and PeerRef: who or what is meant, by id alone or by anything a caller may know.
#pragma once

#include "strata/client/session_data.hpp"
#include "strata/tl/fwd.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace strata {

namespace tl {
class Arena;
}

class User;

/// The id of a user, a small group or a channel. The three have ranges of their own: only together
/// with its kind is a number an id.
class PeerId {
 public:
  /// Ids are positive and below this. (E-42)
  static constexpr std::int64_t limit = std::int64_t{1} << 52U;

  constexpr PeerId() noexcept = default;
  constexpr PeerId(PeerKind kind, std::int64_t id) noexcept : kind_(kind), id_(id) {}

  static constexpr PeerId user(std::int64_t id) noexcept { return {PeerKind::user, id}; }
  static constexpr PeerId chat(std::int64_t id) noexcept { return {PeerKind::chat, id}; }
  static constexpr PeerId channel(std::int64_t id) noexcept { return {PeerKind::channel, id}; }
  /// The id in a TL `Peer`; an invalid one when the box is empty.
  static PeerId from(const tl::enums::Peer& peer) noexcept;
  /// The id as the Bot API writes it: users positive, small groups negative, channels with the
  /// prefix -100. An invalid one for numbers that mean nothing.
  static PeerId from_bot_api(std::int64_t id) noexcept;

  [[nodiscard]] constexpr PeerKind kind() const noexcept { return kind_; }
  /// The number as Telegram's API writes it, always positive.
  [[nodiscard]] constexpr std::int64_t id() const noexcept { return id_; }
  [[nodiscard]] constexpr bool is_valid() const noexcept { return id_ > 0 && id_ < limit; }
  [[nodiscard]] constexpr bool is_user() const noexcept { return kind_ == PeerKind::user; }
  [[nodiscard]] constexpr bool is_chat() const noexcept { return kind_ == PeerKind::chat; }
  [[nodiscard]] constexpr bool is_channel() const noexcept { return kind_ == PeerKind::channel; }
  [[nodiscard]] std::int64_t to_bot_api() const noexcept;

  friend auto operator<=>(const PeerId&, const PeerId&) = default;

 private:
  PeerKind kind_ = PeerKind::user;
  std::int64_t id_ = 0;
};

/// What it takes to address a peer in a request, as values: an `InputPeer` that owns what it needs.
class PeerAddress {
 public:
  /// The logged-in account itself.
  static PeerAddress self() noexcept { return PeerAddress(); }
  PeerAddress(PeerId id, std::int64_t access_hash) noexcept : id_(id), access_hash_(access_hash) {}
  /// From a TL value; `…FromMessage` and empty boxes give nothing.
  static std::optional<PeerAddress> from(const tl::enums::InputPeer& peer);

  [[nodiscard]] bool is_self() const noexcept { return !id_.has_value(); }
  /// Nothing for the account itself.
  [[nodiscard]] const std::optional<PeerId>& id() const noexcept { return id_; }
  /// Belongs to this account alone; 0 for small groups, which have none.
  [[nodiscard]] std::int64_t access_hash() const noexcept { return access_hash_; }

  /// The TL values for requests; they live as long as `arena`.
  [[nodiscard]] tl::enums::InputPeer input_peer(tl::Arena& arena) const;
  /// Empty box when this is no user.
  [[nodiscard]] tl::enums::InputUser input_user(tl::Arena& arena) const;
  /// Empty box when this is no channel.
  [[nodiscard]] tl::enums::InputChannel input_channel(tl::Arena& arena) const;

  friend bool operator==(const PeerAddress&, const PeerAddress&) = default;

 private:
  PeerAddress() = default;

  std::optional<PeerId> id_;
  std::int64_t access_hash_ = 0;
};

/// Any way to name a peer; every operation that wants one takes this.
///
/// ```
/// client.send_message("me", …);  client.send_message("@durov", …);  client.send_message("+49…",
/// …); client.send_message(message.peer(), …);  client.send_message(user, …);
/// ```
class PeerRef {
 public:
  /// A name without its @, in the case it was given in.
  struct Username {
    std::string name;
  };
  /// A number with country code, digits only.
  struct Phone {
    std::string digits;
  };
  using Value = std::variant<PeerAddress, PeerId, Username, Phone>;

  /// "me" or "self"; "@name", "name" or a t.me link; "+phone"; a number as the Bot API writes it.
  PeerRef(std::string_view text);
  PeerRef(const char* text) : PeerRef(std::string_view(text)) {}
  PeerRef(const std::string& text) : PeerRef(std::string_view(text)) {}
  /// A number as the Bot API writes it.
  PeerRef(std::int64_t bot_api_id) : value_(PeerId::from_bot_api(bot_api_id)) {}
  PeerRef(PeerId id) : value_(id) {}
  PeerRef(PeerAddress address) : value_(address) {}
  PeerRef(const User& user);
  static PeerRef self() { return PeerAddress::self(); }

  [[nodiscard]] const Value& value() const noexcept { return value_; }

 private:
  Value value_;
};

}  // namespace strata
