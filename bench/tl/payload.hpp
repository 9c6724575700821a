// The three answers of Telegram that the TL benchmarks measure with.
#pragma once

#include "strata/base/bytes.hpp"

#include <cstddef>

namespace strata::tl::bench {

/// `messages.messages`: 100 rich messages (text with entities, photo, video or web page, reactions,
/// replies, forwards, inline keyboards), 60 users, 5 channels; about 136 KB.
[[nodiscard]] Bytes history_payload();

/// `updates` with 8 such messages and their authors; about 12 KB.
[[nodiscard]] Bytes updates_payload();

/// `updateShort` with one plain message; about 160 bytes.
[[nodiscard]] Bytes small_payload();

}  // namespace strata::tl::bench
