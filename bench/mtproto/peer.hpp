// The server's end of a measured session: answers are made outside of what is timed.
#pragma once

#include "strata/base/buffer.hpp"
#include "strata/base/bytes.hpp"
#include "strata/crypto/auth_key.hpp"
#include "strata/crypto/random.hpp"

#include <chrono>
#include <cstdint>
#include <vector>

namespace strata::mtproto::bench {

/// A stream that is fast and the same in every run; not random at all.
class Stream final : public crypto::RandomSource {
 public:
  void fill(MutableBytes out) override;

 private:
  std::uint64_t state_ = 1;
};

class Peer {
 public:
  [[nodiscard]] static crypto::AuthKey key();

  /// The ids of the calls in a packet of the client, container or not.
  [[nodiscard]] static std::vector<std::int64_t> calls_in(BytesView packet);
  /// An encrypted packet in which each of these calls is answered with `size` bytes.
  [[nodiscard]] Bytes answer(std::int64_t session_id, const std::vector<std::int64_t>& calls,
                             std::size_t size, std::chrono::seconds now);

 private:
  std::int64_t next_id(std::chrono::seconds now);

  std::int64_t last_id_ = 0;
};

/// A query of `size` bytes.
[[nodiscard]] Bytes query(std::size_t size);

}  // namespace strata::mtproto::bench
