// The virtual world: moving bytes between the session and the server, and finding words for them.
#include "mtproto/session/world.hpp"

#include "mtproto/session/tl_builder.hpp"
#include "session/gzip.hpp"

#include "strata/mtproto/errors.hpp"
#include "strata/tl/cursor.hpp"

#include <algorithm>
#include <variant>

namespace strata::mtproto::session_test {
namespace {

constexpr std::uint32_t query_id = 0x5e1f0001;
constexpr std::uint32_t init_id = 0x5e1f0002;

// 2021-01-01; the local monotonic clock began a thousand seconds ago.
constexpr seconds start_unix{1'609'459'200};
constexpr seconds start_monotonic{1000};

crypto::AuthKey make_key() { return std::move(*crypto::AuthKey::from_bytes(test_key())); }

ClientMessage with_body(Bytes body) {
  ClientMessage message;
  message.body = std::move(body);
  return message;
}

std::string count_of(std::string_view word, tl::Cursor& cursor) {
  return std::string(word) + " " + std::to_string(cursor.vector_header(8));
}

}  // namespace

WorldOptions::WorldOptions() { session.future_salts = false; }

Bytes test_init_prefix() { return Tl().u32(init_id); }

Bytes test_query(const std::string& name, std::size_t size) {
  Bytes filler(size, 0x11);
  return Tl().u32(query_id).string(name).raw(filler);
}

World::World(const WorldOptions& options)
    : random_({}, options.seed),
      now_{start_monotonic, start_unix},
      server_offset_(start_unix - start_monotonic + options.clock_error),
      session_(make_key(), options.first_salt, start_unix - start_monotonic, options.session,
               random_),
      answers_pings_(options.answers_pings),
      transport_(options.transport) {
  server_.expect_session(session_.session_id());
  connect();
}

CallId World::call(const std::string& name, SendOptions options, std::size_t size) {
  return call_raw(name, test_query(name, size), options);
}

CallId World::call_raw(const std::string& name, Bytes body, const SendOptions& options) {
  const auto id = session_.enqueue(std::move(body), options);
  if (!id) {
    events_.push_back("refused " + name + " " + id.error().code().message());
    return CallId::none;
  }
  calls_[name] = *id;
  names_[*id] = name;
  made_calls_[name] = false;
  flush();
  return *id;
}

void World::cancel(const std::string& name) {
  session_.cancel(calls_.at(name));
  made_calls_[name] = true;
  flush();
}

void World::connect() {
  connected_ = true;
  closed_.reset();
  if (transport_) wire_.emplace(*transport_);
  session_.on_connected(now_);
  flush();
}

void World::disconnect() {
  connected_ = false;
  session_.on_disconnected(now_);
}

void World::advance(nanoseconds time) {
  const nanoseconds end = now_.monotonic + time;
  int idle_rounds = 0;
  while (now_.monotonic < end) {
    const auto deadline = session_.deadline();
    const nanoseconds next = std::clamp(deadline.value_or(end), now_.monotonic, end);
    // A deadline that stays in the past would be a busy loop.
    idle_rounds = next == now_.monotonic ? idle_rounds + 1 : 0;
    if (idle_rounds > 3) {
      events_.emplace_back("BUSY LOOP");
      return;
    }
    now_.unix_time += next - now_.monotonic;
    now_.monotonic = next;
    if (deadline && *deadline <= next) note_close(session_.on_deadline(now_));
    if (deadline && *deadline <= next && closed_) {
      events_.emplace_back("dead");
      disconnect();
    }
    flush();
    if (answers_pings_) answer_ping();
  }
}

void World::answer_ping() {
  const ClientMessage* const ping = last("ping");
  if (ping == nullptr || ping->msg_id == answered_ping_) return;
  answered_ping_ = ping->msg_id;
  const auto ping_id = load_le<std::int64_t>(ping->body.data() + 4);
  static_cast<void>(receive(pong(ping->msg_id, ping_id), false));
}

Status World::receive(BytesView body, bool content_related) {
  const std::int64_t id = server_.next_id(server_time());
  return receive(id, server_.next_seq_no(content_related), body);
}

Status World::receive(std::int64_t msg_id, std::int32_t seq_no, BytesView body, const Seal& how) {
  return receive_packet(server_.seal(msg_id, seq_no, body, how));
}

Status World::receive_packet(BytesView packet) {
  Bytes copy = wire_ ? wire_->to_client(packet) : Bytes(packet.begin(), packet.end());
  const Status status = session_.on_packet(now_, copy);
  note_close(status);
  take_all_events();
  flush();
  return status;
}

void World::note_close(const Status& status) {
  closed_.reset();
  if (!status) closed_ = status.error().code();
}

void World::flush() {
  Buffer out;
  for (int rounds = 0; session_.write_packet(now_, out); ++rounds) {
    if (rounds > 2000) {
      events_.emplace_back("ENDLESS WRITING");
      return;
    }
    packets_.emplace_back(out.bytes().begin(), out.bytes().end());
    const Bytes arrived = wire_ ? wire_->to_server(packets_.back()) : packets_.back();
    if (loses_packets_) continue;
    for (ClientMessage& message : server_.open(server_time(), arrived)) {
      messages_.push_back(std::move(message));
      words_.push_back(describe(messages_.back()));
    }
  }
  take_all_events();
}

void World::take_all_events() {
  while (const auto event = session_.next_event()) events_.push_back(describe(*event));
}

std::vector<std::string> World::take_sent() {
  std::vector<std::string> taken(words_.begin() + static_cast<std::ptrdiff_t>(words_taken_),
                                 words_.end());
  words_taken_ = words_.size();
  return taken;
}

std::vector<std::string> World::take_events() {
  std::vector<std::string> taken(events_.begin(), events_.end());
  events_.clear();
  return taken;
}

const ClientMessage* World::last(std::string_view word) const {
  for (std::size_t i = words_.size(); i > 0; --i) {
    const std::string_view said = words_[i - 1];
    // `a` is found as well where it goes with wrappers.
    const bool wrapped = said.size() > word.size() && said.ends_with(word) &&
                         said[said.size() - word.size() - 1] == ' ' && !said.starts_with("drop") &&
                         !said.starts_with("state");
    const bool counted = said.size() > word.size() && said.starts_with(word) &&
                         said[word.size()] == ' ' && (word.ends_with("?") || word == "ack");
    if (said == word || wrapped || counted) return &messages_[i - 1];
  }
  return nullptr;
}

std::int64_t World::id_of(std::string_view word) const {
  const ClientMessage* const message = last(word);
  return message == nullptr ? 0 : message->msg_id;
}

std::int64_t World::container_of(std::string_view word) const {
  const ClientMessage* const message = last(word);
  return message == nullptr ? 0 : message->container;
}

std::string World::name_of(CallId call) const {
  const auto found = names_.find(call);
  return found == names_.end() ? "?" : found->second;
}

std::string World::name_of(std::int64_t msg_id) const {
  for (std::size_t i = messages_.size(); i > 0; --i) {
    if (messages_[i - 1].msg_id != msg_id) continue;
    const std::string& word = words_[i - 1];
    return word.substr(word.rfind(' ') + 1);
  }
  return "?";
}

std::string World::describe(const ClientMessage& message) const {
  tl::Cursor cursor(message.body);
  std::string names;
  switch (cursor.uint32()) {
    case query_id:
      return std::string(cursor.string());
    case init_id:
      return "init " + describe(with_body(Bytes(message.body.begin() + 4, message.body.end())));
    case 0xcb9f372d: {
      const std::string before = name_of(cursor.int64());
      return "after(" + before + ") " +
             describe(with_body(Bytes(message.body.begin() + 12, message.body.end())));
    }
    case 0x3dc4b4f0: {
      const std::size_t count = cursor.vector_header(8);
      for (std::size_t i = 0; i < count; ++i) names += (i ? "," : "") + name_of(cursor.int64());
      const auto rest = message.body.begin() + static_cast<std::ptrdiff_t>(cursor.offset());
      return "after(" + names + ") " + describe(with_body(Bytes(rest, message.body.end())));
    }
    case 0x3072cfa1: {
      const auto query = session::inflate_gzip(cursor.bytes(), 1 << 24);
      return query ? "gzip " + describe(with_body(*query)) : "damaged gzip";
    }
    case 0x9299359f: {
      const std::string max_delay = std::to_string(cursor.int32());
      const std::string wait_after = std::to_string(cursor.int32());
      return "wait " + max_delay + " " + wait_after + " " + std::to_string(cursor.int32());
    }
    case 0x62d6b459:
      return count_of("ack", cursor);
    case 0xf3427b8c:
      return "ping";
    case 0xb921bd04:
      return "salts?";
    case 0xda69fb52: {
      const std::size_t count = cursor.vector_header(8);
      for (std::size_t i = 0; i < count; ++i) names += " " + name_of(cursor.int64());
      return "state?" + names;
    }
    case 0x7d861a08:
      return count_of("resend?", cursor);
    case 0x04deb57d:
      static_cast<void>(cursor.int64());
      return "state! " + to_hex(cursor.bytes());
    case 0x58e4a740:
      return "drop " + name_of(cursor.int64());
    case 0xe7512126:
      return "destroy";
    case 0xd1435160:
      return "destroy_key";
    default:
      return "unknown " + to_hex(message.body);
  }
}

std::string World::describe(const SessionEvent& event) const {
  struct Describe {
    const World& world;
    std::string operator()(const CallResult& e) const {
      return "result " + world.name_of(e.call) + " " + to_hex(e.body);
    }
    std::string operator()(const CallError& e) const {
      return "error " + world.name_of(e.call) + " " + std::to_string(e.code) + " " + e.text;
    }
    std::string operator()(const CallFailed& e) const {
      return "failed " + world.name_of(e.call) + ": " + e.error.code().message();
    }
    std::string operator()(const CallReceived& e) const {
      return "received " + world.name_of(e.call);
    }
    std::string operator()(const CallQuickAcked& e) const {
      return "quick " + world.name_of(e.call);
    }
    std::string operator()(const UpdatesReceived& e) const { return "updates " + to_hex(e.body); }
    std::string operator()(const UpdatesGap& e) const {
      switch (e.reason) {
        case UpdatesGap::Reason::new_session:
          return "gap new_session";
        case UpdatesGap::Reason::session_reset:
          return "gap session_reset";
        case UpdatesGap::Reason::lost_update:
          return "gap lost_update";
      }
      return "gap ?";
    }
    std::string operator()(const KeyDestroyed& e) const {
      return "key " + std::to_string(static_cast<int>(e.outcome));
    }
    std::string operator()(const SessionCreated&) const { return "created"; }
    std::string operator()(const SessionReset&) const { return "reset"; }
    std::string operator()(const SaltChanged& e) const { return "salt " + std::to_string(e.salt); }
    std::string operator()(const TimeCorrected& e) const {
      const auto by = e.time_offset - (start_unix - start_monotonic);
      return "time " + std::to_string(std::chrono::round<seconds>(by).count());
    }
  };
  return std::visit(Describe{*this}, event);
}

}  // namespace strata::mtproto::session_test
