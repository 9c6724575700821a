// Account: who the client is, shared by the core and the operation sets.
#pragma once

#include "strata/client/session_data.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace strata {

/// Credentials, login, update position and known peers: the session while it is in use.
///
/// *Threads*: every method may be called from any thread.
class Account {
 public:
  /// More peers than this are not remembered; some go.
  static constexpr std::size_t max_peers = 100'000;

  Account(int api_id, std::string api_hash, SessionData session = {});

  [[nodiscard]] int api_id() const noexcept { return api_id_; }
  [[nodiscard]] const std::string& api_hash() const noexcept { return api_hash_; }

  /// The data centre where the login lives (or starts).
  [[nodiscard]] int home_dc() const;
  void set_home_dc(int id);

  /// Who is logged in, if anyone.
  [[nodiscard]] std::optional<SessionUser> user() const;
  /// Sets it after a login, clears it after a logout; the session is saved soon after.
  void set_user(std::optional<SessionUser> user);

  [[nodiscard]] UpdateState update_state() const;
  void apply(const UpdateStateChange& change);

  /// Remembers a peer or refreshes it. A zero access hash never replaces a known one.
  void cache_peer(const CachedPeer& peer);
  [[nodiscard]] std::optional<CachedPeer> find_peer(PeerKind kind, std::int64_t id) const;
  [[nodiscard]] std::optional<CachedPeer> find_username(std::string_view username) const;

  /// The entry of a data centre as it is now; empty (without key) when unknown.
  [[nodiscard]] DcEntry dc(int id) const;
  void set_dc(const DcEntry& dc);
  /// Changes the entry of a data centre in one step, adding it when there is none.
  void change_dc(int id, const std::function<void(DcEntry&)>& step);

  /// When the addresses of the data centres expire (Unix time of the local clock), and whether the
  /// server wants IPv6 first.
  void set_dc_options(std::int64_t expire, bool prefer_ipv6);
  [[nodiscard]] std::int64_t dc_options_expire() const;
  [[nodiscard]] bool prefer_ipv6() const;

  /// Everything, for saving.
  [[nodiscard]] SessionData snapshot() const;
  /// Forgets login, keys, updates and peers, as after a logout; addresses stay.
  void clear();

  /// How soon a change should reach the stored session.
  enum class Urgency {
    soon,  ///< update positions and peers: can be had again from the server
    now,   ///< keys and the login
  };
  /// Called after each change, on the thread that made it, without a lock held.
  void on_change(std::function<void(Urgency)> listener);

 private:
  using PeerKey = std::pair<PeerKind, std::int64_t>;

  template <class Change>
  void change(Urgency urgency, Change apply);
  void store_peer(const CachedPeer& peer);

  const int api_id_;
  const std::string api_hash_;
  mutable std::mutex mutex_;
  SessionData session_;                       ///< without peers
  std::map<PeerKey, CachedPeer> peers_;       ///< at most max_peers
  std::map<std::string, PeerKey> usernames_;  ///< lower case
  std::function<void(Urgency)> listener_;
};

}  // namespace strata
