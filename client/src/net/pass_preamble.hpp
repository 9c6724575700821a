// The driver of preambles.
#pragma once

#include "strata/base/result.hpp"
#include "strata/client/stream.hpp"
#include "strata/mtproto/preamble.hpp"

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>

#include <memory>

namespace strata::detail {

/// Does what precedes a transport. What the peer sent behind its answer is the first that `stream`
/// gives afterwards. Errors: those of mtproto::Preamble; the stream is of no use then.
asio::awaitable<Status> pass_preamble(asio::any_io_executor strand, std::unique_ptr<Stream>& stream,
                                      mtproto::Preamble& preamble, mtproto::Now now);

}  // namespace strata::detail
