// What is generated from a schema, and which schemas are refused.
#include "strata/tl_gen/generate.hpp"

#include "strata/tl_parser/parse.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace strata::tl_gen {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

Generated generated(std::string_view schema, Options options = {}) {
  const tl_parser::ParseOutcome parsed = tl_parser::parse(schema);
  EXPECT_THAT(parsed.diagnostics, IsEmpty());
  options.layer = parsed.layer;
  return generate(parsed.definitions, options);
}

std::string file(const Generated& result, const std::string& path) {
  const auto found = result.files.files().find(path);
  if (found == result.files.files().end()) {
    ADD_FAILURE() << path << " is missing";
    return {};
  }
  return found->second;
}

std::string only_problem(std::string_view schema) {
  const Generated result = generated(schema);
  EXPECT_THAT(result.files.files(), IsEmpty());
  if (result.problems.size() != 1) {
    ADD_FAILURE() << result.problems.size() << " problems";
    return {};
  }
  return result.problems[0].message;
}

constexpr std::string_view small_schema = R"(// LAYER 7
boolFalse#bc799737 = Bool;
boolTrue#997275b5 = Bool;
vector#1cb5c415 {t:Type} # [ t ] = Vector t;
peerUser#59511722 user_id:long = Peer;
peerNone#00000001 = Peer;
auth.note#00000002 flags:# loud:flags.0?true default:flags.1?string peers:Vector<Peer> = auth.Note;
---functions---
auth.getNotes#00000003 {X:Type} peer:Peer query:!X = Vector<auth.Note>;
)";

TEST(Generate, Constructor_BecomesAStructWithItsLineAndPage) {
  const std::string text = file(generated(small_schema), "include/strata/tl/types/peer.hpp");
  EXPECT_THAT(text, HasSubstr("namespace strata::tl::types {\n"));
  EXPECT_THAT(text, HasSubstr("/// `peerUser#59511722 user_id:long = Peer;`\n"
                              "/// https://core.telegram.org/constructor/peerUser\n"
                              "struct PeerUser {\n"
                              "  using Type = enums::Peer;\n"
                              "  static constexpr std::uint32_t ID = 0x59511722;\n"
                              "  static constexpr std::uint16_t INDEX = 2;\n"
                              "\n"
                              "  std::int64_t user_id = 0;\n"
                              "};\n"));
}

TEST(Generate, ConditionalFields_AreBoolsAndOptionalsAndNoFlagsWordIsStored) {
  const std::string text = file(generated(small_schema), "include/strata/tl/types/auth/note.hpp");
  EXPECT_THAT(text, HasSubstr("namespace strata::tl::types::auth {\n"));
  EXPECT_THAT(text, HasSubstr("  bool loud = false;\n"
                              "  ::strata::tl::Optional<std::string_view> default_ = {};\n"
                              "  std::span<const enums::Peer> peers = {};\n"));
  EXPECT_THAT(text, Not(HasSubstr("  std::uint32_t flags")));
}

TEST(Generate, Function_KnowsItsResult) {
  const std::string text =
      file(generated(small_schema), "include/strata/tl/functions/auth/get_notes.hpp");
  EXPECT_THAT(text, HasSubstr("struct GetNotes {\n"
                              "  using Result = std::span<const enums::auth::Note>;\n"));
  EXPECT_THAT(text, HasSubstr("  ::strata::tl::AnyFunction query = {};\n"));
  EXPECT_THAT(text, HasSubstr("https://core.telegram.org/method/auth.getNotes"));
}

TEST(Generate, Layer_IsGeneratedWhenTheSchemaNamesIt) {
  EXPECT_THAT(file(generated(small_schema), "include/strata/tl/layer.hpp"),
              HasSubstr("LAYER = 7;"));
  const Generated without = generated("a#00000001 = A;");
  EXPECT_FALSE(without.files.files().contains("include/strata/tl/layer.hpp"));
}

