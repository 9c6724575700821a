// LinkSession: one MTProto session of a link, with the calls that wait for it.
#pragma once

#include "rpc/pending_calls.hpp"

#include "strata/mtproto/session.hpp"

#include <cstdint>
#include <optional>
#include <utility>

namespace strata::detail {

/// A link has one of them; with forward secrecy, up to three while it changes keys.
struct LinkSession {
  LinkSession(std::uint64_t key, mtproto::Session made) : key_id(key), session(std::move(made)) {}

  std::uint64_t key_id;
  mtproto::Session session;
  PendingCalls pending;
  /// The session's key is permanent, or bound; until then no other call is sent.
  bool is_bound = true;
  /// The call that binds the session's temporary key, while it is under way.
  std::optional<mtproto::CallId> binding;
};

}  // namespace strata::detail
