// The sent messages: a sorted array, swept when it has grown.
#include "session/sent_table.hpp"

#include "session/release.hpp"

#include "strata/mtproto/limits.hpp"

#include <algorithm>

namespace strata::mtproto::session {
namespace {

// Sweeping is put off until so many more messages have gathered, so that its cost is spread.
constexpr std::size_t sweep_slack = 64;
// An array of more than this is given back at once when nothing is left in it.
constexpr std::size_t kept_capacity = 128;

}  // namespace

std::size_t SentTable::lower_bound(MsgId id) const noexcept {
  const auto found = std::ranges::lower_bound(messages_, id, {}, &SentMessage::msg_id);
  return static_cast<std::size_t>(found - messages_.begin());
}

void SentTable::add(const SentMessage& message) {
  if (messages_.size() >= calls_ + limits::max_sent_remembered + sweep_slack) {
    sweep(message.sent_at);
  }
  calls_ += message.kind == SentKind::call ? 1U : 0U;
  messages_.push_back(message);
}

void SentTable::enclose(MsgId first, MsgId id, std::chrono::nanoseconds now) {
  for (std::size_t i = lower_bound(first); i < messages_.size(); ++i) messages_[i].container = id;
  add({.msg_id = id, .sent_at = now, .kind = SentKind::container});
}

SentMessage* SentTable::find(MsgId id) noexcept {
  const std::size_t index = lower_bound(id);
  if (index == messages_.size() || messages_[index].msg_id != id) return nullptr;
  return messages_[index].kind == SentKind::forgotten ? nullptr : &messages_[index];
}

void SentTable::change_kind(MsgId id, SentKind kind) {
  SentMessage* const message = find(id);
  if (message == nullptr) return;
  calls_ -= message->kind == SentKind::call ? 1U : 0U;
  calls_ += kind == SentKind::call ? 1U : 0U;
  forgotten_ += kind == SentKind::forgotten ? 1U : 0U;
  message->kind = kind;
  if (forgotten_ == messages_.size()) clear();
}

void SentTable::clear() noexcept {
  if (messages_.capacity() > kept_capacity) release(messages_);
  messages_.clear();
  calls_ = forgotten_ = 0;
}

void SentTable::trim(std::chrono::nanoseconds now) {
  sweep(now);
  messages_.shrink_to_fit();
}

std::vector<SentMessage> SentTable::named_by(MsgId id) const {
  std::vector<SentMessage> named;
  const std::size_t index = lower_bound(id);
  if (index == messages_.size() || messages_[index].msg_id != id) return named;
  if (messages_[index].kind != SentKind::container) {
    if (messages_[index].kind != SentKind::forgotten) named.push_back(messages_[index]);
    return named;
  }
  for (std::size_t i = index; i > 0 && messages_[i - 1].container == id; --i) {
    if (messages_[i - 1].kind != SentKind::forgotten) named.push_back(messages_[i - 1]);
  }
  std::ranges::reverse(named);
  return named;
}

void SentTable::sweep(std::chrono::nanoseconds now) {
  std::size_t others = messages_.size() - calls_ - forgotten_;
  std::erase_if(messages_, [&](const SentMessage& message) {
    if (message.kind == SentKind::forgotten) return true;
    if (message.kind == SentKind::call) return false;
    const bool forget =
        others > limits::max_sent_remembered || message.sent_at + limits::sent_message_life <= now;
    others -= forget ? 1U : 0U;
    return forget;
  });
  forgotten_ = 0;
}

}  // namespace strata::mtproto::session