TEST(Generate, BuiltInTypes_AreNotGenerated) {
  const Generated result = generated(small_schema);
  EXPECT_FALSE(result.files.files().contains("include/strata/tl/types/bool.hpp"));
  EXPECT_FALSE(result.files.files().contains("include/strata/tl/types/vector.hpp"));
}

TEST(Generate, NamespaceAndPrefix_AreThoseOfTheOptions) {
  const Generated result =
      generated(small_schema, {.cpp_namespace = "my::schema", .include_prefix = "my/schema"});
  const std::string text = file(result, "include/my/schema/types/peer.hpp");
  EXPECT_THAT(text, HasSubstr("#include \"my/schema/fwd.hpp\""));
  EXPECT_THAT(text, HasSubstr("namespace my::schema::types {"));
  EXPECT_THAT(text, HasSubstr("struct strata::tl::Constructors<my::schema::tags::Peer>"));
}

TEST(Generate, Order_OfTheSchemaDoesNotMatter) {
  const tl_parser::ParseOutcome parsed = tl_parser::parse(small_schema);
  std::vector<tl_parser::Definition> reversed(parsed.definitions.rbegin(),
                                              parsed.definitions.rend());
  EXPECT_EQ(generate(parsed.definitions, {}).files.files(), generate(reversed, {}).files.files());
}

TEST(Generate, FieldNames_CanBeLeftOut) {
  EXPECT_THAT(file(generated(small_schema), "src/tables.cpp"), HasSubstr("\"user_id\\0\""));
  EXPECT_THAT(file(generated(small_schema, {.field_names = false}), "src/tables.cpp"),
              Not(HasSubstr("\"user_id\\0\"")));
}

TEST(Generate, Functions_AreFoundByTheirIdOnlyWhenTheyAreToBeDecoded) {
  EXPECT_THAT(file(generated(small_schema), "include/strata/tl/fwd.hpp"),
              HasSubstr("DECODABLE_FUNCTIONS = false;"));
  const Generated with = generated(small_schema, {.decodable_functions = true});
  EXPECT_THAT(file(with, "include/strata/tl/fwd.hpp"), HasSubstr("DECODABLE_FUNCTIONS = true;"));
  EXPECT_NE(file(with, "src/tables.cpp"), file(generated(small_schema), "src/tables.cpp"));
}

// A build system that knows this header only must see that another one changed.
TEST(Generate, ForwardHeader_ChangesWithAnyOtherFile) {
  const std::string path = "include/strata/tl/fwd.hpp";
  const std::string before = file(generated("a#00000001 x:int = A;"), path);
  EXPECT_EQ(file(generated("a#00000001 x:int = A;"), path), before);
  EXPECT_NE(file(generated("a#00000001 x:long = A;"), path), before);
  EXPECT_NE(file(generated("a#00000001 x:int = A;", {.field_names = false}), path), before);
}

TEST(Generate, NameForId_CanBeLeftOut) {
  const std::string path = "include/strata/tl/name_for_id.hpp";
  EXPECT_TRUE(generated(small_schema).files.files().contains(path));
  EXPECT_FALSE(generated(small_schema, {.name_for_id = false}).files.files().contains(path));
}

TEST(Generate, Conversions_CanBeLeftOut) {
  const std::string path = "include/strata/tl/fwd.hpp";
  EXPECT_THAT(file(generated(small_schema), path), Not(HasSubstr("EXPLICIT_BOXES")));
  EXPECT_THAT(file(generated(small_schema), path), Not(HasSubstr("ONLY_VISIT")));
  EXPECT_THAT(file(generated(small_schema, {.from_type = false}), path),
              HasSubstr("EXPLICIT_BOXES = true;"));
  EXPECT_THAT(file(generated(small_schema, {.from_enum = false}), path),
              HasSubstr("ONLY_VISIT = true;"));
}

