// Asks the processor for its instruction sets.
#include "cpu/features.hpp"

#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace strata::crypto {
namespace {

CpuFeatures detect() noexcept {
  CpuFeatures found;
#if defined(__x86_64__)
  unsigned eax = 0;
  unsigned ebx = 0;
  unsigned ecx = 0;
  unsigned edx = 0;
  if (__get_cpuid(1, &eax, &ebx, &ecx, &edx) == 0) return found;
  const bool sse41 = (ecx & bit_SSE4_1) != 0 && (ecx & bit_SSSE3) != 0;
  found.aes_ni = sse41 && (ecx & bit_AES) != 0;
  found.pclmul = sse41 && (ecx & bit_PCLMUL) != 0;
  if (__get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx) == 0) return found;
  found.sha_ni = sse41 && (ebx & bit_SHA) != 0;
#endif
  return found;
}

}  // namespace

const CpuFeatures& cpu_features() noexcept {
  static const CpuFeatures found = detect();
  return found;
}

}  // namespace strata::crypto
