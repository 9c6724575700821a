// The switches by which tests make a data centre misbehave.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/datacenter/value.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace strata::datacenter {

/// An encrypted packet before it is sealed, for a test to change.
struct OutgoingPacket {
  std::int64_t salt = 0;
  std::int64_t session_id = 0;
  std::int64_t msg_id = 0;
  std::int32_t seq_no = 0;
  Bytes body;
  Bytes padding;
  /// Seals with the keys of the other direction, as if the client's own packet came back.
  bool reflected = false;
  /// Not sent at all.
  bool dropped = false;
  /// Sent this many times more.
  int repeats = 0;
};

/// All off by default. Set them through the data centre's `faults()`, on its executor.
struct Faults {
  /// How many further answers are executed and remembered but not sent: the client sees silence
  /// until it asks again. Only those of `drop_answers_to`, unless that is empty.
  int drop_answers = 0;
  std::string drop_answers_to;
  /// Every answer to a call is held back that long.
  std::chrono::nanoseconds delay_answers{};
  /// New connections are closed at once.
  bool refuse_connections = false;
  /// Every connection is closed after so many packets from the client.
  std::optional<std::uint64_t> close_after_packets;
  /// The next packet is answered with this transport error (as -404) and nothing else.
  std::int32_t transport_error = 0;
  /// The next message with a call is refused by bad_msg_notification with this code.
  std::int32_t bad_message_code = 0;
  /// The next call is answered by this rpc_error instead of being executed.
  std::int32_t rpc_error_code = 0;
  std::string rpc_error_text;
  /// Answers of the key exchange pass here before they are sent, and server_DH_inner_data before
  /// it is encrypted.
  std::function<void(Object& answer)> edit_handshake;
  /// How many times each key exchange answers dh_gen_retry first.
  int handshake_retries = 0;
  /// Every encrypted packet passes here before it is sealed.
  std::function<void(OutgoingPacket& packet)> edit_packet;
};

}  // namespace strata::datacenter
