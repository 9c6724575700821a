// The owner's half of a fuzzed session, and the invariants.
#include "session/life.hpp"

#include "mtproto/session/tl_builder.hpp"

#include "strata/mtproto/errors.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace strata::fuzz {
namespace {

using namespace std::chrono_literals;
using mtproto::CallId;
using mtproto::Session;
using mtproto::session_test::Tl;
using std::chrono::nanoseconds;

constexpr nanoseconds start_unix = 1'609'459'200s;
constexpr nanoseconds start_monotonic = 1000s;
constexpr std::uint32_t query_id = 0x5e1f0001;

// What a session may hold besides the bodies of its calls: tables for a few hundred messages, the
// window of received ids, full queues of ids, and one decompressed packet.
constexpr std::size_t inflated_cap = 64 * 1024;
constexpr std::size_t memory_bound = 1024 * 1024 + 2 * inflated_cap;

mtproto::SessionOptions options(Input& input) {
  mtproto::SessionOptions options;
  options.max_inflated = inflated_cap;
  options.max_in_flight = 64;
  options.max_queued = 128;
  const std::uint8_t choice = input.byte();
  options.future_salts = (choice & 1U) != 0;
  options.transport_pads_packets = (choice & 2U) != 0;
  options.padding = (choice & 4U) != 0 ? mtproto::Padding::random : mtproto::Padding::buckets;
  if ((choice & 8U) != 0) options.init_prefix = Tl().u32(0x5e1f0002);
  return options;
}

}  // namespace

void Stream::fill(MutableBytes out) {
  for (std::uint8_t& byte : out) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    byte = static_cast<std::uint8_t>(state_ >> 56U);
  }
}

Life::Life(Input input)
    : input_(input),
      now_{start_monotonic, start_unix},
      server_offset_(start_unix - start_monotonic) {
  session_.emplace(Server::key(), 100, server_offset_, options(input_), random_);
  server_.expect_session(session_->session_id());
  session_->on_connected(now_);
}

void Life::run() {
  constexpr std::size_t most_steps = 100;
  while (!input_.empty() && steps_++ < most_steps) {
    step();
    write_all();
    take_events();
    check();
  }
  finish();
}

void Life::step() {
  switch (input_.byte() % 20) {
    case 0:
    case 1:
    case 2:
      return enqueue();
    case 3:
      return cancel();
    case 4: {
      static constexpr nanoseconds times[] = {1ms, 1s, 10s, 16s, 31s, 31s, 75s, 400s};
      return advance(times[input_.byte() % std::size(times)]);
    }
    case 5:
      now_.unix_time += std::chrono::seconds(static_cast<std::int16_t>(input_.u16()));
      return;
    case 6:
      server_offset_ += std::chrono::seconds(static_cast<std::int16_t>(input_.u16()));
      return;
    case 7:
      return reconnect();
    case 8:
      return session_->on_quick_ack(input_.u32());
    case 9:
      return deliver(last_packet_);  // a replay
    case 10: {
      Bytes damaged = server_.seal(server_.next_id(now_.monotonic + server_offset_), 1, junk());
      damaged[input_.u16() % damaged.size()] ^= static_cast<std::uint8_t>(1 + input_.byte() % 255);
      return deliver(std::move(damaged));
    }
    case 11:
      return restore();
    default:
      return receive(message(0));
  }
}

void Life::enqueue() {
  mtproto::SendOptions send;
  const std::uint8_t choice = input_.byte();
  send.idempotency = static_cast<mtproto::Idempotency>(choice % 3);
  send.priority = (choice & 4U) != 0 ? mtproto::Priority::high : mtproto::Priority::normal;
  send.compress = (choice & 8U) != 0;
  send.alone = (choice & 16U) != 0;
  send.without_init = (choice & 32U) != 0;
  send.quick_ack = (choice & 64U) != 0;
  std::vector<CallId> after;
  if ((choice & 128U) != 0 && !made_.empty()) {
    after.push_back(made_[input_.byte() % made_.size()]);
    after.push_back(made_[input_.byte() % made_.size()]);
  }
  send.after = after;
  const std::size_t size = input_.u16() % 2048 / 4 * 4;
  const auto call = session_->enqueue(Bytes(Tl().u32(query_id).raw(Bytes(size, 0x11))), send);
  if (!call) return require(call.error().code() == mtproto::Errc::overloaded, "calls are taken");
  require(open_.emplace(*call, size).second, "call ids are new");
  made_.push_back(*call);
  open_bytes_ += size;
}

