// The states and the deadline that all preambles share.
#include "strata/mtproto/preamble.hpp"

#include "strata/mtproto/errors.hpp"
#include "strata/mtproto/limits.hpp"

#include <utility>

namespace strata::mtproto {

Result<Bytes> Preamble::start(Now now) {
  if (state_ != State::idle) {
    return fail(Errc::invalid_argument, "a preamble serves one connection");
  }
  state_ = State::waiting;
  started_ = now.monotonic;
  return compose(now);
}

Result<PreambleProgress> Preamble::on_bytes(BytesView received) {
  if (state_ != State::waiting) {
    return fail(Errc::invalid_argument, "this preamble does not wait for an answer");
  }
  Result<PreambleProgress> progress = take(received);
  if (!progress) {
    state_ = State::failed;
  } else if (progress->is_done) {
    state_ = State::done;
  }
  return progress;
}

Error Preamble::on_end() {
  state_ = State::failed;
  return ended_early();
}

std::optional<std::chrono::nanoseconds> Preamble::deadline() const noexcept {
  if (state_ != State::waiting) return std::nullopt;
  return started_ + limits::preamble_deadline;
}

// Spec: our rules C-15 and C-18
Status Preamble::on_deadline(Now now) {
  if (state_ != State::waiting || now.monotonic < *deadline()) return {};
  state_ = State::failed;
  return fail(Errc::preamble_timeout, "the peer did not answer within 10 seconds");
}

}  // namespace strata::mtproto
