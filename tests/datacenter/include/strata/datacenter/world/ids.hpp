// The identifiers of the world: accounts, peers, messages, files, and moments.
#pragma once

#include <compare>
#include <cstdint>

namespace strata::datacenter {

/// The number of a user or bot; positive.
using UserId = std::int64_t;
/// The number of a message in one box: every account counts its own messages from 1.
using MessageId = std::int32_t;
using FileId = std::int64_t;
/// Seconds since 1970. The world never asks a clock: who calls it says what time it is.
using UnixSeconds = std::int64_t;

/// Which request an event comes from, so that its session is not told a second time what its
/// answer already says. Opaque to the world; 0 is nobody.
struct Origin {
  std::uint64_t session = 0;
};

enum class PeerKind : std::uint8_t { user, chat, channel };

/// Whom a dialog is with.
struct PeerId {
  PeerKind kind = PeerKind::user;
  std::int64_t id = 0;

  [[nodiscard]] static constexpr PeerId user(UserId id) { return {PeerKind::user, id}; }
  [[nodiscard]] static constexpr PeerId chat(std::int64_t id) { return {PeerKind::chat, id}; }

  friend constexpr auto operator<=>(const PeerId&, const PeerId&) = default;
};

}  // namespace strata::datacenter
