// The world that a data centre serves: its accounts, boxes, logins and files, and a way to look
// into it and to act in it without any client.
#pragma once

#include "strata/datacenter/world/authorizations.hpp"
#include "strata/datacenter/world/contacts.hpp"
#include "strata/datacenter/world/files.hpp"
#include "strata/datacenter/world/login_codes.hpp"
#include "strata/datacenter/world/messaging.hpp"
#include "strata/datacenter/world/observers.hpp"
#include "strata/datacenter/world/passwords.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace strata::datacenter {

/// How a world behaves.
struct WorldOptions {
  /// Everything that looks random follows from it.
  std::uint64_t seed = 1;
  Limits limits;
  /// The login code of all numbers but the test numbers 99966XYYYY; empty: derived per number.
  std::string fixed_login_code;
  /// A bot token that nobody registered creates its bot at the first login.
  bool create_bots_on_login = true;
  /// A phone number that nobody registered may sign up.
  bool allow_sign_up = true;
  /// The applications (api_id and api_hash) that may log in; empty: every positive api_id.
  std::map<std::int32_t, std::string> applications;
};

/// A message as the tests and examples look at it.
struct MessageView {
  MessageId id = 0;
  UserId from = 0;
  std::string text;
};

/// The parts are public by accessor and may be used directly. Not for several threads: everything
/// runs on the strand of the data centre that serves the world.
class World {
 public:
  explicit World(WorldOptions options = {});
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  [[nodiscard]] const WorldOptions& options() const { return options_; }
  [[nodiscard]] const Limits& limits() const { return options_.limits; }
  [[nodiscard]] const Seed& seed() const { return seed_; }
  [[nodiscard]] Users& users() { return users_; }
  [[nodiscard]] Messaging& messaging() { return messaging_; }
  [[nodiscard]] LoginCodes& codes() { return codes_; }
  [[nodiscard]] Passwords& passwords() { return passwords_; }
  [[nodiscard]] Authorizations& authorizations() { return authorizations_; }
  [[nodiscard]] Files& files() { return files_; }
  [[nodiscard]] Contacts& contacts() { return contacts_; }

  /// Who hears of events, notices and login codes, until removed.
  void add_observer(WorldObserver* observer) { observers_->add(observer); }
  void remove_observer(WorldObserver* observer) { observers_->remove(observer); }
  /// For observers that may live longer than the world: it can be left through this at any time.
  [[nodiscard]] std::weak_ptr<Observers> observers() const { return observers_; }

  /// Registers a person or a bot; the errors are those of Users.
  Outcome<UserId> create_user(const PersonSpec& spec) { return users_.add_person(spec); }
  Outcome<UserId> create_bot(const BotSpec& spec) { return users_.add_bot(spec); }
  /// The code sent last to a number, however written; empty when there is none.
  [[nodiscard]] std::string last_code(std::string_view phone) const;
  /// Sends a text as if a client of `from` had.
  Outcome<MessageId> send_text(UserId from, UserId to, std::string text, UnixSeconds now);
  /// What `owner` sees in the dialog with `with`, the oldest first.
  [[nodiscard]] std::vector<MessageView> conversation(UserId owner, UserId with);

 private:
  WorldOptions options_;
  Seed seed_;
  std::shared_ptr<Observers> observers_ = std::make_shared<Observers>();
  Users users_;
  Messaging messaging_;
  LoginCodes codes_;
  Passwords passwords_;
  Authorizations authorizations_;
  Files files_;
  Contacts contacts_;
  std::int64_t texts_sent_ = 0;
};

}  // namespace strata::datacenter
