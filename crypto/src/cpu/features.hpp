// Which instructions of the processor the kernels may use.
#pragma once

namespace strata::crypto {

/// Instruction sets that some kernel needs; all false on other architectures than x86-64.
struct CpuFeatures {
  bool aes_ni = false;  ///< aesenc and friends, with SSE4.1 and SSSE3.
  bool sha_ni = false;  ///< sha256rnds2 and friends, with SSE4.1 and SSSE3.
  bool pclmul = false;  ///< Carry-less multiplication, with SSE4.1.
  bool vaes = false;    ///< AES on two blocks of a 256-bit register, with AVX2 and a system that
                        ///< saves these registers.
};

/// What this processor has. Asked once; kernels are chosen by it at run time, never by the flags
/// of the compiler, so that one binary runs everywhere.
[[nodiscard]] const CpuFeatures& cpu_features() noexcept;

/// Takes away what `allowed` has not, so that tests see an older processor. Only before anything
/// else uses this library: a choice of a kernel that has been made stays. Nothing outside the
/// program (no variable of the environment) leads here.
void restrict_cpu_features(const CpuFeatures& allowed) noexcept;

}  // namespace strata::crypto
