// What a Session tells its owner.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/base/error.hpp"
#include "strata/mtproto/call_id.hpp"
#include "strata/mtproto/msg_id.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <variant>

namespace strata::mtproto {

/// The call is answered. Completes the call. `body` is the result object with its constructor id,
/// decompressed; it aliases the packet or the session, see Session::next_event. Whether it parses
/// as the method's type is the owner's business (B-73).
struct CallResult {
  CallId call{};
  BytesView body;
};

/// The server answered with rpc_error. Completes the call. `text` is at most
/// `limits::max_error_text` bytes of valid UTF-8; a code outside of ±10000 or 0 arrives as 500
/// (B-72).
struct CallError {
  CallId call{};
  std::int32_t code = 0;
  std::string text;
  /// The message that was answered.
  MsgId msg_id;
};

/// The call ends without the server's answer. Completes the call. Codes: unknown_outcome,
/// message_rejected, answer_malformed, answer_too_large, call_dropped, and what `Session::close`
/// was given.
struct CallFailed {
  CallId call{};
  Error error;
};

/// The server has received the call; the answer is still to come (B-52). At most once per call.
struct CallReceived {
  CallId call{};
};

/// The transport's quick acknowledgement for the packet that carried the call (B-93). Not a
/// promise: good for a tick mark on the screen only.
struct CallQuickAcked {
  CallId call{};
};

/// An API object that answers no call: `Updates`. Aliases as CallResult does.
struct UpdatesReceived {
  BytesView body;
  MsgId msg_id;
};

/// Updates may have been lost: ask for the difference.
struct UpdatesGap {
  enum class Reason : std::uint8_t {
    new_session,    ///< the server made the session anew (B-42)
    session_reset,  ///< this side gave up the session and began another
    lost_update,    ///< a received update could not be read
  };
  Reason reason{};
};

/// The server's session is new (B-42); an UpdatesGap follows unless it is the session's first.
struct SessionCreated {
  MsgId first_msg_id;
  std::int64_t unique_id = 0;
};

/// This side gave up its session_id and began another (RESET-SESSION). The state is worth saving.
struct SessionReset {};

/// Another server salt is in use. The state is worth saving.
struct SaltChanged {
  std::int64_t salt = 0;
};

/// The server's time is known better: server's Unix time minus the local monotonic clock.
struct TimeCorrected {
  std::chrono::nanoseconds time_offset{};
};

/// The server's answer to Session::destroy_key. Once per request.
struct KeyDestroyed {
  enum class Outcome : std::uint8_t {
    destroyed,  ///< the key is gone: the server answers nothing under it any more
    unknown,    ///< the server had no such key
    refused,    ///< the server keeps the key
  };
  Outcome outcome{};
};

using SessionEvent = std::variant<CallResult, CallError, CallFailed, CallReceived, CallQuickAcked,
                                  UpdatesReceived, UpdatesGap, SessionCreated, SessionReset,
                                  SaltChanged, TimeCorrected, KeyDestroyed>;

}  // namespace strata::mtproto
