// Tells libFuzzer how to change JSON: mostly by whole tokens, so that it stays JSON.
#include "tl/damage.hpp"

#include "strata/tl/json.hpp"

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

extern "C" {
std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t limit);
std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t limit,
                                    unsigned seed);
}

namespace strata::tl::fuzzing {
namespace {

std::string random_json(const Subject& subject, std::uint64_t seed) {
  Arena arena;
  return detail::print_json(subject.schema, subject.shape, random_value(subject, seed, arena), {});
}

/// Texts, numbers and words as one token each, everything else as one per character.
std::vector<std::string> tokens_of(const std::string& text) {
  std::vector<std::string> tokens;
  constexpr std::string_view ends = "{}[],:\"";
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i + 1;
    if (text[i] == '"') {
      while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
      end = std::min(end + 1, text.size());
    } else if (ends.find(text[i]) == std::string_view::npos) {
      while (end < text.size() && ends.find(text[end]) == std::string_view::npos) ++end;
    }
    tokens.push_back(text.substr(i, end - i));
    i = end;
  }
  return tokens;
}

std::string damaged_json(const Subject& subject, std::uint64_t seed) {
  std::vector<std::string> tokens = tokens_of(random_json(subject, seed));
  RandomInstances& random = random_instances(subject.schema);
  constexpr std::string_view strangers[] = {"null",
                                            "true",
                                            "false",
                                            "0",
                                            "-1",
                                            "1e400",
                                            "2147483648",
                                            "1.5",
                                            "\"\"",
                                            "{}",
                                            "[]",
                                            "\"A\"",
                                            "\"AAAA\"",
                                            "[[[[",
                                            "\"_\"",
                                            "\"NaN\"",
                                            "\"-9223372036854775808\"",
                                            "\"\\u0000\"",
                                            "\"\\ud800\"",
                                            ":",
                                            ",",
                                            "\"base64\"",
                                            "{\"_\":\"#12345678\",\"bytes\":\"eFY0Eg==\"}"};
  for (std::uint64_t faults = random.below(8) % 5; faults > 0 && !tokens.empty(); --faults) {
    const auto at = static_cast<std::ptrdiff_t>(random.below(tokens.size()));
    const auto other = static_cast<std::ptrdiff_t>(random.below(tokens.size()));
    switch (random.below(4)) {
      case 0:
        tokens[static_cast<std::size_t>(at)] = strangers[random.below(std::size(strangers))];
        break;
      case 1:
        std::swap(tokens[static_cast<std::size_t>(at)], tokens[static_cast<std::size_t>(other)]);
        break;
      case 2:
        tokens.erase(tokens.begin() + at);
        break;
      default: {
        const std::vector<std::string> part(tokens.begin() + std::min(at, other),
                                            tokens.begin() + std::max(at, other));
        tokens.insert(tokens.begin() + at, part.begin(), part.end());
      }
    }
  }
  std::string text;
  for (const std::string& token : tokens) text += token;
  return text;
}

}  // namespace
}  // namespace strata::tl::fuzzing

std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t limit,
                                    unsigned seed) {
  namespace fuzzing = strata::tl::fuzzing;
  if (limit <= fuzzing::head_size) return LLVMFuzzerMutate(data, size, limit);
  if (size < fuzzing::head_size) {
    std::memset(data + size, 0, fuzzing::head_size - size);
    size = fuzzing::head_size;
  }
  if (seed % 16 == 0) {
    data[0] = static_cast<std::uint8_t>(seed >> 8U);
    data[1] = static_cast<std::uint8_t>(seed >> 16U);
    data[2] = static_cast<std::uint8_t>(seed >> 24U);
  }
  if (seed % 4 != 0) {
    return fuzzing::head_size + LLVMFuzzerMutate(data + fuzzing::head_size,
                                                 size - fuzzing::head_size,
                                                 limit - fuzzing::head_size);
  }
  const fuzzing::Subject subject = fuzzing::subject_of(data);
  strata::Bytes made;
  if ((data[0] & 4U) == 0) {
    made = fuzzing::damaged_value(subject, seed);
  } else {
    const std::string text = fuzzing::damaged_json(subject, seed);
    made.assign(text.begin(), text.end());
  }
  const std::size_t count = std::min(made.size(), limit - fuzzing::head_size);
  if (count != 0) std::memcpy(data + fuzzing::head_size, made.data(), count);
  return fuzzing::head_size + count;
}
