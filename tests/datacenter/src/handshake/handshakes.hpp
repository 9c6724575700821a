// The server's side of creating authorization keys, for all clients at once.
#pragma once

#include "crypto/dh.hpp"
#include "handshake/pq.hpp"

#include "strata/datacenter/server_key.hpp"
#include "strata/datacenter/value.hpp"

#include <chrono>
#include <functional>
#include <list>
#include <map>
#include <optional>

namespace strata::datacenter {

/// A key that an exchange ended with.
struct NewAuthKey {
  AuthKeyBytes key{};
  std::uint64_t id = 0;
  /// new_nonce XOR server_nonce.
  std::int64_t first_salt = 0;
  /// The `dc` field of the inner data; 0 when the client sent the older form without it.
  std::int32_t dc = 0;
  /// Seconds of life, for temporary keys.
  std::optional<std::int32_t> expires_in;
};

/// What to send for one plain message.
struct HandshakeReply {
  std::optional<Object> answer;
  /// Instead of an answer: a transport error such as -404.
  std::int32_t transport_error = 0;
  std::optional<NewAuthKey> key;
};

/// How exchanges are run; the switches are for tests of what clients do then.
struct HandshakeSettings {
  /// With a number, clients that name another data centre get -444.
  std::optional<int> only_dc;
  DhGroup group = DhGroup::known();
  /// How many times each exchange answers dh_gen_retry first.
  int retries = 0;
  /// Changes an answer before it is sent: resPQ, server_DH_params_ok, dh_gen_ok, and also
  /// server_DH_inner_data before it is hashed and encrypted.
  std::function<void(Object& answer)> edit;
};

/// Exchanges are found by the client's nonce, not by connection: a client may lose its connection
/// and go on over another one, and repeat a message whose answer was lost.
class Handshakes {
 public:
  using Clock = std::chrono::nanoseconds;
  /// Whether a key id is in use already, so that the exchange must be retried.
  using IsTaken = std::function<bool(std::uint64_t key_id)>;

  Handshakes(ServerKey key, Random& random, IsTaken is_taken)
      : key_(std::move(key)), random_(random), is_taken_(std::move(is_taken)) {}

  [[nodiscard]] HandshakeReply handle(Clock now, const Object& request);
  [[nodiscard]] HandshakeSettings& settings() noexcept { return settings_; }
  [[nodiscard]] std::size_t open_exchanges() const noexcept { return exchanges_.size(); }

 private:
  struct Exchange {
    std::string nonce;
    Clock started{};
    std::string server_nonce;
    Pq pq;
    /// Set by req_DH_params.
    std::string new_nonce;
    DhSecret secret;
    NewAuthKey result;
    int retries_left = 0;
    std::int64_t retry_id = 0;
    /// The last request after req_pq and its answer, for a client that repeats it.
    std::optional<Object> last_request;
    std::optional<Object> last_answer;
  };
  using Exchanges = std::list<Exchange>;

  HandshakeReply on_req_pq(Clock now, const Object& request);
  HandshakeReply on_req_dh_params(Clock now, Exchange& exchange, const Object& request);
  HandshakeReply on_set_client_dh_params(Exchange& exchange, const Object& request);
  bool read_inner_data(Exchange& exchange, const Object& request);
  Object finish(Exchange& exchange, const Object& inner, std::optional<NewAuthKey>& made);
  Object gen_answer(const Exchange& exchange, const AuthKeyBytes& key, int number) const;
  Exchange* find(const Object& request);
  void forget_old(Clock now);
  HandshakeReply answer_with(Exchange& exchange, const Object& request, Object answer);
  void edit(Object& answer) const {
    if (settings_.edit) settings_.edit(answer);
  }

  ServerKey key_;
  Random& random_;
  IsTaken is_taken_;
  HandshakeSettings settings_;
  /// Oldest first.
  Exchanges exchanges_;
  std::map<std::string, Exchanges::iterator, std::less<>> by_nonce_;
};

}  // namespace strata::datacenter
