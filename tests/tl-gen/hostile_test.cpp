// Schemas that were made to break a generator: problems in bounded time, or files that make sense.
#include "schema.hpp"

#include "strata/tl_gen/generate.hpp"

#include <gmock/gmock.h>

namespace strata::tl_gen {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Generated generated(std::string_view text) { return generate(definitions(text), {}); }

std::vector<std::string> problems(std::string_view text) {
  const Generated result = generated(text);
  // Never both, and never a part of the files.
  EXPECT_EQ(result.files.files().empty(), !result.problems.empty());
  std::vector<std::string> messages;
  for (const Problem& problem : result.problems) messages.push_back(problem.message);
  return messages;
}

std::string number(std::size_t i) { return std::to_string(i); }

TEST(Hostile, ChainOfBareTypes_NeedsNoStack) {
  constexpr std::size_t length = 8'000;
  std::string text = "t0 n:int = T0;\n";
  for (std::size_t i = 1; i < length; ++i) {
    text += "t" + number(i) + " x:vector<t" + number(i - 1) + "> y:t" + number(i - 1) + " = T" +
            number(i) + ";\n";
  }
  // Every link adds a vector to the size of the one before.
  EXPECT_FALSE(problems(text).empty());
}

TEST(Hostile, ChainThatEndsWhereItBegan) {
  constexpr std::size_t length = 3'000;
  std::string text;
  for (std::size_t i = 0; i < length; ++i) {
    text += "t" + number(i) + " x:t" + number((i + 1) % length) + " = T" + number(i) + ";\n";
  }
  EXPECT_THAT(problems(text), ElementsAre("T0 contains itself without a box"));
}

// Thirty lines would make a struct of 8 GB.
TEST(Hostile, StructThatDoublesEachTime_IsTooLarge) {
  std::string text = "t0 a:long b:long = T0;\n";
  for (std::size_t i = 1; i < 30; ++i) {
    const std::string before = number(i - 1);
    text += "t" + number(i) + " a:t" + before + " b:t" + before + " = T" + number(i) + ";\n";
  }
  EXPECT_THAT(problems(text), ElementsAre("t11 would have more than 65535 bytes",
                                          "t24 would have more than 65535 bytes"));
}

TEST(Hostile, StructOfTooManyFields_IsTooLarge) {
  std::string text = "big";
  for (std::size_t i = 0; i < 4095; ++i) text += " f" + number(i) + ":int256";
  EXPECT_THAT(problems(text + " = Big;"), ElementsAre("big would have more than 65535 bytes"));
}

TEST(Hostile, ManyKindsOfVectors_AreFoundInTime) {
  std::string text;
  for (std::size_t i = 0; i < 3'000; ++i) {
    text += "t" + number(i) + " x:Vector<Vector<T" + number(i) + ">> = T" + number(i) + ";\n";
  }
  EXPECT_THAT(problems(text), IsEmpty());
}

TEST(Hostile, MoreKindsOfVectorsThanTheTablesCount) {
  // Fifteen kinds each.
  std::string open;
  for (int depth = 0; depth < 15; ++depth) open += "Vector<";
  std::string text;
  for (std::size_t i = 0; i < 4'500; ++i) {
    text += "t" + number(i) + " x:" + open + "T" + number(i) + std::string(15, '>') + " = T" +
            number(i) + ";\n";
  }
  EXPECT_THAT(problems(text), ElementsAre("more than 65534 kinds of vectors and results"));
}

TEST(Hostile, MoreFieldNamesThanTheTablesCount) {
  std::string text;
  for (std::size_t i = 0; i < 40; ++i) {
    text += "t" + number(i);
    for (std::size_t k = 0; k < 2000; ++k) text += " f" + number(i * 2000 + k) + ":int";
    text += " = T" + number(i) + ";\n";
  }
  EXPECT_THAT(problems(text), ElementsAre("more than 65534 different names of fields"));
}

TEST(Hostile, NamespaceThatIsAStructToo) {
  EXPECT_THAT(problems("a#1 = Auth;\nAuth.b#2 = C;\nAuth.c#3 = Auth.D;"),
              ElementsAre("Auth and a namespace would both be enums::Auth"));
  EXPECT_THAT(problems("auth#1 = X;\nAuth.b#2 = C;"),
              ElementsAre("auth and a namespace would both be types::Auth"));
}

TEST(Hostile, ReservedWordsEverywhere) {
  const Generated result = generated(
      "class.new#1 flags:# int:flags.0?true ID:int = operator.Delete;\n"
      "types.enums#2 this:long types:int enums:Vector<int> = types.Functions;\n"
      "---functions---\n"
      "std.strata#3 INDEX:int = Vector<int>;\n");
  ASSERT_EQ(result.problems.size(), 2U);
  EXPECT_EQ(result.problems[0].message, "class.new: two members are called ID in C++");
  EXPECT_EQ(result.problems[1].message, "std.strata: two members are called INDEX in C++");
  EXPECT_THAT(problems("class.new#1 flags:# int:flags.0?true = operator.Delete;\n"
                       "types.enums#2 this:long types:int enums:Vector<int> = types.Functions;\n"
                       "---functions---\n"
                       "std.strata#3 long:int = Vector<int>;\n"),
              IsEmpty());
}

TEST(Hostile, FlagsOfAnotherDefinition) {
  // The parser refuses it; a caller's own definitions may say so.
  tl_parser::Definition definition = definitions("a#1 flags:# x:flags.0?int = A;").front();
  definition.parameters.erase(definition.parameters.begin());
  const Generated result = generate(std::vector{definition}, {});
  ASSERT_EQ(result.problems.size(), 1U);
  EXPECT_EQ(result.problems[0].message, "a: no flags word flags before the field x");
}

}  // namespace
}  // namespace strata::tl_gen
