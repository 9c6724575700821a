// Bounds of rows over streams and messages.
#include "crypto/bounds.hpp"

#include <cstdlib>

namespace strata::bench {
namespace {

constexpr double imul_cycles = 64 * 3;

bool starts_with(const Row& row, const char* prefix) { return row.name.rfind(prefix, 0) == 0; }

// Blocks of SHA-256 over `bytes` and the padding.
double hash_blocks(double bytes) {
  return static_cast<double>((static_cast<std::int64_t>(bytes) + 8) / 64 + 1);
}

}  // namespace

std::optional<double> clock_of(const Results& results) {
  const std::optional<double> chain = results.time("bound/64_imul");
  return chain ? std::optional(imul_cycles / *chain) : std::nullopt;
}

std::optional<double> bound_of(const Results& results, const Row& row) {
  const std::optional<double> block = results.time("bound/14_aesenc");
  const std::optional<double> schedule = results.time("bound/13_round_keys");
  const std::optional<double> sha = results.time("bound/32_sha256rnds2");
  if (!block || !schedule || !sha) return std::nullopt;
  const std::string size = row.part(2);
  const double bytes = size.empty() ? 0 : std::strtod(size.c_str(), nullptr);
  const double ige = bytes / 16 * *block;
  if (starts_with(row, "aes_key_schedule/")) return *schedule;
  if (starts_with(row, "ige_encrypt/") || starts_with(row, "ige_decrypt/")) return ige;
  if (starts_with(row, "ige_one_shot_")) return *schedule + ige;
  if (starts_with(row, "ige_messages_")) return *schedule + ige;  // of one of them
  if (starts_with(row, "sha256/")) return hash_blocks(bytes) * *sha;
  if (starts_with(row, "message_keys/")) return *sha;
  // One packet: derivation and schedule, then decryption, beside which the hash is computed …
  if (starts_with(row, "message_read/")) return *sha + *schedule + ige;
  // … or the hash first, since it says what the packet is encrypted with.
  if (starts_with(row, "message_write/")) {
    return hash_blocks(32 + bytes) * *sha + *sha + *schedule + ige;
  }
  return std::nullopt;
}

}  // namespace strata::bench
