// Fuzzes the schema parser: any text gives sane diagnostics, and what was understood prints as text
// that means the same.
#include "strata/tl_parser/parse.hpp"
#include "strata/tl_parser/print.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

namespace tl_parser = strata::tl_parser;

// Stops libFuzzer at the input that broke the rule.
void require(bool holds) {
  if (!holds) std::abort();
}

void check(const tl_parser::Diagnostic& diagnostic) {
  require(diagnostic.line >= 1 && diagnostic.column >= 1);
  require(tl_parser::to_string(diagnostic.kind) != "unknown");
  require(!diagnostic.message.empty() && diagnostic.message.size() < 1000);
  for (const char c : diagnostic.message) require(c >= ' ' && c <= '~');
}

void check_round_trip(const tl_parser::ParseOutcome& outcome) {
  const std::string printed = tl_parser::print(outcome.definitions, outcome.layer);
  const tl_parser::ParseOutcome again = tl_parser::parse(printed);
  require(again.diagnostics.empty());
  require(again.definitions == outcome.definitions);
  require(again.layer == outcome.layer);
  require(tl_parser::print(again.definitions, again.layer) == printed);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  const tl_parser::ParseOutcome outcome = tl_parser::parse(text);
  for (const tl_parser::Diagnostic& diagnostic : outcome.diagnostics) check(diagnostic);
  for (const tl_parser::Definition& definition : outcome.definitions) {
    require(definition.id_written || definition.id == tl_parser::canonical_id(definition));
  }
  check_round_trip(outcome);
  require(tl_parser::parse_strict(text, "input").has_value() == outcome.diagnostics.empty());
  return 0;
}
