// Asks the processor for its instruction sets.
#include "cpu/features.hpp"

#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace strata::crypto {
namespace {

#if defined(__x86_64__)

// Whether the system saves the 256-bit registers of a program; only asked where xgetbv exists.
bool system_saves_ymm() noexcept {
  constexpr unsigned xmm_and_ymm = 6;
  unsigned low = 0;   // NOLINT(misc-const-correctness): written by the instruction
  unsigned high = 0;  // NOLINT(misc-const-correctness)
  asm volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return (low & xmm_and_ymm) == xmm_and_ymm;
}

CpuFeatures detect() noexcept {
  CpuFeatures found;
  unsigned eax = 0;
  unsigned ebx = 0;
  unsigned ecx = 0;
  unsigned edx = 0;
  if (__get_cpuid(1, &eax, &ebx, &ecx, &edx) == 0) return found;
  const bool sse41 = (ecx & bit_SSE4_1) != 0 && (ecx & bit_SSSE3) != 0;
  found.aes_ni = sse41 && (ecx & bit_AES) != 0;
  found.pclmul = sse41 && (ecx & bit_PCLMUL) != 0;
  const bool avx = (ecx & bit_OSXSAVE) != 0 && (ecx & bit_AVX) != 0 && system_saves_ymm();
  if (__get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx) == 0) return found;
  found.sha_ni = sse41 && (ebx & bit_SHA) != 0;
  found.vaes = found.aes_ni && avx && (ebx & bit_AVX2) != 0 && (ecx & bit_VAES) != 0;
  return found;
}

#else

CpuFeatures detect() noexcept { return {}; }

#endif

CpuFeatures& features() noexcept {
  static CpuFeatures found = detect();
  return found;
}

}  // namespace

const CpuFeatures& cpu_features() noexcept { return features(); }

void restrict_cpu_features(const CpuFeatures& allowed) noexcept {
  CpuFeatures& found = features();
  found.aes_ni = found.aes_ni && allowed.aes_ni;
  found.sha_ni = found.sha_ni && allowed.sha_ni;
  found.pclmul = found.pclmul && allowed.pclmul;
  found.vaes = found.vaes && allowed.vaes;
}

}  // namespace strata::crypto
