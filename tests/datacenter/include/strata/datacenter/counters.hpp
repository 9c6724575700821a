// What a data centre has seen, for the assertions of tests.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace strata::datacenter {

/// A snapshot (protocol.md L-06). Everything counts from the start of the data centre.
struct Counters {
  std::uint64_t connections_opened = 0;
  std::uint64_t connections_open = 0;
  /// By transport, as `obfuscated padded`.
  std::map<std::string, std::uint64_t> transports;
  std::uint64_t packets_received = 0;
  std::uint64_t packets_sent = 0;
  std::uint64_t bytes_received = 0;
  std::uint64_t bytes_sent = 0;
  /// Streams that no transport sends, packets that do not decrypt: each closed its connection.
  std::uint64_t broken_streams = 0;
  std::uint64_t refused_packets = 0;
  /// Packets under each key id that the data centre does not know (any more).
  std::map<std::uint64_t, std::uint64_t> packets_under_unknown_keys;

  std::uint64_t handshakes_started = 0;
  std::uint64_t permanent_keys_made = 0;
  std::uint64_t temporary_keys_made = 0;
  std::uint64_t keys_bound = 0;
  std::uint64_t transport_errors_sent = 0;

  std::uint64_t sessions_created = 0;
  std::uint64_t bad_salts_sent = 0;
  /// bad_msg_notification by code.
  std::map<std::int32_t, std::uint64_t> bad_messages_sent;
  std::uint64_t salts_requested = 0;
  std::uint64_t pings = 0;
  std::uint64_t containers_received = 0;
  std::uint64_t duplicates_received = 0;
  std::uint64_t answers_resent = 0;
  std::uint64_t updates_pushed = 0;
  /// The last ids of our messages that clients acknowledged, oldest first.
  std::vector<std::int64_t> acknowledged;

  /// Executions by method; a re-sent request that was answered from memory is not one.
  std::map<std::string, std::uint64_t> calls;
  /// Executions by `random_id`, of the calls that have one (the last thousands).
  std::map<std::int64_t, std::uint64_t> executions_by_random_id;
  /// Errors answered, by text.
  std::map<std::string, std::uint64_t> errors;

  /// What a strict server would complain about, by kind: the name of the rule and how often
  /// (protocol.md L-12). A correct client leaves this empty.
  std::map<std::string, std::uint64_t> violations;
};

}  // namespace strata::datacenter
