// One session and its transport in a steady state.
#include "mtproto/conversation.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>
#include <variant>

namespace strata::mtproto::bench {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds start = 1'609'459'200s;

SessionOptions quiet() {
  SessionOptions options;
  options.future_salts = false;
  return options;
}

}  // namespace

Conversation::Conversation(std::size_t count, std::size_t size)
    : count_(count),
      size_(size),
      now_{start, start},
      session_(Peer::key(), 1, 0s, quiet(), random_),
      transport_(make_transport(TransportKind::intermediate, random_, {}).value()) {
  session_.on_connected(now_);
  // Until buffers, tables and the window of received ids have their size.
  for (std::size_t i = 0; i < 1200; ++i) {
    static_cast<void>(send());
    static_cast<void>(receive());
  }
}

void Conversation::tick() {
  now_.monotonic += 1ms;
  now_.unix_time += 1ms;
}

Cost Conversation::send() {
  tick();
  while (bodies_.size() < count_) bodies_.push_back(query(size_));
  SendOptions options;
  options.idempotency = Idempotency::read;
  options.compress = false;
  std::size_t packet_at = 0;

  Cost cost;
  Watch watch;
  const auto begin = Clock::now();
  for (Bytes& body : bodies_) {
    if (!session_.enqueue(std::move(body), options)) std::abort();
  }
  if (!session_.write_packet(now_, out_)) std::abort();
  const std::size_t size = out_.size();
  if (!transport_->wrap(out_, false)) std::abort();
  cost.time = Clock::now() - begin;
  cost.counts = watch.stop();

  packet_at = out_.size() - size;
  calls_ = Peer::calls_in(std::as_const(out_).bytes().subspan(packet_at));
  if (calls_.size() != count_) std::abort();
  sent_ += count_;
  bodies_.clear();
  return cost;
}

Cost Conversation::receive() {
  const Bytes packet =
      peer_.answer(session_.session_id(), calls_, size_,
                   std::chrono::duration_cast<std::chrono::seconds>(now_.monotonic));
  Bytes frame(4);
  store_le(frame.data(), static_cast<std::uint32_t>(packet.size()));
  append(frame, packet);
  // What the kernel does: as much as there is room for, again and again.
  Cost cost;
  BytesView left = frame;
  for (;;) {
    const MutableBytes space = transport_->prepare(64 * 1024);
    const std::size_t read = std::min(space.size(), left.size());
    std::copy_n(left.begin(), read, space.begin());
    left = left.subspan(read);

    Watch watch;
    const auto begin = Clock::now();
    transport_->commit(read);
    const auto event = transport_->next();
    if (!event) std::abort();
    if (*event) {
      if (!session_.on_packet(now_, std::get<PacketReceived>(**event).payload)) std::abort();
      while (const auto each = session_.next_event()) {
        answered_ += std::holds_alternative<CallResult>(*each) ? 1U : 0U;
      }
    }
    cost.time += Clock::now() - begin;
    const Counts counts = watch.stop();
    cost.counts.allocations += counts.allocations;
    cost.counts.copied_bytes += counts.copied_bytes;
    if (*event) return cost;
  }
}

std::size_t Conversation::bytes_after_traffic() {
  static_cast<void>(session_.write_packet(now_, out_));
  now_.monotonic += 11min;
  now_.unix_time += 11min;
  static_cast<void>(session_.on_deadline(now_));
  return session_.memory_usage();
}

std::size_t idle_bytes() {
  Stream random;
  const Now now{start, start};
  Session session(Peer::key(), 1, 0s, quiet(), random);
  session.on_connected(now);
  Buffer out;
  if (!session.enqueue(query(64))) std::abort();
  if (!session.write_packet(now, out)) std::abort();
  Bytes packet =
      Peer().answer(session.session_id(), Peer::calls_in(std::as_const(out).bytes()), 64, start);
  if (!session.on_packet(now, packet)) std::abort();
  while (session.next_event()) {
  }
  const Now later{start + 11min, start + 11min};
  static_cast<void>(session.on_deadline(later));
  return session.memory_usage();
}

}  // namespace strata::mtproto::bench
