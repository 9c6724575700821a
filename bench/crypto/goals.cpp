// What this library has to reach, as ratios of rows of one run.
#include "crypto/bounds.hpp"
#include "crypto/summary.hpp"

#include <array>
#include <cstdio>
#include <ostream>

namespace strata::bench {
namespace {

enum class Wanted { at_least, at_most };

struct Goal {
  std::string what;
  Wanted wanted;
  double limit;
  std::optional<double> reached;
};

// How much of the bound a row reaches.
std::optional<double> of_bound(const Results& results, const std::string& name) {
  const Row* const row = results.find(name);
  if (row == nullptr) return std::nullopt;
  const std::optional<double> bound = bound_of(results, *row);
  return bound ? std::optional(*bound / row->nanoseconds) : std::nullopt;
}

// How many times faster `count` messages of row `many` are than one after the other.
std::optional<double> gain(const Results& results, const std::string& one, const std::string& many,
                           double count) {
  const std::optional<double> ratio = results.ratio(one, many);
  return ratio ? std::optional(*ratio * count) : std::nullopt;
}

std::optional<double> counter_ratio(const Results& results, const std::string& a,
                                    const std::string& a_counter, const std::string& b,
                                    const std::string& b_counter) {
  const Row* const above = results.find(a);
  const Row* const below = results.find(b);
  if (above == nullptr || below == nullptr) return std::nullopt;
  return above->counters.at(a_counter) / below->counters.at(b_counter);
}

std::string bytes(int size) { return "/" + std::to_string(size); }

void add_cipher_goals(const Results& results, std::vector<Goal>& goals) {
  for (const std::string direction : {"encrypt", "decrypt"}) {
    for (const int size : {16384, 524288, 1048576}) {
      goals.push_back({"IGE " + direction + " of " + std::to_string(size) +
                           " bytes, share of 14 x aesenc latency",
                       Wanted::at_least, 0.97,
                       of_bound(results, "ige_" + direction + "/strata" + bytes(size))});
    }
  }
  std::optional<double> one_shot = of_bound(results, "ige_one_shot_encrypt/strata/64");
  if (one_shot) one_shot = 1 / *one_shot;
  goals.push_back({"IGE encrypt of 64 bytes with its key schedule, against the latencies of both",
                   Wanted::at_most, 1.15, one_shot});
  for (const std::string direction : {"encrypt", "decrypt"}) {
    const std::string rows = "ige_messages_" + direction + "/";
    const std::string size = bytes(16384);
    goals.push_back({"4 messages " + direction + "ed at once, against one stream", Wanted::at_least,
                     3.6,
                     gain(results, rows + "strata_1" + size, rows + "strata_aes-ni_4" + size, 4)});
    goals.push_back({"8 messages " + direction + "ed at once with VAES, against one stream",
                     Wanted::at_least, 6,
                     gain(results, rows + "strata_1" + size, rows + "strata_vaes_8" + size, 8)});
  }
}

void add_message_goals(const Results& results, std::vector<Goal>& goals) {
  for (const int size : {16384, 524288, 1048576}) {
    goals.push_back(
        {"reading a message of " + std::to_string(size) + " bytes, against IGE alone",
         Wanted::at_most, 1.05,
         results.ratio("message_read/strata" + bytes(size), "ige_decrypt/strata" + bytes(size))});
  }
  for (const int size : {64, 1024, 16384, 524288}) {
    goals.push_back(
        {"writing 8 messages of " + std::to_string(size) + " bytes at once, against one by one",
         Wanted::at_least, 1.4,
         gain(results, "message_write/strata" + bytes(size), "message_write/strata_8" + bytes(size),
              8)});
  }
  goals.push_back({"key derivation, against two EVP digests with a kept context", Wanted::at_most,
                   0.8, results.ratio("message_keys/strata", "message_keys/openssl_evp")});
}

void add_other_goals(const Results& results, std::vector<Goal>& goals) {
  goals.push_back(
      {"pq, median over 1000 numbers, against a textbook rho", Wanted::at_most, 0.1,
       counter_ratio(results, "pq/strata", "median_us", "pq/textbook_floyd", "median_us")});
  goals.push_back({"pq, 99th percentile against the median", Wanted::at_most, 5,
                   counter_ratio(results, "pq/strata", "p99_us", "pq/strata", "median_us")});
  goals.push_back({"PBKDF2-HMAC-SHA512, against EVP", Wanted::at_most, 0.65,
                   results.ratio("pbkdf2_100000/strata", "pbkdf2_100000/openssl")});
  for (const int size : {64, 1024, 16384, 1048576}) {
    goals.push_back({"CRC-32 of " + std::to_string(size) + " bytes, times zlib's speed",
                     Wanted::at_least, 2,
                     results.ratio("crc32/zlib" + bytes(size), "crc32/strata" + bytes(size))});
  }
}

}  // namespace

bool print_goals(const Results& results, std::ostream& out) {
  std::vector<Goal> goals;
  add_cipher_goals(results, goals);
  add_message_goals(results, goals);
  add_other_goals(results, goals);
  bool all = true;
  for (const Goal& goal : goals) {
    if (!goal.reached) continue;  // its rows were filtered out, or this processor lacks them
    const bool least = goal.wanted == Wanted::at_least;
    const bool ok = least ? *goal.reached >= goal.limit : *goal.reached <= goal.limit;
    all = all && ok;
    std::array<char, 200> line;
    std::snprintf(line.data(), line.size(), "%-6s %6.3f  wanted %s %-5g  %s\n",
                  ok ? "ok" : "MISSED", *goal.reached, least ? ">=" : "<=", goal.limit,
                  goal.what.c_str());
    out << line.data();
  }
  return all;
}

}  // namespace strata::bench
