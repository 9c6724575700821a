// StreamWithRest: a stream whose first bytes have been read already.
#pragma once

#include "strata/client/stream.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace strata::detail {

/// Gives `rest` first, then what the stream has. So nothing that a proxy sent along with its answer
/// gets lost (C-18).
class StreamWithRest final : public Stream {
 public:
  StreamWithRest(std::unique_ptr<Stream> stream, Bytes rest)
      : stream_(std::move(stream)), rest_(std::move(rest)) {}

  asio::awaitable<std::size_t> read_some(MutableBytes to, std::error_code& error) override {
    const std::size_t count = std::min(to.size(), rest_.size() - given_);
    if (count == 0) co_return co_await stream_->read_some(to, error);
    std::copy_n(rest_.begin() + static_cast<std::ptrdiff_t>(given_), count, to.begin());
    given_ += count;
    error.clear();
    co_return count;
  }
  asio::awaitable<void> write(BytesView from, std::error_code& error) override {
    return stream_->write(from, error);
  }
  void close() noexcept override { stream_->close(); }
  void abort() noexcept override { stream_->abort(); }

 private:
  std::unique_ptr<Stream> stream_;
  Bytes rest_;
  std::size_t given_ = 0;
};

}  // namespace strata::detail
