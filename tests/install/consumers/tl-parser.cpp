// Uses strata::tl-parser alone: a schema to definitions and back.
#include "strata/tl_parser/parse.hpp"
#include "strata/tl_parser/print.hpp"

int main() {
  const auto schema =
      strata::tl_parser::parse_strict("// LAYER 1\nboolTrue#997275b5 = Bool;", "text");
  if (!schema || schema->layer != 1 || schema->definitions.size() != 1) return 1;
  const strata::tl_parser::Definition& definition = schema->definitions.front();
  return strata::tl_parser::canonical_id(definition) == definition.id &&
                 strata::tl_parser::print(definition) == "boolTrue#997275b5 = Bool;"
             ? 0
             : 1;
}
