// strata-tl-gen: generates C++ sources from a .tl file, and compares two .tl files.
#include "commands.hpp"

#include <iostream>
#include <string_view>

namespace {

namespace program = strata::tl_gen::program;

constexpr std::string_view usage =
    R"(Usage: strata-tl-gen generate SCHEMA.tl --output FOLDER
           [--namespace strata::tl] [--include-prefix strata/tl] [--namespaces auth,messages]
           [--hot NAMES] [--decodable-functions] [--no-field-names] [--no-name-for-id]
           [--no-from-type] [--no-from-enum]
       strata-tl-gen diff OLD.tl NEW.tl [--sources FILE-OR-FOLDER]...

generate writes FOLDER/include/<prefix>/*.hpp, FOLDER/src/tables.cpp and FOLDER/src/hot.cpp. Files
that have their text already are not touched.
  --namespaces           keep the functions of these namespaces and those without one, and all
                         types that they need; everything without this option
  --hot                  a file with lines "decode NAME" and "encode NAME": these constructors and
                         functions get code of their own instead of table rows only
  --decodable-functions  functions can be decoded, as servers need it
  --no-field-names       no names of fields for printing, JSON and errors
  --no-name-for-id       no name_for_id.hpp
  --no-from-type         a struct turns into its boxed type only where that is written out
  --no-from-enum         a boxed type is told apart by visit() only
Exit codes: 0 done, 1 a fault in the schema or with a file, 2 wrong usage.

diff prints the constructors and functions that were added (+), removed (-) and changed (~), with
their fields, and which of the C++ sources mention their generated names.
Exit codes: 0 no difference, 1 differences, 2 wrong usage or trouble with a file.
)";

}  // namespace

int main(int count, char** values) {
  const std::vector<std::string> words(values + 1, values + count);
  std::optional<int> code;
  if (!words.empty()) {
    const std::vector<std::string> rest(words.begin() + 1, words.end());
    if (words[0] == "generate") code = program::run_generate(rest);
    if (words[0] == "diff") code = program::run_diff(rest);
    if (words[0] == "--help") {
      std::cout << usage;
      return 0;
    }
  }
  if (!code) std::cerr << usage;
  return code.value_or(2);
}
