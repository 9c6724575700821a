// Tells libFuzzer how to change JSON: mostly by whole tokens, so that it stays JSON.
#include "tl/damage.hpp"
#include "tl/mutate_input.hpp"

#include "strata/tl/json.hpp"

#include <algorithm>
#include <string>
#include <vector>

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
  return fuzzing::mutate_input(data, size, limit, seed, [seed](std::uint8_t* input) {
    const fuzzing::Subject subject = fuzzing::subject_of(input);
    if ((input[0] & 4U) == 0) return fuzzing::damaged_value(subject, seed);
    const std::string text = fuzzing::damaged_json(subject, seed);
    return strata::Bytes(text.begin(), text.end());
  });
}
