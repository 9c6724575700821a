// Tests of the AES modes by published vectors.
#include "crypto/aes.hpp"

#include "crypto/random.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace strata::datacenter {
namespace {

template <std::size_t Size>
std::array<std::uint8_t, Size> counting() {
  std::array<std::uint8_t, Size> bytes;
  std::iota(bytes.begin(), bytes.end(), std::uint8_t{0});
  return bytes;
}

TEST(Ige, EncryptsAndDecryptsVectors) {
  // V-103 and V-104.
  auto data = counting<32>();
  ige_encrypt(data, counting<32>(), counting<32>());
  EXPECT_EQ(to_hex(data), "e28112a53e5c89c7b1ea8071c133699fd4e86b26c4bac9fc5af1ab8ce27a44a4");
  data = counting<32>();
  ige_decrypt(data, counting<32>(), counting<32>());
  EXPECT_EQ(to_hex(data), "e5777afacd7b2c16f7ac40cae61ef603fee6098fb8a8860ab9ee672cd7e5bacc");
}

TEST(CtrStream, ContinuesAcrossPieces) {
  auto whole = counting<64>();
  auto pieces = counting<64>();
  CtrStream(counting<32>(), counting<16>()).apply(whole);
  CtrStream stream(counting<32>(), counting<16>());
  stream.apply(MutableBytes(pieces).first(5));
  stream.apply(MutableBytes(pieces).subspan(5, 30));
  stream.apply(MutableBytes(pieces).subspan(35));
  EXPECT_EQ(whole, pieces);
}

TEST(Random, IsRepeatableBySeed) {
  const auto first = make_random(7)->bytes(100);
  EXPECT_EQ(first, make_random(7)->bytes(100));
  EXPECT_NE(first, make_random(8)->bytes(100));
  EXPECT_NE(make_random({})->bytes(100), make_random({})->bytes(100));
}

}  // namespace
}  // namespace strata::datacenter
