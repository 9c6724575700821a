// Fetches the file of a message, piece by piece in order.
#pragma once

#include "files/location.hpp"

#include "strata/client/files_api.hpp"
#include "strata/client/invoker.hpp"
#include "strata/client/message.hpp"

#include <asio/awaitable.hpp>

#include <functional>
#include <memory>

namespace strata::files {

/// Takes the bytes of a file in order.
using Sink = std::function<void(BytesView)>;

/// Fetches everything into `sink`, several pieces at a time. A file_reference that has expired is
/// renewed by fetching the message again (F-13).
asio::awaitable<void> download(std::shared_ptr<Invoker> invoker, Message message, Location location,
                               Sink sink, Progress progress);

}  // namespace strata::files
