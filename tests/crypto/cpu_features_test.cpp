// What kernels a processor gets, by what it has and by what tests leave it.
#include "aes/ige_kernel.hpp"
#include "aes/ige_lanes.hpp"
#include "cpu/features.hpp"
#include "digest/sha256_kernel.hpp"
#include "message/open_kernel.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <string>

namespace strata::crypto {
namespace {

std::string chosen_cpu() {
  const char* const name = std::getenv("STRATA_TEST_CPU");
  return name != nullptr ? name : "";
}

#if defined(__x86_64__)

// The words that the kernel of the system lists, or nothing on other systems.
std::string system_flags() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("flags")) return line + ' ';
  }
  return {};
}

TEST(CpuFeatures, AreThoseThatTheSystemLists) {
  const std::string flags = system_flags();
  if (flags.empty()) GTEST_SKIP() << "the system lists no flags of the processor";
  if (!chosen_cpu().empty()) GTEST_SKIP() << "this run sees less";
  const auto has = [&flags](const char* flag) {
    return flags.find(std::string(" ") + flag + ' ') != std::string::npos;
  };
  EXPECT_EQ(cpu_features().aes_ni, has("aes") && has("sse4_1"));
  EXPECT_EQ(cpu_features().sha_ni, has("sha_ni") && has("sse4_1"));
  EXPECT_EQ(cpu_features().pclmul, has("pclmulqdq") && has("sse4_1"));
  EXPECT_EQ(cpu_features().vaes, has("vaes") && has("avx2"));
}

#endif

TEST(CpuFeatures, WithoutInstructions_OpenSslServes) {
  if (chosen_cpu() != "none") GTEST_SKIP() << "only with STRATA_TEST_CPU=none";
  EXPECT_EQ(&ige_kernel(), &openssl_ige());
  EXPECT_EQ(&sha256_kernel(), &openssl_sha256());
  EXPECT_EQ(lanes_kernel(), nullptr);
  EXPECT_EQ(fused_open(), nullptr);
  EXPECT_EQ(open_kernel(), &open_serially);
}

TEST(CpuFeatures, WithAesAlone_HashesAreOpenSsls) {
  if (chosen_cpu() != "aes-ni") GTEST_SKIP() << "only with STRATA_TEST_CPU=aes-ni";
  EXPECT_EQ(&sha256_kernel(), &openssl_sha256());
  EXPECT_EQ(vaes_lanes(), nullptr);
  EXPECT_EQ(lanes_kernel(), aes_ni_lanes());
  EXPECT_EQ(fused_open(), nullptr);
}

}  // namespace
}  // namespace strata::crypto
