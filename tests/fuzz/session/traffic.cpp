// The server's half of a fuzzed session: messages about what the client has really sent.
#include "mtproto/session/tl_builder.hpp"
#include "session/life.hpp"

#include <array>
#include <string_view>

namespace strata::fuzz {
namespace {

using mtproto::session_test::Tl;
namespace say = mtproto::session_test;

constexpr std::uint32_t ping_id = 0xf3427b8c;
constexpr std::uint32_t salts_id = 0xb921bd04;
constexpr std::uint32_t states_id = 0xda69fb52;

constexpr std::array<std::int32_t, 12> codes = {16, 17, 18, 19, 20, 32, 33, 34, 35, 48, 64, 7};
constexpr std::array<std::string_view, 6> texts = {
    "FLOOD_WAIT_3",    "CONNECTION_NOT_INITED", "CONNECTION_LAYER_INVALID",
    "MSG_WAIT_FAILED", "MSG_WAIT_TIMEOUT",      ""};

/// As a multiple of four bytes, as all of TL is.
Bytes whole_words(BytesView bytes) {
  return {bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(bytes.size() / 4 * 4)};
}

/// A thousand zeros, or a million: more than the cap. Packed once, because packing takes long.
const Bytes& packed_zeros(std::uint8_t choice) {
  static const Bytes few = say::gzip_packed(Bytes(1000));
  static const Bytes many = say::gzip_packed(Bytes(1'000'000));
  return choice == 1 ? many : few;
}

}  // namespace

/// An id that the client has used, or one that it has not.
std::int64_t Life::some_id() {
  const auto& sent = server_.sent();
  const std::uint8_t choice = input_.byte();
  if (sent.empty() || choice == 0xff) return input_.i64();
  const Sent& message = sent[sent.size() - 1 - choice % sent.size()];
  return message.container != 0 && input_.flag() ? message.container : message.msg_id;
}

Bytes Life::junk() { return whole_words(input_.piece(512)); }

Bytes Life::answer() {
  const std::int64_t question = some_id();
  switch (input_.byte() % 6) {
    case 0:
      return say::rpc_result(question, say::bool_true());
    case 1:
      return say::rpc_result(question, say::rpc_error(static_cast<std::int32_t>(input_.u32()),
                                                      texts[input_.byte() % texts.size()]));
    case 2:
      return say::rpc_result(question, say::rpc_error(400, texts[input_.byte() % texts.size()]));
    case 3:
      return say::rpc_result(question, packed_zeros(input_.byte()));
    case 4:
      return say::rpc_result(question, say::gzip_packed(junk()));
    default:
      return say::rpc_result(question, junk());
  }
}

Bytes Life::about_a_message() {
  const std::int64_t id = some_id();
  switch (input_.byte() % 6) {
    case 0:
      return say::bad_server_salt(id, input_.i64());
    case 1:
    case 2:
      return say::bad_msg_notification(id, codes[input_.byte() % codes.size()]);
    case 3:
      return say::new_session_created(id, input_.byte(), input_.byte());
    case 4:
      return say::msgs_ack({id, some_id()});
    default:
      return say::msg_detailed_info(id, input_.flag() ? (some_id() | 1) : input_.i64(), 7);
  }
}

Bytes Life::about_states() {
  switch (input_.byte() % 6) {
    case 0:
      return say::msgs_state_info(server_.last(states_id).msg_id, input_.piece(64));
    case 1:
      return Tl().u32(0x8cc0d131).longs({some_id(), some_id()}).bytes(input_.piece(2));
    case 2:
      return Tl().u32(0xda69fb52).longs({some_id(), input_.i64()});
    case 3:
      return Tl().u32(0x7d861a08).longs({some_id(), input_.i64()});
    case 4: {
      const Sent ping = server_.last(ping_id);
      return say::pong(ping.msg_id, ping.first_long);
    }
    default: {
      const auto server_time = now_.monotonic + server_offset_;
      const auto now = static_cast<std::uint32_t>(server_time / std::chrono::seconds(1));
      const std::uint32_t since = now + input_.u16() - 0x8000;
      return say::future_salts(server_.last(salts_id).msg_id, now,
                               {{since, since + input_.u16(), input_.byte()}, {now, now + 9, 7}});
    }
  }
}

Bytes Life::container(int depth) {
  std::vector<say::Part> parts;
  const int count = input_.byte() % 6;
  for (int i = 0; i < count; ++i) {
    const std::int64_t id = server_.next_id(now_.monotonic + server_offset_);
    const std::int32_t seq_no = input_.byte() & 7;
    parts.push_back({id, seq_no, message(depth + 1)});
  }
  return say::container(parts);
}

// Containers stand inside containers too, which is one of the things to refuse.
Bytes Life::message(int depth) {
  switch (input_.byte() % 8) {
    case 0:
    case 1:
      return answer();
    case 2:
    case 3:
      return about_a_message();
    case 4:
      return about_states();
    case 5:
      return depth < 3 ? container(depth) : junk();
    case 6:
      return depth < 3 ? say::gzip_packed(message(depth + 1)) : junk();
    default:
      return junk();
  }
}

}  // namespace strata::fuzz
