// SHA-256 of several texts at once against one by one, with every block function.
#include "digest/sha256_many.hpp"

#include "digest/sha256_kernel.hpp"
#include "support/scripted_random.hpp"

#include <gtest/gtest.h>

namespace strata::crypto {
namespace {

using test::ScriptedRandom;

class Sha256Many : public testing::TestWithParam<const Sha256Kernel*> {
 protected:
  void TearDown() override { force_sha256_kernel(nullptr); }

  // The digests by the kernel under test against OpenSSL's, text by text.
  void check(const std::vector<Bytes>& texts) {
    const auto prefix = random_.array<32>();
    std::vector<PrefixedText> sources;
    for (const Bytes& text : texts) sources.push_back({prefix.data(), text});
    std::vector<Sha256Digest> digests(texts.size());
    force_sha256_kernel(GetParam());
    sha256_many(sources, digests.data());
    force_sha256_kernel(&openssl_sha256());
    for (std::size_t i = 0; i < texts.size(); ++i) {
      ASSERT_EQ(digests[i], sha256({prefix, texts[i]}))
          << "text " << i << " of " << texts.size() << ", " << texts[i].size() << " bytes";
    }
  }

  Bytes random_text(std::size_t size) {
    Bytes text(size);
    random_.fill(text);
    return text;
  }

  ScriptedRandom random_;
};

TEST_P(Sha256Many, EveryLength_MatchesOneByOne) {
  for (std::size_t size = 0; size <= 260; ++size) {
    check({random_text(size), random_text(size + 1), random_text(size), random_text(size + 33)});
  }
}

TEST_P(Sha256Many, EveryNumberOfTexts_MatchesOneByOne) {
  for (std::size_t count = 0; count <= 9; ++count) {
    std::vector<Bytes> texts;
    for (std::size_t i = 0; i < count; ++i) texts.push_back(random_text(random_.uniform(3000)));
    check(texts);
  }
}

INSTANTIATE_TEST_SUITE_P(All, Sha256Many, testing::Values(&openssl_sha256(), nullptr),
                         [](const testing::TestParamInfo<const Sha256Kernel*>& tested) {
                           return std::string(tested.index == 0 ? "OpenSsl" : "Best");
                         });

}  // namespace
}  // namespace strata::crypto
