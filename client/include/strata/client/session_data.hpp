// What a session remembers: data centres and their keys, the login, update positions, peers.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace strata {

namespace crypto {
class AuthKey;
}

/// An address of a data centre with the flags of `dcOption`.
struct DcAddress {
  std::string ip;  ///< literal IPv4 or IPv6 address
  std::uint16_t port = 443;
  bool ipv6 = false;
  bool media_only = false;
  bool tcpo_only = false;  ///< reachable through obfuscated transports only
  bool cdn = false;
  bool is_static = false;
  bool this_port_only = false;  ///< no other port of this address answers
  /// For the obfuscation of the transport: 16 bytes, or 17 of which the first is 0xdd and demands
  /// padded packets. Empty for most addresses; not empty implies `tcpo_only`.
  std::vector<std::uint8_t> secret{};

  friend bool operator==(const DcAddress&, const DcAddress&) = default;
};

/// A data centre as the session knows it.
struct DcEntry {
  int id = 0;
  std::vector<DcAddress> addresses;
  /// The permanent authorisation key; shared and immutable, so that copies cost nothing and the
  /// secret stands in memory once. Null before the first key exchange.
  std::shared_ptr<const crypto::AuthKey> auth_key;
  std::int64_t server_salt = 0;
  /// Server time minus local wall-clock time when last seen, in seconds.
  std::int32_t time_offset = 0;
  /// The key carries the login (always true at home; elsewhere after an imported authorisation).
  bool authorized = false;
};

/// Who is logged in.
struct SessionUser {
  std::int64_t id = 0;
  bool is_bot = false;

  friend bool operator==(const SessionUser&, const SessionUser&) = default;
};

/// How far updates were applied.
// Spec: core.telegram.org/api/updates (E.1)
struct UpdateState {
  std::int32_t pts = 0;
  std::int32_t qts = 0;
  std::int32_t date = 0;
  std::int32_t seq = 0;
  std::map<std::int64_t, std::int32_t> channels{};  ///< channel id → its own pts

  friend bool operator==(const UpdateState&, const UpdateState&) = default;
};

/// One step of the update position; absent parts stay as they are.
struct UpdateStateChange {
  std::optional<std::int32_t> pts;
  std::optional<std::int32_t> qts;
  std::optional<std::int32_t> date;
  std::optional<std::int32_t> seq;
  std::optional<std::pair<std::int64_t, std::int32_t>> channel;  ///< channel id, pts

  void apply_to(UpdateState& state) const;
};

enum class PeerKind : std::uint8_t { user = 1, chat = 2, channel = 3 };

/// A peer that was seen, with what it takes to address it again.
struct CachedPeer {
  PeerKind kind = PeerKind::user;
  std::int64_t id = 0;
  std::int64_t access_hash = 0;
  std::string username;

  friend bool operator==(const CachedPeer&, const CachedPeer&) = default;
};

/// A whole session. It is as secret as a password: with it anyone can act as the user.
struct SessionData {
  int home_dc = 2;
  bool test_environment = false;
  std::optional<SessionUser> user;
  std::vector<DcEntry> dcs;
  /// What the server said last about its addresses: Unix time (local clock) until when they hold, 0
  /// when it was never asked, and whether it wants to be reached over IPv6 first.
  std::int64_t dc_options_expire = 0;
  bool prefer_ipv6 = false;
  UpdateState updates;
  std::vector<CachedPeer> peers;

  /// The entry of a data centre; null when there is none.
  [[nodiscard]] const DcEntry* find_dc(int id) const noexcept;
  /// The entry of a data centre, added when there is none.
  DcEntry& dc(int id);
};

}  // namespace strata
