// A script for message boxes: envelopes and time in, a short text of what happened out.
#pragma once

#include "updates/message_boxes.hpp"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace strata::updates {

/// Runs MessageBoxes under a virtual clock and writes down what it does: "A102" an update applied
/// that took its box to 102, "A102@7" the same in channel 7, "A" one without order, "D" a
/// difference of the common box, "D@7" of channel 7, "S" updates.getState.
class BoxScript {
 public:
  explicit BoxScript(UpdateState state, BoxLimits limits = {}) : boxes_(state, limits) {}

  static UpdateItem common(std::int32_t pts, std::int32_t count) {
    return item(BoxId::common(), pts, count);
  }
  static UpdateItem qts(std::int32_t value) { return item(BoxId::secondary(), value, 1); }
  static UpdateItem channel(std::int64_t id, std::int32_t pts, std::int32_t count) {
    return item(BoxId::of_channel(id), pts, count);
  }
  static UpdateItem unnumbered() { return item({}, 0, 0); }
  static UpdateItem typing() {
    UpdateItem made = unnumbered();
    made.immediate = true;
    return made;
  }
  static UpdateItem item(BoxId box, std::int32_t pts, std::int32_t count) {
    return {.box = box, .pts = pts, .count = count, .payload = std::make_shared<const int>(0)};
  }

  /// One update in an envelope without seq.
  std::string feed(UpdateItem one) {
    Envelope envelope;
    envelope.items.push_back(std::move(one));
    return record(boxes_.on_envelope(now_, std::move(envelope)));
  }
  std::string feed(std::int32_t seq_start, std::int32_t seq, std::vector<UpdateItem> items,
                   std::int32_t date = 1) {
    return record(boxes_.on_envelope(
        now_,
        Envelope{.seq_start = seq_start, .seq = seq, .date = date, .items = std::move(items)}));
  }
  std::string feed(std::vector<UpdateItem> items) { return feed(0, 0, std::move(items), 0); }
  /// Lets time pass; `on_deadline` runs when it is due.
  std::string advance(std::chrono::milliseconds time) {
    const auto end = now_ + time;
    std::string text;
    while (const auto due = boxes_.deadline()) {
      if (*due > end) break;
      now_ = *due;
      text += record(boxes_.on_deadline(now_));
    }
    now_ = end;
    return text;
  }
  std::string difference(UpdateState state) {
    return record(boxes_.common_difference_applied(now_, state));
  }
  std::string record(const BoxActions& actions) {
    std::string text;
    for (const BoxAction& action : actions) {
      if (!text.empty()) text += ' ';
      if (const auto* deliver = std::get_if<Deliver>(&action)) {
        text += 'A';
        if (deliver->pts != 0) text += std::to_string(deliver->pts) + where(deliver->box);
      } else if (const auto* fetch = std::get_if<FetchDifference>(&action)) {
        text += 'D' + where(fetch->box);
      } else {
        text += 'S';
      }
    }
    return text;
  }

  [[nodiscard]] MessageBoxes& boxes() { return boxes_; }
  [[nodiscard]] std::chrono::nanoseconds now() const { return now_; }
  [[nodiscard]] std::int32_t pts() const { return boxes_.state().pts; }
  [[nodiscard]] std::int32_t seq() const { return boxes_.state().seq; }

 private:
  static std::string where(BoxId box) {
    return box.kind == BoxId::Kind::channel ? "@" + std::to_string(box.channel) : "";
  }

  MessageBoxes boxes_;
  std::chrono::nanoseconds now_ = std::chrono::hours{1};
};

}  // namespace strata::updates
