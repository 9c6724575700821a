// Tests of texts that were made to break a parser (H-21).
#include "expect.hpp"

#include "strata/tl_parser/print.hpp"

#include <random>

namespace strata::tl_parser {
namespace {

// Every construct that the parser knows, right and wrong ones.
constexpr std::string_view REPRESENTATIVE =
    "\xEF\xBB\xBF// LAYER 227\r\n"
    "boolFalse#bc799737 = Bool;\n"
    "vector#1cb5c415 {t:Type} # [ t ] = Vector t;\n"
    "int ? = Int; int128 4*[ int ] = Int128;\n"
    "/* a comment\n over lines */\n"
    "messages.foo#1 flags:# a:flags.0?true flags2:# b:flags2.31?Vector<Vector<%Message>>\n"
    "  c:flags.3?auth.SentCode d:Map<int,vector<bytes>> = messages.Foo;\n"
    "---functions---\n"
    "invoke#2 {X:Type} {Y:Type} query:!X other:flags.1?!Y = X;\n"
    ";; #3 = A; foo#zz = A; foo a = ; $ @ \n"
    "bar#4 = A\n"
    "baz#5 = Vector<int>; // LAYER 228\n"
    "---types---\n"
    "last#6 a:Vector< = A /* open";

std::string repeated(std::string_view part, std::size_t times) {
  std::string text;
  text.reserve(part.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

// What was understood prints as text that means the same.
void expect_sane(const ParseOutcome& outcome) {
  const std::string printed = print(outcome.definitions, outcome.layer);
  const ParseOutcome again = parse(printed);
  EXPECT_TRUE(again.diagnostics.empty()) << printed;
  EXPECT_EQ(again.definitions, outcome.definitions);
}

Errc only_kind(std::string_view text) {
  const ParseOutcome outcome = parse(text);
  EXPECT_EQ(outcome.diagnostics.size(), 1U);
  return outcome.diagnostics.empty() ? Errc{} : outcome.diagnostics.front().kind;
}

TEST(Hostile, TruncationAtEveryByte) {
  for (std::size_t length = 0; length <= REPRESENTATIVE.size(); ++length) {
    // An exact copy, so that a read behind the end is seen by the sanitizer.
    const std::vector<char> copy(REPRESENTATIVE.begin(),
                                 REPRESENTATIVE.begin() + static_cast<std::ptrdiff_t>(length));
    expect_sane(parse(std::string_view(copy.data(), copy.size())));
  }
}

TEST(Hostile, EveryByteReplaced) {
  for (const char with : {'\0', ';', '#', '<', '\n'}) {
    for (std::size_t i = 0; i < REPRESENTATIVE.size(); ++i) {
      std::string text(REPRESENTATIVE);
      text[i] = with;
      expect_sane(parse(text));
    }
  }
}

TEST(Hostile, RandomTokensNeverBreakIt) {
  constexpr std::string_view PARTS[] = {
      "a",        "B",           "#",   "1f", ":",       ";",    "=",      "<",     ">",
      "{X:Type}", "!X",          "%",   "?",  ".",       " ",    "\n",     "flags", "flags:#",
      "0",        "[",           "]",   "*",  ",",       "(",    ")",      "//",    "/*",
      "*/",       "---types---", "---", "-",  "Vector<", "\x80", "LAYER 3"};
  std::mt19937 random(20);
  std::uniform_int_distribution<std::size_t> part(0, std::size(PARTS) - 1);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (int i = 0; i < 40; ++i) text += PARTS[part(random)];
    expect_sane(parse(text));
  }
}

TEST(Hostile, NulBytesOnly) {
  EXPECT_EQ(only_kind(std::string(1 << 20, '\0')), Errc::unexpected_character);
}

TEST(Hostile, UnicodeOfOtherKindsIsRefused) {
  EXPECT_FALSE(parse(std::string_view("\xFF\xFE"
                                      "a\0 \0=\0",
                                      8))
                   .diagnostics.empty());
  EXPECT_FALSE(parse("f\xC3\xB6o#1 = Foo;").diagnostics.empty());
}

TEST(Hostile, LinesOfOneMebibyte) {
  const std::size_t size = 1 << 20;
  EXPECT_EQ(only_kind(std::string(size, 'a')), Errc::name_too_long);
  EXPECT_EQ(only_kind("a#" + std::string(size, '1') + " = A;"), Errc::invalid_id);
  EXPECT_EQ(only_kind("a#1 b:A." + std::string(size, 'c') + " = A;"), Errc::name_too_long);
  EXPECT_EQ(only_kind("a#1 b:flags." + std::string(size, '0') + "?int = A;"), Errc::name_too_long);
  EXPECT_EQ(only_kind("---" + std::string(size, 'x')), Errc::unknown_section);
  EXPECT_EQ(only_kind("// LAYER " + std::string(size, '9')), Errc::invalid_layer);
  EXPECT_EQ(only_kind("/*" + std::string(size, '*')), Errc::unterminated_comment);
  EXPECT_TRUE(parse("//" + std::string(size, 'x') + "\na#1 = A;").diagnostics.empty());
  EXPECT_TRUE(parse("a#1" + std::string(size, ' ') + "= A;").diagnostics.empty());
}

TEST(Hostile, MillionFields) {
  std::string text = "a#1";
  for (int i = 0; i < 1'000'000; ++i) text += " f" + std::to_string(i) + ":#";
  EXPECT_EQ(only_kind(text + " = A;"), Errc::too_many_fields);
}

TEST(Hostile, DefinitionsWithoutEndAreTooMany) {
  Limits limits;
  limits.type_references = 5000;
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "a" + std::to_string(i) + "=A;";
  const ParseOutcome outcome = parse(text, limits);
  ASSERT_EQ(outcome.diagnostics.size(), 1U);
  EXPECT_EQ(outcome.diagnostics[0].kind, Errc::schema_too_large);
  EXPECT_EQ(outcome.definitions.size(), limits.type_references);
}

TEST(Hostile, DeepNestingNeedsNoStack) {
  EXPECT_EQ(only_kind("a#1 b:" + repeated("A<", 200'000) + " = A;"), Errc::nesting_too_deep);
  EXPECT_EQ(only_kind("a#1 b:" + repeated("%", 200'000) + " = A;"), Errc::invalid_type);
  EXPECT_EQ(only_kind("a#1 " + repeated("{", 200'000) + " = A;"), Errc::invalid_generic);
}

TEST(Hostile, ManyNamespaceParts) {
  EXPECT_EQ(only_kind("a#1 b:" + repeated("a.", 1'000'000) + "A = A;"), Errc::name_too_long);
}

TEST(Hostile, ManyArguments) {
  const ParseOutcome outcome = parse("a#1 b:A<" + repeated("a,", 1'000'000) + "a> = A;");
  ASSERT_EQ(outcome.diagnostics.size(), 1U);
  EXPECT_EQ(outcome.diagnostics[0].kind, Errc::schema_too_large);
}

TEST(Hostile, TypesMayBeRecursive) {
  EXPECT_TRUE(parse("a#1 b:A c:Vector<A> = A; d#2 e:d = D;").diagnostics.empty());
}

TEST(Hostile, MessagesArePrintable) {
  std::string text(REPRESENTATIVE);
  for (std::size_t i = 0; i < text.size(); i += 3) text[i] = static_cast<char>(i * 7);
  for (const Diagnostic& diagnostic : parse(text).diagnostics) {
    EXPECT_LT(diagnostic.message.size(), 600U);
    for (const char c : diagnostic.message) EXPECT_TRUE(c >= ' ' && c <= '~') << diagnostic.message;
  }
}

}  // namespace
}  // namespace strata::tl_parser
