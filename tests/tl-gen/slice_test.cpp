// What a slice of a schema keeps.
#include "strata/tl_gen/slice.hpp"

#include "schema.hpp"

#include "strata/tl_gen/errors.hpp"
#include "strata/tl_gen/generate.hpp"

#include <gmock/gmock.h>

namespace strata::tl_gen {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::string_view schema = R"(
vector#1cb5c415 {t:Type} # [ t ] = Vector t;
int ? = Int;
peerUser#00000001 id:long = Peer;
peerOther#00000002 photo:Photo = Peer;
photo#00000003 sizes:Vector<Vector<Size>> = Photo;
size#00000004 = Size;
note#00000005 flags:# parent:flags.0?Note = Note;
item#00000006 n:int = Item;
itemBox#00000007 one:item = ItemBox;
unused#00000008 peer:Peer = Unused;
loop#00000009 next:Loop = Loop;
---functions---
wrap#00000010 {X:Type} query:!X = X;
a.get#00000011 peer:Peer = Bool;
b.list#00000012 = Vector<ItemBox>;
c.loop#00000013 = Loop;
c.d.deep#00000014 = Size;
)";

std::vector<std::string> names(const std::set<std::string>& namespaces) {
  const auto part = slice(definitions(schema), namespaces);
  EXPECT_TRUE(part);
  std::vector<std::string> names;
  for (const auto& definition : *part) names.push_back(definition.full_name());
  return names;
}

TEST(Slice, KeepsWholeTypesOfArgumentsAndOfTheirFields) {
  EXPECT_THAT(names({"a"}), ElementsAre("vector", "int", "peerUser", "peerOther", "photo", "size",
                                        "wrap", "a.get"));
}

TEST(Slice, KeepsWhatFunctionsReturnAndBareConstructors) {
  EXPECT_THAT(names({"b"}), ElementsAre("vector", "int", "item", "itemBox", "wrap", "b.list"));
}

TEST(Slice, RecursiveTypesEnd) {
  EXPECT_THAT(names({"c"}), ElementsAre("vector", "int", "loop", "wrap", "c.loop"));
}

TEST(Slice, NestedNamespaceIsOneOfItsOwn) {
  EXPECT_THAT(names({"c.d"}), ElementsAre("vector", "int", "size", "wrap", "c.d.deep"));
}

TEST(Slice, SeveralNamespacesAddUp) {
  EXPECT_THAT(names({"c", "b"}),
              ElementsAre("vector", "int", "item", "itemBox", "loop", "wrap", "b.list", "c.loop"));
}

TEST(Slice, UnknownNamespaceIsAnErrorThatNamesTheOthers) {
  const auto part =
      slice(definitions("---functions---\na.f#1 = Bool;\nb.g#2 = Bool;"), {"mesages"});
  ASSERT_FALSE(part);
  EXPECT_EQ(part.error().code(), Errc::bad_options);
  EXPECT_THAT(part.error().message(), HasSubstr("'mesages'; the schema has: a, b"));
}

// Whatever is cut out of a schema, the rest is one.
TEST(Slice, OfEveryNamespaceGenerates) {
  for (const std::string name : {"a", "b", "c", "c.d"}) {
    const auto part = slice(definitions(schema), {name});
    ASSERT_TRUE(part);
    EXPECT_THAT(generate(*part, {}).problems, IsEmpty()) << name;
  }
}

}  // namespace
}  // namespace strata::tl_gen
