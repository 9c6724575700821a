// A consumer of tl-gen: a small schema to sources in memory.
#include <strata/tl_gen/generate.hpp>
#include <strata/tl_parser/parse.hpp>

int main() {
  const auto parsed = strata::tl_parser::parse("point x:int y:int = Point;\n");
  strata::tl_gen::Options options;
  options.cpp_namespace = "shapes";
  options.include_prefix = "shapes";
  const auto generated = strata::tl_gen::generate(parsed.definitions, options);
  return generated.problems.empty() ? 0 : 1;
}
