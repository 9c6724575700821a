// The example of tl-parser/README.md, compiled and run.
#include <gtest/gtest.h>

#include <sstream>

// [example]
#include <ostream>
#include <strata/tl_parser/parse.hpp>
#include <strata/tl_parser/print.hpp>
#include <string_view>

namespace tl_parser = strata::tl_parser;

// Prints the functions of a schema in their canonical form, or what is wrong with it.
int list_functions(std::string_view text, std::ostream& out) {
  const tl_parser::ParseOutcome schema = tl_parser::parse(text);
  for (const tl_parser::Diagnostic& diagnostic : schema.diagnostics) {
    out << tl_parser::format(diagnostic, "schema.tl") << '\n';
  }
  for (const tl_parser::Definition& definition : schema.definitions) {
    if (definition.category == tl_parser::Category::functions) {
      out << tl_parser::print(definition) << '\n';
    }
  }
  return schema.diagnostics.empty() ? 0 : 1;
}
// [/example]

namespace {

TEST(Readme, ExampleListsFunctions) {
  std::ostringstream out;
  EXPECT_EQ(list_functions("a#1 = A;\n---functions---\nb#2 x:int = A;", out), 0);
  EXPECT_EQ(out.str(), "b#00000002 x:int = A;\n");
}

TEST(Readme, ExampleShowsFaults) {
  std::ostringstream out;
  EXPECT_EQ(list_functions("user#d23c81a3 name:flags.0?string = User;", out), 1);
  EXPECT_EQ(out.str(),
            "schema.tl:1:20: error: no flags word 'flags' stands before this field; write flags:# "
            "in front of it [missing-flag-definition]\n");
}

}  // namespace
