// Events between the packet that causes them and the owner that takes them.
#include "session/event_queue.hpp"

#include "session/release.hpp"

#include <algorithm>
#include <utility>

namespace strata::mtproto::session {
namespace {

// A queue that grew to more events gives its memory back as soon as it is empty.
constexpr std::size_t kept_events = 64;

bool has_body(const SessionEvent& event) noexcept {
  return std::holds_alternative<CallResult>(event) ||
         std::holds_alternative<UpdatesReceived>(event);
}

CallId call_of(const SessionEvent& event) noexcept {
  return std::visit(
      [](const auto& any) {
        if constexpr (requires { any.call; }) {
          return any.call;
        } else {
          return CallId::none;
        }
      },
      event);
}

}  // namespace

void EventQueue::push(SessionEvent event) {
  bodies_ += has_body(event) ? 1U : 0U;
  events_.push_back(std::move(event));
}

std::optional<SessionEvent> EventQueue::pop() {
  if (taken_ == events_.size()) return std::nullopt;
  std::optional<SessionEvent> event(std::move(events_[taken_++]));
  bodies_ -= has_body(*event) ? 1U : 0U;
  rewind_if_empty();
  return event;
}

void EventQueue::forget(CallId call) {
  const auto first = events_.begin() + static_cast<std::ptrdiff_t>(taken_);
  const auto kept = std::remove_if(first, events_.end(), [&](const SessionEvent& event) {
    const bool concerned = call_of(event) == call;
    bodies_ -= concerned && has_body(event) ? 1U : 0U;
    return concerned;
  });
  events_.erase(kept, events_.end());
  rewind_if_empty();
}

void EventQueue::rewind_if_empty() {
  if (taken_ != events_.size()) return;
  taken_ = 0;
  events_.clear();
  if (events_.capacity() > kept_events) release(events_);
}

void EventQueue::trim() noexcept {
  if (events_.empty()) release(events_);
}

}  // namespace strata::mtproto::session
