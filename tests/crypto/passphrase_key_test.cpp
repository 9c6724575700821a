// Keys from passphrases: the published vectors, the bounds, and what a seal refuses.
#include "strata/crypto/passphrase_key.hpp"

#include "strata/crypto/errors.hpp"

#include <gtest/gtest.h>
#include <sodium.h>

namespace strata::crypto {
namespace {

constexpr PassphraseCost quick{.passes = 1, .memory_kib = min_passphrase_memory_kib};
constexpr PassphraseKey::Salt salt{1, 2, 3};
constexpr PassphraseKey::Nonce nonce{4, 5, 6};

PassphraseKey key_of(std::string_view passphrase, PassphraseKey::Salt with = salt,
                     PassphraseCost cost = quick) {
  return std::move(PassphraseKey::derive(as_bytes(passphrase), with, cost)).value();
}

Bytes sealed(const PassphraseKey& key, std::string_view text, std::string_view context = "") {
  Bytes out(text.size() + PassphraseKey::tag_size);
  key.seal(nonce, as_bytes(context), as_bytes(text), out);
  return out;
}

std::optional<std::string> opened(const PassphraseKey& key, const Bytes& from,
                                  std::string_view context = "") {
  std::string out(from.size() - PassphraseKey::tag_size, 'x');
  const MutableBytes into(reinterpret_cast<std::uint8_t*>(out.data()), out.size());
  if (!key.open(nonce, as_bytes(context), from, into)) {
    EXPECT_EQ(out, std::string(out.size(), '\0'));
    return std::nullopt;
  }
  return out;
}

// The construction again from its parts, as the drafts describe it.
TEST(PassphraseKey, SealsLikeTheParts_A81) {
  const std::string_view passphrase = "correct horse";
  std::array<std::uint8_t, 32> raw{};
  ASSERT_EQ(
      crypto_pwhash_argon2id(raw.data(), raw.size(), passphrase.data(), passphrase.size(),
                             salt.data(), 2, 32 * 1024, crypto_pwhash_argon2id_ALG_ARGON2ID13),
      0);
  // XChaCha20: a subkey from the first 16 bytes of the nonce, then ChaCha20-Poly1305 (IETF).
  std::array<std::uint8_t, 32> subkey{};
  ASSERT_EQ(crypto_core_hchacha20(subkey.data(), nonce.data(), raw.data(), nullptr), 0);
  std::array<std::uint8_t, 12> inner{};
  std::copy(nonce.begin() + 16, nonce.end(), inner.begin() + 4);
  Bytes expected(5 + PassphraseKey::tag_size);
  crypto_aead_chacha20poly1305_ietf_encrypt(expected.data(), nullptr, as_bytes("hello").data(), 5,
                                            as_bytes("head").data(), 4, nullptr, inner.data(),
                                            subkey.data());

  const PassphraseKey key = key_of(passphrase, salt, {.passes = 2, .memory_kib = 32});
  EXPECT_EQ(sealed(key, "hello", "head"), expected);
}

TEST(PassphraseKey, OpensWhatItSealed) {
  const PassphraseKey key = key_of("correct horse");
  EXPECT_EQ(opened(key, sealed(key, "hello", "head"), "head"), "hello");
  EXPECT_EQ(opened(key, sealed(key, "")), "");
}

TEST(PassphraseKey, EveryFlippedBit_DoesNotOpen) {
  const PassphraseKey key = key_of("correct horse");
  const Bytes good = sealed(key, "hello");
  for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
    Bytes bad = good;
    bad[bit / 8] = static_cast<std::uint8_t>(bad[bit / 8] ^ (1U << bit % 8));
    EXPECT_EQ(opened(key, bad), std::nullopt) << bit;
  }
}

TEST(PassphraseKey, OtherPassphraseSaltCostOrContext_DoesNotOpen) {
  const Bytes good = sealed(key_of("correct horse"), "hello", "head");
  EXPECT_EQ(opened(key_of("correct hors"), good, "head"), std::nullopt);
  EXPECT_EQ(opened(key_of("correct horse", {9}), good, "head"), std::nullopt);
  EXPECT_EQ(opened(key_of("correct horse", salt, {.passes = 2, .memory_kib = 8}), good, "head"),
            std::nullopt);
  EXPECT_EQ(opened(key_of("correct horse"), good, "heap"), std::nullopt);
}

TEST(PassphraseKey, CostsAndLengthsOutOfBounds_AreRefusedBeforeAnyWork) {
  const auto code = [](std::size_t size, PassphraseCost cost) {
    const Bytes passphrase(size, 'a');
    const auto key = PassphraseKey::derive(passphrase, salt, cost);
    return key ? std::error_code() : key.error().code();
  };
  EXPECT_EQ(code(0, quick), Errc::bad_length);
  EXPECT_EQ(code(max_passphrase_size + 1, quick), Errc::bad_length);
  EXPECT_EQ(code(max_passphrase_size, quick), std::error_code());
  EXPECT_EQ(code(1, {.passes = 0, .memory_kib = 8}), Errc::work_limit);
  EXPECT_EQ(code(1, {.passes = max_passphrase_passes + 1, .memory_kib = 8}), Errc::work_limit);
  EXPECT_EQ(code(1, {.passes = 1, .memory_kib = 7}), Errc::work_limit);
  EXPECT_EQ(code(1, {.passes = 1, .memory_kib = max_passphrase_memory_kib + 1}), Errc::work_limit);
  EXPECT_EQ(code(1, {.passes = 0xffff'ffff, .memory_kib = 0xffff'ffff}), Errc::work_limit);
}

}  // namespace
}  // namespace strata::crypto
