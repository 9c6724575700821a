// The slow arithmetic of the key exchange, as work that another thread may do.
#pragma once

#include "handshake/task_random.hpp"

#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"
#include "strata/crypto/auth_key.hpp"
#include "strata/crypto/factorize.hpp"
#include "strata/mtproto/handshake.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <variant>

namespace strata::mtproto {

/// Finds the factors of pq.
struct FactorizeWork {
  Bytes pq;
  std::optional<Result<crypto::PqFactors>> result;

  void run(const std::stop_token& stop);
};

/// Our half of Diffie-Hellman and the key.
struct DhKey {
  std::array<std::uint8_t, 256> g_b;
  crypto::AuthKey key;
};

/// Checks the server's values, draws b, computes g_b and the key. Everything is checked before
/// anything depends on b (A-55 … A-62).
struct DhWork {
  Bytes dh_prime;
  std::int32_t g = 0;
  Bytes g_a;
  std::unique_ptr<TaskRandom> random;
  std::optional<Result<DhKey>> result;

  void run();
};

class HandshakeTask::Work {
 public:
  template <class T>
  Work(std::stop_token stop_of_attempt, T job)
      : stop(std::move(stop_of_attempt)), work(std::move(job)) {}

  /// Says which attempt the task belongs to, and when that is over.
  std::stop_token stop;
  std::variant<FactorizeWork, DhWork> work;
};

}  // namespace strata::mtproto
