// Turns a decoded Updates into what the message boxes judge.
#include "updates/envelope_reader.hpp"

#include "updates/short_message.hpp"

#include "strata/tl/types/update.hpp"
#include "strata/tl/types/updates.hpp"

#include <algorithm>
#include <limits>

namespace strata::updates {

namespace {

namespace types = tl::types;

void add_member(const std::shared_ptr<UpdateBatch>& batch, const tl::enums::Update& update,
                std::size_t bytes, EnvelopeContent& content) {
  if (const auto order = channel_too_long(update)) {
    content.too_long.push_back(*order);
    return;
  }
  if (is_pts_changed(update)) content.needs_difference = true;
  UpdateItem item = place_of(update);
  const auto most = std::size_t{std::numeric_limits<std::uint32_t>::max()};
  item.bytes = static_cast<std::uint32_t>(std::min(bytes, most));
  item.payload = UpdateBatch::add(batch, update);
  content.envelope.items.push_back(std::move(item));
}

/// One for each constructor of Updates.
class Reader {
 public:
  Reader(const Account& account, std::shared_ptr<UpdateBatch> batch, std::size_t bytes)
      : account_(account), batch_(std::move(batch)), bytes_(bytes) {}

  EnvelopeContent take() && { return std::move(content_); }

  void operator()(const types::Updates& updates) { read_numbered(updates, updates.seq); }
  void operator()(const types::UpdatesCombined& updates) {
    read_numbered(updates, updates.seq_start);
  }
  void operator()(const types::UpdateShort& shorter) {
    content_.envelope.date = shorter.date;
    look_for_unknown(std::span(&shorter.update, 1U));
    add_member(batch_, shorter.update, bytes_, content_);
  }
  void operator()(const types::UpdateShortMessage& shorter) {
    if (!known(shorter)) return;
    const auto self = account_.user();
    const tl::enums::Update update = expand(shorter, self ? self->id : 0, batch_->arena());
    add_member(batch_, update, bytes_, content_);
  }
  void operator()(const types::UpdateShortChatMessage& shorter) {
    if (!known(shorter)) return;
    add_member(batch_, expand(shorter, batch_->arena()), bytes_, content_);
  }
  // Only the answer to a call of ours; the call's operation makes the message of it. Here it moves
  // the sequence.
  void operator()(const types::UpdateShortSentMessage& sent) {
    content_.envelope.date = sent.date;
    UpdateItem item;
    item.box = BoxId::common();
    item.pts = sent.pts;
    item.count = sent.pts_count;
    content_.envelope.items.push_back(std::move(item));
  }
  void operator()(const types::UpdatesTooLong&) { content_.needs_difference = true; }
  /// Unknown to the schema, or to us.
  template <class Other>
  void operator()(const Other&) {
    content_.needs_difference = true;
  }

 private:
  template <class Numbered>
  void read_numbered(const Numbered& updates, std::int32_t seq_start) {
    content_.envelope.seq_start = seq_start;
    content_.envelope.seq = updates.seq;
    content_.envelope.date = updates.date;
    look_for_unknown(updates.updates);
    add_members(batch_, updates.updates, bytes_, content_);
  }

  // An update that nobody can read may have a place in a sequence; the server knows. (H-05)
  void look_for_unknown(std::span<const tl::enums::Update> updates) {
    const auto is_unknown = [](const tl::enums::Update& update) { return update.is_unknown(); };
    if (std::ranges::any_of(updates, is_unknown)) content_.needs_difference = true;
  }

  template <class Short>
  bool known(const Short& shorter) {
    if (knows_peers_of(account_, shorter)) {
      content_.envelope.date = shorter.date;
      return true;
    }
    content_.needs_difference = true;
    return false;
  }

  const Account& account_;
  std::shared_ptr<UpdateBatch> batch_;
  std::size_t bytes_;
  EnvelopeContent content_;
};

}  // namespace

PeerViews peers_of(const tl::enums::Updates& updates) {
  return updates.visit([](const auto& envelope) {
    if constexpr (requires { envelope.users; }) return PeerViews(envelope.users, envelope.chats);
    return PeerViews();
  });
}

EnvelopeContent read_envelope(const Account& account, const DecodedUpdates& updates,
                              std::size_t bytes) {
  const tl::enums::Updates& box = **updates;
  Reader reader(account, std::make_shared<UpdateBatch>(updates, peers_of(box)), bytes);
  box.visit(reader);
  return std::move(reader).take();
}

void add_members(const std::shared_ptr<UpdateBatch>& batch,
                 std::span<const tl::enums::Update> updates, std::size_t bytes,
                 EnvelopeContent& content) {
  if (updates.empty()) return;
  content.envelope.items.reserve(updates.size());
  for (const tl::enums::Update& update : updates) {
    add_member(batch, update, bytes / updates.size(), content);
  }
}

}  // namespace strata::updates
