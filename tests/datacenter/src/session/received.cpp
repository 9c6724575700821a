// Remembers received messages within bounds.
#include "session/received.hpp"

namespace strata::datacenter {
namespace {

constexpr std::size_t most_messages = 4096;

}  // namespace

ReceivedWindow::Verdict ReceivedWindow::check(std::int64_t msg_id) const {
  if (messages_.contains(msg_id)) return Verdict::duplicate;
  return msg_id <= floor_ ? Verdict::too_old : Verdict::fresh;
}

ReceivedMessage& ReceivedWindow::add(std::int64_t msg_id, std::int32_t seq_no) {
  if (messages_.size() >= most_messages) {
    floor_ = messages_.begin()->first;
    messages_.erase(messages_.begin());
  }
  ReceivedMessage& message = messages_[msg_id];
  message.seq_no = seq_no;
  return message;
}

ReceivedMessage* ReceivedWindow::find(std::int64_t msg_id) {
  const auto found = messages_.find(msg_id);
  return found == messages_.end() ? nullptr : &found->second;
}

std::optional<std::int32_t> ReceivedWindow::order_fault(std::int64_t msg_id,
                                                        std::int32_t seq_no) const {
  const auto too_near = [](std::int32_t lower, std::int32_t higher) {
    return lower > higher || (lower == higher && lower % 2 != 0);
  };
  const auto after = messages_.upper_bound(msg_id);
  if (after != messages_.begin() && too_near(std::prev(after)->second.seq_no, seq_no)) return 32;
  if (after != messages_.end() && too_near(seq_no, after->second.seq_no)) return 33;
  return std::nullopt;
}

std::uint8_t ReceivedWindow::state_of(std::int64_t msg_id, std::int64_t newest_possible) const {
  constexpr std::uint8_t forgotten = 1;
  constexpr std::uint8_t missing = 2;
  constexpr std::uint8_t impossible = 3;
  constexpr std::uint8_t received = 4;
  const auto found = messages_.find(msg_id);
  if (found == messages_.end()) {
    if (msg_id <= floor_) return forgotten;
    return msg_id > newest_possible ? impossible : missing;
  }
  switch (found->second.fate) {
    case Fate::done:
      return received | 8U;
    case Fate::running:
      return received | 8U | 32U;
    case Fate::answered:
      return received | 8U | 64U;
    case Fate::dropped:
      return received | 8U;
  }
  return received;
}

}  // namespace strata::datacenter
