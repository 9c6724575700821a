// What operations do with answers that carry updates, users or positions in a sequence.
#pragma once

#include "strata/client/invoker.hpp"
#include "strata/client/message.hpp"
#include "strata/tl/fwd.hpp"
#include "strata/tl/object.hpp"

#include <asio/awaitable.hpp>

#include <cstdint>
#include <memory>
#include <optional>

namespace strata::updates {

/// Passes an answer of type Updates through the same boxes as pushed updates, so that own actions
/// do not look like gaps and arrive in the stream too; await it before the operation returns
/// (E-07). Its users and chats get into the account's peer cache even when nobody receives updates.
/// Never throws but Cancelled.
///
/// updateShortSentMessage moves the box only: use apply_sent_message for that one.
asio::awaitable<void> apply_answer(std::shared_ptr<Invoker> invoker,
                                   std::shared_ptr<const tl::Object<tl::enums::Updates>> answer);

/// The same for updateShortSentMessage, once it was merged with the request.
asio::awaitable<void> apply_sent_message(std::shared_ptr<Invoker> invoker, Message message,
                                         std::int32_t pts, std::int32_t pts_count);

/// The same for messages.affectedMessages and affectedHistory; `channel` is the channel that the
/// call was about, if it was one.
asio::awaitable<void> apply_affected(std::shared_ptr<Invoker> invoker,
                                     std::optional<std::int64_t> channel, std::int32_t pts,
                                     std::int32_t pts_count);

}  // namespace strata::updates
