// Login codes: made, delivered, checked, expired.
#include "strata/datacenter/world/login_codes.hpp"

#include <algorithm>

namespace strata::datacenter {
namespace {

constexpr std::size_t code_length = 5;

// Spec: core.telegram.org/api/auth#test-accounts: 99966XYYYY gets X as often as a code is long.
bool is_test_number(std::string_view phone) {
  return phone.size() == 10 && phone.starts_with("99966");
}

}  // namespace

std::string LoginCodes::make_code(const std::string& phone, std::int64_t number) const {
  if (is_test_number(phone)) return std::string(code_length, phone[5]);
  if (!fixed_code_.empty()) return fixed_code_;
  std::int64_t digits = 0;
  for (const char c : phone) digits = digits * 10 + (c - '0');
  std::string code = std::to_string(seed_.number("login code", {digits, number}) % 100'000);
  code.insert(0, code_length - code.size(), '0');
  return code;
}

SentLoginCode LoginCodes::issue(const std::string& phone, bool by_app, bool resent,
                                UnixSeconds now) {
  Pending pending;
  pending.phone = phone;
  pending.code = make_code(phone, issued_to_[phone]++);
  pending.sent = now;
  pending.resent = resent;

  SentLoginCode sent;
  sent.hash = seed_.text("phone code hash", {++issued_}, 18);
  sent.by_app = by_app;
  sent.can_resend = !resent;
  sent.length = static_cast<std::int32_t>(pending.code.size());
  sent.timeout = resent ? 0 : static_cast<std::int32_t>(limits_.code_resend);

  last_codes_[phone] = pending.code;
  if (deliver_) deliver_(phone, pending.code);
  pending_.emplace(sent.hash, std::move(pending));
  return sent;
}

Outcome<SentLoginCode> LoginCodes::send(const std::string& phone, bool has_sessions,
                                        UnixSeconds now) {
  drop_expired(now);
  const bool known = issued_to_.contains(phone);
  if (pending_.size() >= limits_.codes || (!known && issued_to_.size() >= limits_.codes)) {
    return refuse(420, "FLOOD_WAIT_" + std::to_string(limits_.code_lifetime));
  }
  return issue(phone, has_sessions, false, now);
}

Outcome<SentLoginCode> LoginCodes::resend(std::string_view phone, const std::string& hash,
                                          UnixSeconds now) {
  const auto found = find(phone, hash, now);
  if (!found) return refuse(found.error());
  if ((*found)->resent || now - (*found)->sent < limits_.code_resend) {
    return refuse(406, "SEND_CODE_UNAVAILABLE");
  }
  // Spec: core.telegram.org/api/auth (D-02): the hash of the newest answer counts.
  const std::string number = (*found)->phone;
  pending_.erase(hash);
  return issue(number, false, true, now);
}

Outcome<void> LoginCodes::cancel(std::string_view phone, const std::string& hash, UnixSeconds now) {
  const auto found = find(phone, hash, now);
  if (!found) return refuse(found.error());
  pending_.erase(hash);
  return {};
}

Outcome<void> LoginCodes::verify(std::string_view phone, const std::string& hash,
                                 std::string_view code, UnixSeconds now) {
  const auto found = find(phone, hash, now);
  if (!found) return refuse(found.error());
  Pending& pending = **found;
  if (code.empty()) return refuse("PHONE_CODE_EMPTY");
  if (code != pending.code) {
    if (++pending.wrong >= limits_.code_attempts) pending_.erase(hash);
    return refuse("PHONE_CODE_INVALID");
  }
  pending.verified = true;
  return {};
}

Outcome<void> LoginCodes::check_verified(std::string_view phone, const std::string& hash,
                                         UnixSeconds now) {
  const auto found = find(phone, hash, now);
  if (!found) return refuse(found.error());
  if (!(*found)->verified) return refuse("PHONE_CODE_EMPTY");
  return {};
}

std::string LoginCodes::last_code(std::string_view phone) const {
  const auto found = last_codes_.find(phone);
  return found == last_codes_.end() ? std::string() : found->second;
}

Outcome<LoginCodes::Pending*> LoginCodes::find(std::string_view phone, const std::string& hash,
                                               UnixSeconds now) {
  if (hash.empty()) return refuse("PHONE_CODE_HASH_EMPTY");
  drop_expired(now);
  const auto found = pending_.find(hash);
  if (found == pending_.end() || found->second.phone != phone) {
    return refuse("PHONE_CODE_EXPIRED");
  }
  return &found->second;
}

void LoginCodes::drop_expired(UnixSeconds now) {
  std::erase_if(pending_,
                [&](const auto& entry) { return now - entry.second.sent > limits_.code_lifetime; });
}

}  // namespace strata::datacenter
