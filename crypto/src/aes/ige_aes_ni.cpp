// AES-256-IGE of one message on AES instructions.
#include "aes/ige_chain_ni.hpp"
#include "aes/ige_kernel.hpp"
#include "cpu/features.hpp"

namespace strata::crypto {

#if defined(__x86_64__)

namespace {

template <bool encrypting>
[[gnu::target(STRATA_AES_INSTRUCTIONS)]] void run(const std::uint8_t* key, std::uint8_t* iv,
                                                  const std::uint8_t* in, std::uint8_t* out,
                                                  std::size_t blocks) noexcept {
  if (blocks == 0) return;
  aes_ni::Schedule schedule;
  aes_ni::expand_key(key, schedule);
  if constexpr (!encrypting) aes_ni::invert_schedule(schedule);
  aes_ni::IgeChain<encrypting> chain;
  chain.start(schedule, iv, in);
  aes_ni::finish_chain(chain, schedule, in, out, blocks, iv);
  wipe_object(schedule);
}

}  // namespace

const IgeKernel* aes_ni_ige() noexcept {
  static constexpr IgeKernel kernel{"aes-ni", run<true>, run<false>};
  return cpu_features().aes_ni ? &kernel : nullptr;
}

#else

const IgeKernel* aes_ni_ige() noexcept { return nullptr; }

#endif

}  // namespace strata::crypto
