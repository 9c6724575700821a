// The life of temporary keys: when each is made, bound, renewed and given up.
#include "strata/mtproto/temporary_keys.hpp"

#include "strata/mtproto/errors.hpp"

#include <algorithm>
#include <utility>

namespace strata::mtproto {

TemporaryKeys::TemporaryKeys(std::chrono::seconds life, std::chrono::seconds renewal) noexcept
    : life_(std::clamp<std::chrono::seconds>(life, limits::min_temporary_key_life,
                                             limits::max_temporary_key_life)),
      renewal_(std::min(renewal, life_ / 2)) {}

// In the background: the key in use stays so until the next one is bound.
// Spec: core.telegram.org/api/pfs
TemporaryKeys::Step TemporaryKeys::next(std::chrono::seconds now) const noexcept {
  if (suspects_permanent_key_) return Step::check_permanent_key;
  if (now < not_before_) return Step::wait;
  if (unbound_) return Step::bind;
  if (!in_use_ || in_use_->expires_at - renewal_ <= now) return Step::make_key;
  return Step::wait;
}

std::optional<std::chrono::seconds> TemporaryKeys::deadline() const noexcept {
  if (suspects_permanent_key_) return std::nullopt;
  if (unbound_ || !in_use_) return not_before_;
  return std::max(not_before_, in_use_->expires_at - renewal_);
}

void TemporaryKeys::on_bound(std::chrono::seconds now) noexcept {
  in_use_ = std::exchange(unbound_, std::nullopt);
  bound_at_ = now;
  failures_ = 0;
}

Status TemporaryKeys::on_failure(std::chrono::seconds now) {
  constexpr int most_doublings = 8;
  unbound_.reset();
  not_before_ = now + limits::bind_backoff * (1 << std::min(failures_, most_doublings));
  if (++failures_ < limits::max_bind_failures) return {};
  return fail(Errc::binding_failed, "temporary keys cannot be made and bound");
}

// Anybody may have lost a clock or a message, so one refusal proves nothing about the permanent
// key, whose loss would log the user out. Spec:
// core.telegram.org/method/auth.bindTempAuthKey#possible-errors
Status TemporaryKeys::on_bind_error(std::chrono::seconds now, std::string_view text,
                                    BindContext context) {
  const bool excused =
      context.permanent_key_age < limits::permanent_key_immunity || !context.is_time_reliable;
  suspects_permanent_key_ = text == "ENCRYPTED_MESSAGE_INVALID" && !excused;
  return on_failure(now);
}

Status TemporaryKeys::on_permanent_key_checked(std::chrono::seconds now, bool works) {
  suspects_permanent_key_ = false;
  if (works) return {};
  not_before_ = now + limits::bind_backoff;
  return fail(Errc::permanent_key_lost, "the server does not know the permanent key any more");
}

// A server may forget a key at any time, but not one after the other.
// Spec: core.telegram.org/api/pfs
Status TemporaryKeys::on_key_lost(std::chrono::seconds now, std::uint64_t key_id) {
  if (unbound_ && unbound_->id == key_id) return on_failure(now);
  if (!in_use_ || in_use_->id != key_id) return {};
  in_use_.reset();
  const bool quick = now - bound_at_ < limits::permanent_key_immunity;
  failures_ = quick ? quick_losses_ : 0;
  quick_losses_ = quick ? quick_losses_ + 1 : 0;
  return on_failure(now);
}

}  // namespace strata::mtproto
