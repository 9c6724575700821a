// Padding that hides the length of a message, in two ways.
#include "packet/padding.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace strata::mtproto::packet {
namespace {

constexpr std::size_t block = 16;
// Random padding adds up to 240 bytes: sixteen choices, sixteen bytes apart.
constexpr std::uint64_t random_choices = 16;

constexpr std::array<std::size_t, 9> buckets = {64, 128, 192, 256, 384, 512, 768, 1024, 1280};
constexpr std::size_t bucket_step = 448;

constexpr std::size_t round_up(std::size_t size, std::size_t step) {
  return (size + step - 1) / step * step;
}

/// The smallest bucket that holds `least` bytes.
std::size_t bucket_for(std::size_t least) {
  const auto bucket = std::ranges::lower_bound(buckets, least);
  if (bucket != buckets.end()) return *bucket;
  return buckets.back() + round_up(least - buckets.back(), bucket_step);
}

}  // namespace

std::size_t padding_for(std::size_t size, Padding policy, crypto::RandomSource& random) {
  const std::size_t least = round_up(size + min_padding, block);
  if (policy == Padding::random) return least - size + block * random.uniform(random_choices);
  return bucket_for(least) - size;
}

}  // namespace strata::mtproto::packet
