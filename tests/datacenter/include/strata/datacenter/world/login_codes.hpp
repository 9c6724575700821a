// Login codes: made, delivered, checked, expired.
#pragma once

#include "strata/datacenter/world/ids.hpp"
#include "strata/datacenter/world/limits.hpp"
#include "strata/datacenter/world/refusal.hpp"
#include "strata/datacenter/world/seed.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace strata::datacenter {

/// What the client learns about the code on its way to the person.
struct SentLoginCode {
  std::string hash;         ///< phone_code_hash
  bool by_app = false;      ///< delivered to another session of the account, else by SMS
  bool can_resend = false;  ///< there is a next way of delivery
  std::int32_t length = 5;
  std::int32_t timeout = 0;  ///< seconds until the code may be sent again
};

/// Codes are five digits. For Telegram's test numbers 99966XYYYY it is X five times; for others
/// it follows from the seed, the number, and how many codes that number has got before.
/// Spec: core.telegram.org/api/auth#test-accounts (D-01, D-02)
class LoginCodes {
 public:
  using Delivery = std::function<void(const std::string& phone, const std::string& code)>;

  LoginCodes(const Seed& seed, const Limits& limits) : seed_(seed), limits_(limits) {}

  /// Where codes go.
  void set_delivery(Delivery delivery) { deliver_ = std::move(delivery); }
  /// The code of all numbers that are no test numbers; empty: derived as above.
  void set_fixed_code(std::string code) { fixed_code_ = std::move(code); }

  /// Makes and delivers a code. `phone` must be normalised. Codes asked for before stay good.
  Outcome<SentLoginCode> send(const std::string& phone, bool has_sessions, UnixSeconds now);
  /// Delivers another code, under another hash. PHONE_CODE_EXPIRED, 406 SEND_CODE_UNAVAILABLE
  /// when it is too early or no way of delivery is left.
  Outcome<SentLoginCode> resend(std::string_view phone, const std::string& hash, UnixSeconds now);
  /// Forgets a code. PHONE_CODE_EXPIRED.
  Outcome<void> cancel(std::string_view phone, const std::string& hash, UnixSeconds now);
  /// Checks a code; a right one stays good for `is_verified` until `finish`.
  /// PHONE_CODE_HASH_EMPTY, PHONE_CODE_EMPTY, PHONE_CODE_INVALID, PHONE_CODE_EXPIRED.
  Outcome<void> verify(std::string_view phone, const std::string& hash, std::string_view code,
                       UnixSeconds now);
  /// Whether the right code was entered under this hash: PHONE_CODE_EXPIRED, PHONE_CODE_EMPTY.
  Outcome<void> check_verified(std::string_view phone, const std::string& hash, UnixSeconds now);
  /// The login is complete: the code cannot be used again.
  void finish(const std::string& hash) { pending_.erase(hash); }

  /// The code sent last to this number (normalised); empty when none ever was.
  [[nodiscard]] std::string last_code(std::string_view phone) const;

 private:
  struct Pending {
    std::string phone;
    std::string code;
    UnixSeconds sent = 0;
    int wrong = 0;
    bool resent = false;
    bool verified = false;
  };

  [[nodiscard]] std::string make_code(const std::string& phone, std::int64_t number) const;
  SentLoginCode issue(const std::string& phone, bool by_app, bool resent, UnixSeconds now);
  Outcome<Pending*> find(std::string_view phone, const std::string& hash, UnixSeconds now);
  void drop_expired(UnixSeconds now);

  const Seed& seed_;
  const Limits& limits_;
  Delivery deliver_;
  std::string fixed_code_;
  std::map<std::string, Pending> pending_;  // by hash
  std::map<std::string, std::string, std::less<>> last_codes_;
  std::int64_t issued_ = 0;
  std::map<std::string, std::int64_t> issued_to_;
};

}  // namespace strata::datacenter
