// Numbers and bytes that look random and are the same in every run with the same seed.
#include "strata/datacenter/world/seed.hpp"

#include <openssl/sha.h>

#include <algorithm>

namespace strata::datacenter {

Bytes Seed::bytes(std::string_view purpose, std::initializer_list<std::int64_t> numbers,
                  std::size_t count) const {
  Bytes input(sizeof seed_ + sizeof(std::uint64_t));
  store_le(input.data(), seed_);
  append(input, as_bytes(purpose));
  for (const std::int64_t number : numbers) {
    input.resize(input.size() + sizeof number);
    store_le(input.data() + input.size() - sizeof number, number);
  }
  Bytes out;
  out.reserve(count + SHA256_DIGEST_LENGTH);
  for (std::uint64_t block = 0; out.size() < count; ++block) {
    store_le(input.data() + sizeof seed_, block);
    std::array<std::uint8_t, SHA256_DIGEST_LENGTH> digest;
    SHA256(input.data(), input.size(), digest.data());
    append(out, digest);
  }
  out.resize(count);
  return out;
}

std::int64_t Seed::number(std::string_view purpose,
                          std::initializer_list<std::int64_t> numbers) const {
  const Bytes drawn = bytes(purpose, numbers, sizeof(std::uint64_t));
  const auto positive = load_le<std::uint64_t>(drawn.data()) >> 1U;
  return static_cast<std::int64_t>(std::max<std::uint64_t>(positive, 1));
}

std::string Seed::text(std::string_view purpose, std::initializer_list<std::int64_t> numbers,
                       std::size_t digits) const {
  std::string text = to_hex(bytes(purpose, numbers, (digits + 1) / 2));
  text.resize(digits);
  return text;
}

}  // namespace strata::datacenter
