// What a decoded user tells.
#include "strata/client/user.hpp"

#include "strata/tl/clone.hpp"
#include "strata/tl/types/user.hpp"
#include "strata/tl/types/username.hpp"

namespace strata {

std::optional<User> User::from(std::shared_ptr<const void> owner, const tl::enums::User& raw) {
  const auto* user = raw.get_if<tl::types::User>();
  if (user == nullptr) return std::nullopt;
  return User(std::move(owner), *user);
}

std::int64_t User::id() const noexcept { return raw_->id; }
std::int64_t User::access_hash() const noexcept { return raw_->access_hash.value_or(0); }

std::optional<PeerAddress> User::address() const {
  if (is_self()) return PeerAddress::self();
  if (is_min() || !raw_->access_hash) return std::nullopt;
  return PeerAddress(peer_id(), *raw_->access_hash);
}

std::string_view User::first_name() const noexcept { return *raw_->first_name; }
std::string_view User::last_name() const noexcept { return *raw_->last_name; }

std::string User::full_name() const {
  std::string name(first_name());
  if (!name.empty() && !last_name().empty()) name += ' ';
  return name += last_name();
}

std::string_view User::username() const noexcept {
  if (raw_->username) return *raw_->username;
  for (const tl::enums::Username& box : *raw_->usernames) {
    const auto& name = box.as<tl::types::Username>();
    if (name.active) return name.username;
  }
  return {};
}

std::string_view User::phone() const noexcept { return *raw_->phone; }
std::string_view User::lang_code() const noexcept { return *raw_->lang_code; }

bool User::is_self() const noexcept { return raw_->self; }
bool User::is_bot() const noexcept { return raw_->bot; }
bool User::is_contact() const noexcept { return raw_->contact; }
bool User::is_mutual_contact() const noexcept { return raw_->mutual_contact; }
bool User::is_deleted() const noexcept { return raw_->deleted; }
bool User::is_verified() const noexcept { return raw_->verified; }
bool User::is_premium() const noexcept { return raw_->premium; }
bool User::is_support() const noexcept { return raw_->support; }
bool User::is_scam() const noexcept { return raw_->scam; }
bool User::is_fake() const noexcept { return raw_->fake; }
bool User::is_min() const noexcept { return raw_->min; }

User User::detach() const {
  auto copy = std::make_shared<const tl::Object<tl::types::User>>(tl::clone(*raw_));
  const tl::types::User& raw = **copy;
  return User(std::move(copy), raw);
}

}  // namespace strata
