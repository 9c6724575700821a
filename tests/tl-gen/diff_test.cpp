// What changed from one schema to another, and how it is shown.
#include "strata/tl_gen/diff.hpp"

#include "schema.hpp"

#include <gmock/gmock.h>

namespace strata::tl_gen {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<DefinitionChange> changes(std::string_view before, std::string_view after) {
  return diff(definitions(before), definitions(after));
}

DefinitionChange only(std::string_view before, std::string_view after) {
  const std::vector<DefinitionChange> all = changes(before, after);
  EXPECT_THAT(all, SizeIs(1));
  return all.empty() ? DefinitionChange{} : all.front();
}

TEST(Diff, SameDefinitionsInAnotherOrderAreNoChange) {
  EXPECT_THAT(changes("a#1 = A;\nb#2 x:int = B;", "// LAYER 3\nb#2 x:int = B;\n\n a#1 = A;"),
              IsEmpty());
}

TEST(Diff, AddedConstructorNamesTheTypeThatWasThere) {
  const DefinitionChange added = only("a#1 = x.Type;", "a#1 = x.Type;\nb_c#2 n:int = x.Type;");
  EXPECT_EQ(added.kind, DefinitionChange::Kind::added);
  EXPECT_EQ(added.cpp_name, "types::BC");
  EXPECT_EQ(added.before, "");
  EXPECT_EQ(added.after, "b_c#00000002 n:int = x.Type;");
  EXPECT_EQ(added.of_type, "enums::x::Type");
}

TEST(Diff, AddedTypeIsNoAlternativeOfAnother) {
  EXPECT_EQ(only("a#1 = A;", "a#1 = A;\nb#2 = B;").of_type, "");
}

TEST(Diff, RemovedFunction) {
  const DefinitionChange removed = only("---functions---\nauth.log#1 = Bool;", "");
  EXPECT_EQ(removed.kind, DefinitionChange::Kind::removed);
  EXPECT_EQ(removed.cpp_name, "functions::auth::Log");
  EXPECT_EQ(removed.before, "auth.log#00000001 = Bool;");
  EXPECT_EQ(removed.of_type, "");
}

TEST(Diff, FieldsOneByOne) {
  const DefinitionChange changed = only("a#1 flags:# same:int gone:long wider:int = A;",
                                        "a#2 flags:# same:int wider:long more:flags.1?string = A;");
  EXPECT_EQ(changed.kind, DefinitionChange::Kind::changed);
  EXPECT_EQ(changed.id_before, 1U);
  EXPECT_EQ(changed.id_after, 2U);
  EXPECT_THAT(changed.fields,
              ElementsAre(FieldChange{"gone:long", ""}, FieldChange{"wider:int", "wider:long"},
                          FieldChange{"", "more:flags.1?string"}));
}

TEST(Diff, ResultIsShownLikeAField) {
  EXPECT_THAT(only("---functions---\nf#1 = A;", "---functions---\nf#1 = Vector<A>;").fields,
              ElementsAre(FieldChange{"= A", "= Vector<A>"}));
}

TEST(Diff, OrderOfFieldsAloneIsAChangeToo) {
  const DefinitionChange changed = only("a#1 x:int y:int = A;", "a#1 y:int x:int = A;");
  EXPECT_EQ(changed.kind, DefinitionChange::Kind::changed);
  EXPECT_THAT(changed.fields, IsEmpty());
}

TEST(Diff, ConstructorAndFunctionOfOneNameAreApart) {
  const auto both = changes("error#1 = Error;", "---functions---\nerror#1 = Bool;");
  ASSERT_THAT(both, SizeIs(2));
  EXPECT_EQ(both[0].cpp_name, "types::Error");
  EXPECT_EQ(both[0].kind, DefinitionChange::Kind::removed);
  EXPECT_EQ(both[1].cpp_name, "functions::Error");
}

TEST(DiffPrint, ShowsFieldsAndTheSourcesThatMentionThem) {
  SourceIndex sources;
  sources.add("b.cpp", "\nif (x.is<types::Plain>()) return types::Changed{};\n");
  sources.add("v.cpp", "enums::Kind kind;");
  const auto all =
      changes("plain#1 = Kind;\nchanged#2 x:int = Changed;\n---functions---\nold#3 = Kind;",
              "plain#1 = Kind;\nmore#4 = Kind;\nchanged#5 y:int x:long = Changed;\n"
              "---functions---\nnew#6 = Kind;");
  EXPECT_EQ(print(all, sources),
            "~ changed #00000002 -> #00000005\n"
            "    + y:int\n"
            "    ~ x:int -> x:long\n"
            "      b.cpp:2: types::Changed\n"
            "+ more#00000004 = Kind;\n"
            "      v.cpp:1: enums::Kind\n"
            "+ new#00000006 = Kind;\n"
            "- old#00000003 = Kind;\n");
}

TEST(DiffPrint, WithoutFieldsBothLines) {
  EXPECT_EQ(print(changes("a#1 x:int y:int = A;", "a#1 y:int x:int = A;"), {}),
            "~ a\n"
            "    - a#00000001 x:int y:int = A;\n"
            "    + a#00000001 y:int x:int = A;\n");
  EXPECT_EQ(print({}, {}), "");
}

}  // namespace
}  // namespace strata::tl_gen
