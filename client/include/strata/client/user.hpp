// User: a person or a bot, as Telegram described it.
#pragma once

#include "strata/client/peer.hpp"
#include "strata/tl/fwd.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace strata {

/// A view of a decoded `user` that shares its memory: cheap to copy. It may keep a whole answer or
/// envelope in memory; `detach()` makes a compact copy for keeping.
///
/// Texts are views that live as long as any copy of the object they came from.
class User {
 public:
  /// `raw` lives in what `owner` owns.
  User(std::shared_ptr<const void> owner, const tl::types::User& raw) noexcept
      : owner_(std::move(owner)), raw_(&raw) {}
  /// Nothing when the box is empty or holds `userEmpty`.
  static std::optional<User> from(std::shared_ptr<const void> owner, const tl::enums::User& raw);

  [[nodiscard]] std::int64_t id() const noexcept;
  [[nodiscard]] PeerId peer_id() const noexcept { return PeerId::user(id()); }
  /// Belongs to the account that received it; 0 when it was not given.
  [[nodiscard]] std::int64_t access_hash() const noexcept;
  /// Nothing without a full access hash: see `is_min`.
  [[nodiscard]] std::optional<PeerAddress> address() const;

  [[nodiscard]] std::string_view first_name() const noexcept;
  [[nodiscard]] std::string_view last_name() const noexcept;
  /// First and last name, joined by a space.
  [[nodiscard]] std::string full_name() const;
  /// Without @; of several active ones the first; empty when there is none.
  [[nodiscard]] std::string_view username() const noexcept;
  /// Digits without +; empty when hidden.
  [[nodiscard]] std::string_view phone() const noexcept;
  [[nodiscard]] std::string_view lang_code() const noexcept;

  [[nodiscard]] bool is_self() const noexcept;
  [[nodiscard]] bool is_bot() const noexcept;
  [[nodiscard]] bool is_contact() const noexcept;
  [[nodiscard]] bool is_mutual_contact() const noexcept;
  [[nodiscard]] bool is_deleted() const noexcept;
  [[nodiscard]] bool is_verified() const noexcept;
  [[nodiscard]] bool is_premium() const noexcept;
  [[nodiscard]] bool is_support() const noexcept;
  [[nodiscard]] bool is_scam() const noexcept;
  [[nodiscard]] bool is_fake() const noexcept;
  /// Telegram left out most of it; the access hash holds for some uses only. (E-40)
  [[nodiscard]] bool is_min() const noexcept;

  [[nodiscard]] const tl::types::User& raw() const noexcept { return *raw_; }
  [[nodiscard]] const std::shared_ptr<const void>& owner() const noexcept { return owner_; }
  /// A copy that holds only this user.
  [[nodiscard]] User detach() const;

 private:
  std::shared_ptr<const void> owner_;
  const tl::types::User* raw_;
};

}  // namespace strata
