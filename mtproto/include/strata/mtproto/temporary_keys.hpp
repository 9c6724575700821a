// Forward secrecy: the temporary keys that come and go under one permanent key.
#pragma once

#include "strata/base/result.hpp"
#include "strata/crypto/auth_key.hpp"
#include "strata/crypto/random.hpp"
#include "strata/mtproto/limits.hpp"
#include "strata/mtproto/session.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace strata::mtproto {

/// A temporary key as the server knows it.
struct TemporaryKey {
  std::uint64_t id = 0;
  /// In the server's Unix time: HandshakeDone::expires_at.
  std::chrono::seconds expires_at{};
};

/// The body of auth.bindTempAuthKey, to be enqueued with `bind_options()` in a session of the
/// temporary key: signed by the permanent key anew for every message id under which it goes out.
/// `random` must outlive the call. Keys of CDN data centres are never bound.
/// TL method: auth.bindTempAuthKey
[[nodiscard]] Session::BodyBuilder bind_temp_auth_key(const crypto::AuthKey& permanent_key,
                                                      TemporaryKey key,
                                                      crypto::RandomSource& random);

/// Alone, not initialised, before the binding; repeating it does no harm.
[[nodiscard]] SendOptions bind_options() noexcept;

/// What is known when a binding is refused, to decide how far the permanent key is to be suspected.
struct BindContext {
  std::chrono::seconds permanent_key_age{};
  bool is_time_reliable = false;  ///< Session::is_time_synchronized
};

/// Says when a temporary key is to be made, bound, renewed or given up (procedure: what happened
/// in, what to do out).
///
/// ```
///   none ─ make_key → made ─ bind → in use ─ an hour before its end: make_key, bind → the next one
///   in use ─ the server does not know it → none          made ─ binding refused → none, after a
///   pause refused as ENCRYPTED_MESSAGE_INVALID, and nothing excuses it → check_permanent_key
/// ```
///
/// The key in use stays so until the next one is bound; the owner then lets its session drain. All
/// times are the server's Unix time. Not thread-safe.
/// Spec: core.telegram.org/api/pfs (A-74 … A-76)
class TemporaryKeys {
 public:
  enum class Step {
    wait,                 ///< until `deadline()`
    make_key,             ///< a Handshake with `expires_in`; then on_key_made or on_failure
    bind,                 ///< bind_temp_auth_key under `unbound()`; then on_bound or on_bind_error
    check_permanent_key,  ///< any call under the permanent key to the main data centre; then
                          ///< on_permanent_key_checked
  };

  /// `life` is asked of the server; at least limits::min_temporary_key_life and longer than
  /// `renewal`, the time left when the next key is made.
  explicit TemporaryKeys(std::chrono::seconds life = limits::temporary_key_life,
                         std::chrono::seconds renewal = limits::temporary_key_renewal) noexcept;

  [[nodiscard]] Step next(std::chrono::seconds now) const noexcept;
  /// When `next` says something else by itself; nothing while it asks for something.
  [[nodiscard]] std::optional<std::chrono::seconds> deadline() const noexcept;
  [[nodiscard]] std::chrono::seconds life() const noexcept { return life_; }
  /// The key for API calls.
  [[nodiscard]] const std::optional<TemporaryKey>& in_use() const noexcept { return in_use_; }
  /// The key that is to be bound.
  [[nodiscard]] const std::optional<TemporaryKey>& unbound() const noexcept { return unbound_; }

  void on_key_made(TemporaryKey key) noexcept { unbound_ = key; }
  /// Making a key has failed, or the answer to the binding is lost for good.
  /// Errors: binding_failed after limits::max_bind_failures in a row; trying goes on all the same.
  [[nodiscard]] Status on_failure(std::chrono::seconds now);
  void on_bound(std::chrono::seconds now) noexcept;
  /// The server refuses the binding with this text. Errors: as on_failure.
  [[nodiscard]] Status on_bind_error(std::chrono::seconds now, std::string_view text,
                                     BindContext context);
  /// Errors: permanent_key_lost; otherwise as on_failure.
  [[nodiscard]] Status on_permanent_key_checked(std::chrono::seconds now, bool works);
  /// -404 under the key, or AUTH_KEY_PERM_EMPTY: the server does not know it any more. The
  /// permanent key stays. Errors: as on_failure.
  [[nodiscard]] Status on_key_lost(std::chrono::seconds now, std::uint64_t key_id);

 private:
  std::chrono::seconds life_;
  std::chrono::seconds renewal_;
  std::optional<TemporaryKey> in_use_;
  std::optional<TemporaryKey> unbound_;
  std::chrono::seconds not_before_{};
  std::chrono::seconds bound_at_{};
  int failures_ = 0;
  /// Keys in a row that the server forgot as soon as they were bound.
  int quick_losses_ = 0;
  bool suspects_permanent_key_ = false;
};

}  // namespace strata::mtproto