void Life::cancel() {
  if (made_.empty()) return;
  const CallId call = made_[input_.byte() % made_.size()];
  session_->cancel(call);
  const auto found = open_.find(call);
  if (found != open_.end()) complete(call);
}

void Life::reconnect() {
  session_->on_disconnected(now_);
  session_->on_connected(now_);
}

// Another process goes on with what this one has saved.
void Life::restore() {
  mtproto::SessionState state = session_->export_state(now_);
  if (input_.flag()) state.session_id = 0;
  session_->close(Error(mtproto::Errc::session_closed, "the process ends"));
  take_events();
  require(open_.empty(), "close completes every call");
  session_.emplace(now_, std::move(state), options(input_), random_);
  session_->on_connected(now_);
}

void Life::advance(nanoseconds time) {
  const nanoseconds end = now_.monotonic + time;
  int rounds = 0;
  int rounds_at_once = 0;
  while (now_.monotonic < end) {
    const nanoseconds deadline = session_->deadline().value_or(end);
    const nanoseconds next = std::clamp(deadline, now_.monotonic, end);
    rounds_at_once = next == now_.monotonic ? rounds_at_once + 1 : 0;
    require(rounds_at_once < 4, "a deadline does not stay in the past");
    require(++rounds < 2000, "minutes pass in few steps");
    now_.unix_time += next - now_.monotonic;
    now_.monotonic = next;
    if (!session_->on_deadline(now_)) reconnect();
    write_all();
    take_events();
  }
}

void Life::write_all() {
  Buffer out;
  int rounds = 0;
  while (session_->write_packet(now_, out)) {
    require(++rounds < 1000, "writing ends");
    server_.open(std::as_const(out).bytes(), session_->session_id());
  }
}

void Life::take_events() {
  std::uint8_t seen = 0;
  while (const auto event = session_->next_event()) {
    if (const auto* const result = std::get_if<mtproto::CallResult>(&*event)) {
      for (const std::uint8_t byte : result->body) seen ^= byte;
      complete(result->call);
    } else if (const auto* const error = std::get_if<mtproto::CallError>(&*event)) {
      require(error->text.size() <= mtproto::limits::max_error_text, "error texts are cut");
      complete(error->call);
    } else if (const auto* const failed = std::get_if<mtproto::CallFailed>(&*event)) {
      complete(failed->call);
    } else if (const auto* const updates = std::get_if<mtproto::UpdatesReceived>(&*event)) {
      for (const std::uint8_t byte : updates->body) seen ^= byte;
    } else if (const auto* const received = std::get_if<mtproto::CallReceived>(&*event)) {
      require(open_.contains(received->call), "only open calls are reported as received");
    }
  }
  const volatile std::uint8_t sink = seen;
  static_cast<void>(sink);
}

void Life::complete(CallId call) {
  const auto found = open_.find(call);
  require(found != open_.end(), "a call completes once, and not after it was cancelled");
  open_bytes_ -= found->second;
  open_.erase(found);
}

void Life::check() {
  require(session_->pending_calls() == open_.size(), "no call is lost");
  require(session_->memory_usage() <= memory_bound + 2 * open_bytes_, "memory is bounded");
}

void Life::finish() {
  advance(120s);
  check();
  session_->close(Error(mtproto::Errc::session_closed, "the end"));
  take_events();
  require(open_.empty(), "close completes every call");
  require(session_->pending_calls() == 0, "nothing is left");
}

void Life::receive(BytesView body) {
  const std::uint8_t choice = input_.byte();
  std::int64_t id = server_.next_id(now_.monotonic + server_offset_);
  // Some messages are from another time.
  if ((choice & 0xf0U) == 0xf0U) id += static_cast<std::int64_t>(input_.byte()) * 0x800000000;
  deliver(server_.seal(id, choice & 7, body));
}

void Life::deliver(Bytes packet) {
  if (packet.empty()) return;
  last_packet_ = packet;
  const Status status = session_->on_packet(now_, packet);
  take_events();
  if (!status) reconnect();
}

}  // namespace strata::fuzz
