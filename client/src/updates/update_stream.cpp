// Brings the application's calls to the strand of the update center.
#include "strata/client/update_stream.hpp"

#include "core/on_strand.hpp"
#include "updates/update_center.hpp"

#include "strata/client/errors.hpp"

#include <asio/error.hpp>

#include <system_error>
#include <utility>

namespace strata {

namespace {

asio::awaitable<std::optional<Update>> next_on_strand(
    std::shared_ptr<updates::UpdateCenter> center) {
  asio::awaitable<std::optional<Update>> pending = updates::UpdateCenter::next(center);
  try {
    co_return co_await detail::on_strand(center->strand(), std::move(pending));
  } catch (const std::system_error& error) {
    if (error.code() != asio::error::operation_aborted) throw;
  }
  throw Cancelled();
}

}  // namespace

UpdateStream::UpdateStream(std::shared_ptr<updates::UpdateCenter> center) noexcept
    : center_(std::move(center)) {}

UpdateStream& UpdateStream::operator=(UpdateStream&& other) noexcept {
  if (this == &other) return *this;
  close();
  center_ = std::move(other.center_);
  return *this;
}

UpdateStream::~UpdateStream() { close(); }

asio::awaitable<std::optional<Update>> UpdateStream::next() { return next_on_strand(center_); }

void UpdateStream::close() {
  if (center_) center_->close();
}

}  // namespace strata