TEST(Generate, HotNames_GetUnrolledFunctionsInTheirDirection) {
  const Generated without = generated(small_schema);
  EXPECT_EQ(file(without, "src/hot.cpp"),
            "// Made by strata-tl-gen from api.tl: nothing is unrolled.\n");
  EXPECT_THAT(file(without, "src/tables.cpp"), Not(HasSubstr("hot_functions")));

  const Generated with =
      generated(small_schema, {.hot_decode = {"auth.note", "none"}, .hot_encode = {"peerUser"}});
  const std::string text = file(with, "src/hot.cpp");
  EXPECT_THAT(text, HasSubstr("{decode_2, nullptr},\n"));
  EXPECT_THAT(text, HasSubstr("{nullptr, encode_1},\n"));
  EXPECT_THAT(text, HasSubstr("  v.loud = ((flags0 >> 0U) & 1U) != 0;\n"));
  EXPECT_THAT(text, HasSubstr("  store_le(at + 0, v.user_id);\n"));
  EXPECT_THAT(file(with, "src/tables.cpp"), HasSubstr(".hot_functions = "));
}

TEST(Generate, BareConstructor_StandsInTheStructByValue) {
  const Generated result = generated(
      "leaf#00000001 n:int = Leaf;\n"
      "tree#00000002 one:leaf two:%Leaf many:vector<leaf> = Tree;\n");
  const std::string text = file(result, "include/strata/tl/types/tree.hpp");
  EXPECT_THAT(text, HasSubstr("#include \"strata/tl/types/leaf.hpp\""));
  EXPECT_THAT(text, HasSubstr("  types::Leaf one = {};\n"
                              "  types::Leaf two = {};\n"
                              "  std::span<const types::Leaf> many = {};\n"));
}

TEST(Generate, Problems_NameTheDefinitionAndWhatIsWrong) {
  EXPECT_EQ(only_problem("a#00000001 x:Missing = A;"), "a: no constructor of the type Missing");
  EXPECT_EQ(only_problem("a#00000001 x:missing = A;"), "a: no constructor missing");
  EXPECT_EQ(only_problem("a#00000001 x:Vector<Object> = A;"), "a: a vector of unknown objects");
  EXPECT_EQ(only_problem("a#00000001 x:Object y:int = A;"),
            "a: nothing can follow x, an Object of unknown length");
  EXPECT_EQ(only_problem("b#00000001 = B;\nc#00000002 = B;\na#00000003 x:%B = A;"),
            "a: %B has more than one constructor");
  EXPECT_EQ(only_problem("a#00000001 x:a = A;"), "A contains itself without a box");
  EXPECT_EQ(only_problem("a#00000001 x:b = A;\nb#00000002 x:a = B;"),
            "A contains itself without a box");
  EXPECT_EQ(only_problem("a#00000001 b:Map<int> = A;"), "a: only vectors have arguments, not Map");
}

TEST(Generate, DuplicatesInCpp_AreProblems) {
  EXPECT_THAT(only_problem("fooBar#00000001 = A;\nfoo_bar#00000002 = B;"),
              HasSubstr("would both be types::FooBar"));
  EXPECT_THAT(only_problem("a#00000001 = JSONValue;\nb#00000002 = JsonValue;"),
              HasSubstr("would both be types/json_value.hpp"));
}

TEST(Generate, SeveralProblems_AreAllReported) {
  const Generated result = generated("a#00000001 x:Missing y:Gone = A;\nb#00000002 z:Lost = B;");
  EXPECT_THAT(result.problems, SizeIs(3));
  EXPECT_EQ(result.problems[2].line, 2U);
}

TEST(Generate, Options_AreChecked) {
  EXPECT_THAT(generate({}, {.cpp_namespace = "a-b"}).problems, SizeIs(1));
  EXPECT_THAT(generate({}, {.cpp_namespace = "a::class"}).problems, SizeIs(1));
  EXPECT_THAT(generate({}, {.include_prefix = "../x"}).problems, SizeIs(1));
  EXPECT_THAT(generate({}, {.include_prefix = "/x"}).problems, SizeIs(1));
  EXPECT_THAT(generate({}, {}).problems, IsEmpty());
}

}  // namespace
}  // namespace strata::tl_gen
