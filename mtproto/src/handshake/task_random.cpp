// Randomness for a task, drawn beforehand.
#include "handshake/task_random.hpp"

#include <algorithm>

namespace strata::mtproto {

TaskRandom::TaskRandom(crypto::RandomSource& random) : stream_(make_stream(random)) {
  random.fill(drawn_.span());
}

crypto::Aes256Ctr TaskRandom::make_stream(crypto::RandomSource& random) {
  crypto::SecureArray<32> key;
  random.fill(key.span());
  static constexpr std::array<std::uint8_t, 16> start{};
  return {key.view(), start};
}

void TaskRandom::fill(MutableBytes out) {
  const std::size_t count = std::min(out.size(), drawn_.size() - used_);
  const MutableBytes taken = drawn_.span().subspan(used_, count);
  std::ranges::copy(taken, out.begin());
  crypto::wipe(taken);  // each byte is given once
  used_ += count;

  const MutableBytes rest = out.subspan(count);
  std::ranges::fill(rest, std::uint8_t{0});
  stream_.apply(rest);
}

}  // namespace strata::mtproto
