// The server's side of the key exchange for tests: honest unless a script says otherwise.
#pragma once

#include "mtproto/handshake/openssl_math.hpp"
#include "mtproto/handshake/raw_tl.hpp"

#include "strata/crypto/rsa.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace strata::mtproto::handshake_test {

// What the server is about to say; a script may change any of it.
struct RawResPq {
  RawNonce nonce;
  RawNonce server_nonce;
  Bytes pq;
  std::vector<std::uint64_t> fingerprints;
  std::optional<std::uint32_t> claimed_count;
};
struct RawInnerData {
  RawNonce nonce;
  RawNonce server_nonce;
  std::int32_t g;
  Bytes dh_prime;
  Bytes g_a;
  std::int32_t server_time;
};
struct RawDhParams {
  bool refuse = false;  ///< server_DH_params_fail instead
  RawNonce nonce;
  RawNonce server_nonce;
  Bytes encrypted_answer;
  RawNonce new_nonce_hash;  ///< of server_DH_params_fail
};
struct RawDhAnswer {
  std::uint8_t number = 1;  ///< 1 ok, 2 retry, 3 fail
  RawNonce nonce;
  RawNonce server_nonce;
  std::optional<std::uint8_t> proof_of;    ///< the hash of another kind of answer
  std::optional<RawNonce> new_nonce_hash;  ///< any hash
};
/// The last change to a whole answer: its object, and what the envelope declares.
struct RawEnvelope {
  std::uint64_t auth_key_id = 0;
  std::uint64_t msg_id = 1;
  std::optional<std::int32_t> length = {};
  Bytes body;
};

struct HandshakeScript {
  /// An honest server.
  HandshakeScript();

  std::function<void(RawResPq&)> res_pq;
  std::function<void(RawInnerData&)> inner_data;
  std::function<void(RawDhParams&)> dh_params;
  std::function<void(RawDhAnswer&)> dh_answer;
  std::function<void(RawEnvelope&)> envelope;
  /// The server's numbers.
  RawNonce server_nonce;
  Bytes pq;
  Bytes dh_prime;  ///< the known prime when empty
  std::int32_t g = 3;
  std::int32_t server_time = 1'705'754'877;
};

/// What the client has said so far.
struct HandshakeRecord {
  std::vector<std::uint32_t> requests;  ///< constructor ids
  std::vector<std::uint64_t> msg_ids;
  Bytes p;
  Bytes q;
  std::uint64_t fingerprint = 0;
  Bytes rsa_block;
  std::uint32_t inner_id = 0;
  Bytes inner_pq;
  Bytes new_nonce;
  std::int32_t dc = 0;
  std::optional<std::int32_t> expires_in;
  std::vector<std::uint64_t> retry_ids;
  std::vector<Bytes> g_bs;
  Bytes auth_key;  ///< 256 bytes
};

/// Answers plain packets. Throws std::runtime_error when the client does not keep to the protocol.
class HandshakeServer {
 public:
  explicit HandshakeServer(HandshakeScript script = {});

  /// The keys that a client must have to trust this server.
  [[nodiscard]] static crypto::ServerKeys keys();
  [[nodiscard]] static std::uint64_t fingerprint();

  [[nodiscard]] Bytes answer(BytesView packet);

  [[nodiscard]] const HandshakeRecord& record() const { return record_; }
  [[nodiscard]] Bytes first_salt() const;

 private:
  Bytes on_req_pq(RawReader& request);
  Bytes on_req_dh_params(RawReader& request);
  Bytes on_set_client_dh_params(RawReader& request);

  void read_inner_data(BytesView block);
  [[nodiscard]] Bytes make_encrypted_answer();
  void check_nonces(RawReader& request);
  [[nodiscard]] RawNonce new_nonce_hash(std::uint8_t number) const;
  [[nodiscard]] Bytes envelope(Bytes body);

  HandshakeScript script_;
  HandshakeRecord record_;
  RawNonce nonce_{};
  Bytes tmp_key_;
  Bytes tmp_iv_;
  Bytes dh_prime_;
  Bytes a_;
};

/// The known prime (V-501).
[[nodiscard]] Bytes known_prime();

}  // namespace strata::mtproto::handshake_test
