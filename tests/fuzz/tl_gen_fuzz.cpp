// Fuzzes the generator: any schema gives either files or problems, the same ones every time.
#include "strata/tl_gen/generate.hpp"
#include "strata/tl_parser/parse.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

// Stops libFuzzer at the input that broke the rule.
void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  const auto parsed = strata::tl_parser::parse(text);
  const strata::tl_gen::Options options{.layer = parsed.layer};
  const auto first = strata::tl_gen::generate(parsed.definitions, options);
  require(first.files.files().empty() != first.problems.empty());
  for (const auto& problem : first.problems) require(!problem.message.empty());
  for (const auto& [path, content] : first.files.files()) {
    require(path.find("..") == std::string::npos && path.front() != '/');
    require(!content.empty());
  }
  const auto again = strata::tl_gen::generate(parsed.definitions, options);
  require(again.files.files() == first.files.files());
  return 0;
}
