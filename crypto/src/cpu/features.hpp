// Which instructions of the processor the kernels may use.
#pragma once

namespace strata::crypto {

/// Instruction sets that some kernel needs; all false on other architectures than x86-64.
struct CpuFeatures {
  bool aes_ni = false;  ///< aesenc and friends, with SSE4.1 and SSSE3.
  bool sha_ni = false;  ///< sha256rnds2 and friends, with SSE4.1 and SSSE3.
  bool pclmul = false;  ///< Carry-less multiplication, with SSE4.1.
};

/// What this processor has. Asked once; kernels are chosen by it at run time, never by the flags
/// of the compiler, so that one binary runs everywhere.
[[nodiscard]] const CpuFeatures& cpu_features() noexcept;

}  // namespace strata::crypto
