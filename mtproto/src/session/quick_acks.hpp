// Which calls wait for which token of a quick acknowledgement.
#pragma once

#include "session/release.hpp"

#include "strata/mtproto/call_id.hpp"
#include "strata/mtproto/limits.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace strata::mtproto::session {

/// Tokens of packets that asked for a quick acknowledgement (B-93).
/// Spec: core.telegram.org/mtproto/mtproto-transports#quick-ack
class QuickAcks {
 public:
  /// Can this token be told apart from those that are waited for, and is there room for `calls`?
  [[nodiscard]] bool accepts(std::uint32_t token, std::size_t calls) const {
    return waiting_.size() + calls <= limits::max_quick_acks &&
           std::ranges::find(waiting_, token, &Entry::token) == waiting_.end();
  }

  void add(std::uint32_t token, CallId call) { waiting_.push_back({token, call}); }

  /// Takes out the calls that waited for this token.
  [[nodiscard]] std::vector<CallId> take(std::uint32_t token) {
    std::vector<CallId> calls;
    std::erase_if(waiting_, [&](const Entry& entry) {
      if (entry.token == token) calls.push_back(entry.call);
      return entry.token == token;
    });
    return calls;
  }

  /// The connection is gone: its tokens mean nothing on the next one.
  void clear() noexcept { release(waiting_); }
  [[nodiscard]] std::size_t memory_usage() const noexcept {
    return waiting_.capacity() * sizeof(Entry);
  }

 private:
  struct Entry {
    std::uint32_t token = 0;
    CallId call{};
  };
  std::vector<Entry> waiting_;
};

}  // namespace strata::mtproto::session
