// Tests of runtime TL values.
#include "strata/datacenter/value.hpp"

#include <gtest/gtest.h>

namespace strata::datacenter {
namespace {

TEST(Object, SettingNothingRemovesTheField) {
  Object object("user", {{"id", 1}, {"name", "Ada"}, {"gone", Value()}});
  EXPECT_FALSE(object.has("gone"));
  object.set("name", {});
  EXPECT_FALSE(object.has("name"));
  EXPECT_EQ(object.fields().size(), 1U);
}

TEST(Object, GettersGiveEmptyValuesForOtherKinds) {
  const Object object("user", {{"id", "text"}});
  EXPECT_EQ(object.get_int("id", 5), 5);
  EXPECT_EQ(object.get_object("id").name(), "");
  EXPECT_TRUE(object.get_vector("missing").empty());
  EXPECT_TRUE(object["missing"].is_nothing());
}

TEST(Object, EqualityIgnoresTheOrderOfFields) {
  EXPECT_EQ(Object("a", {{"x", 1}, {"y", 2}}), Object("a", {{"y", 2}, {"x", 1}}));
  EXPECT_NE(Object("a", {{"x", 1}}), Object("a", {{"x", 2}}));
  EXPECT_NE(Object("a", {{"x", 1}}), Object("b", {{"x", 1}}));
}

TEST(Value, ConvertsIntegersThatFit) {
  EXPECT_EQ(Value(std::int64_t{7}).as_int(), 7);
  EXPECT_EQ(Value(std::int64_t{1} << 40U).as_int(3), 3);
  EXPECT_EQ(Value(7).as_long(), 7);
  EXPECT_EQ(Value(0xffffffffU).as_int(), -1);
  EXPECT_EQ(Value(true).as_int(9), 9);
}

TEST(Value, PrintsReadably) {
  const Object object("user", {{"id", 1},
                               {"name", "Ada"},
                               {"key", std::string("\x00\xff", 2)},
                               {"list", Vector{true, 1.5}}});
  EXPECT_EQ(to_string(object), "user{id: 1, name: \"Ada\", key: 0x00ff, list: [true, 1.500000]}");
  EXPECT_EQ(to_string(Value(std::string(100, 'a'))), '"' + std::string(64, 'a') + "\"…(100 bytes)");
}

}  // namespace
}  // namespace strata::datacenter
