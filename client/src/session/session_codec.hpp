// The stored form of a session, used by the file and the string backend.
#pragma once

#include "session/secret_buffer.hpp"

#include "strata/base/result.hpp"
#include "strata/client/session_data.hpp"

namespace strata::detail {

/// A session of more bytes than this is not read.
inline constexpr std::size_t max_session_size = 64U * 1024 * 1024;

/// ```
///   "STRATASN" | u32 version | u32 length of the payload | payload | SHA-256 of all before
/// ```
/// All numbers are little-endian. The digest finds damage; it does not protect against a person
/// who may write the file.
[[nodiscard]] SecretBuffer encode_session(const SessionData& session);

/// Reads it back. Errors: session_corrupt, session_version.
[[nodiscard]] Result<SessionData> decode_session(BytesView stored);

}  // namespace strata::detail
