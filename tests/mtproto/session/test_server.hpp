// The server's end of a session: opens what the client sends, strictly, and seals what it is told
// to.
#pragma once

#include "mtproto/session/server_cipher.hpp"

#include "strata/base/bytes.hpp"
#include "strata/mtproto/time.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace strata::mtproto::session_test {

/// A message of the client, taken out of its container.
struct ClientMessage {
  std::int64_t msg_id = 0;
  std::int32_t seq_no = 0;
  Bytes body;
  /// The id of the container it came in; zero if it came alone.
  std::int64_t container = 0;
  /// The salt of its packet.
  std::int64_t salt = 0;
};

/// How a sealed packet deviates from a good one.
struct Seal {
  std::optional<std::int64_t> session_id = {};
  std::optional<std::int32_t> length = {};
  /// Bytes of padding; chosen well if not given.
  std::optional<std::size_t> padding = {};
  Way way = Way::to_client;
  bool version_1 = false;
};

/// Enforces what a real server enforces (rule L-12): ids that rise and fit the time, sequence
/// numbers, containers, padding. Each violation is noted; a good client leaves none.
class TestServer {
 public:
  explicit TestServer(Bytes key = test_key()) : key_(std::move(key)) {}

  /// The messages of one packet in order. `time` is the server's Unix time.
  std::vector<ClientMessage> open(std::chrono::nanoseconds time, BytesView packet);

  /// A packet to the client's present session.
  [[nodiscard]] Bytes seal(std::int64_t msg_id, std::int32_t seq_no, BytesView body,
                           const Seal& how = {}) const;

  /// A rising id of the server at this time; `answer` sets the low bits.
  [[nodiscard]] std::int64_t next_id(std::chrono::nanoseconds time, bool answer = true);
  [[nodiscard]] std::int32_t next_seq_no(bool content_related);

  /// The session that the client will use: known before its first packet.
  void expect_session(std::int64_t session_id) { session_id_ = session_id; }
  [[nodiscard]] std::int64_t session_id() const { return session_id_; }
  /// The salt of the last packet.
  [[nodiscard]] std::int64_t salt() const { return salt_; }
  [[nodiscard]] const std::vector<std::string>& violations() const { return violations_; }
  /// Ids out of the time window are what this test is about.
  void tolerate_wrong_time() { checks_time_ = false; }

 private:
  void check_message(std::chrono::nanoseconds time, const ClientMessage& message);
  void violate(const std::string& what) { violations_.push_back(what); }

  Bytes key_;
  std::int64_t session_id_ = 0;
  std::int64_t salt_ = 0;
  std::int64_t last_client_id_ = 0;
  std::int64_t last_server_id_ = 0;
  std::int32_t least_seq_no_ = 0;
  std::int32_t content_sent_ = 0;
  std::vector<std::string> violations_;
  bool checks_time_ = true;
};

/// Does the constructor that `body` begins with need an acknowledgement, coming from a client?
[[nodiscard]] bool is_content_related(BytesView body);

}  // namespace strata::mtproto::session_test
