// Heads of HTTP responses: what is read, and every way in which one can be wrong.
#include "transport/http_head.hpp"

#include "strata/mtproto/errors.hpp"
#include "strata/mtproto/limits.hpp"

#include <gtest/gtest.h>

namespace strata::mtproto {
namespace {

const std::string good =
    "HTTP/1.1 200 OK\r\nContent-Length: 40\r\nX-Empty:\r\nconnection: a,\t Keep-Alive "
    ",b\r\nX-Twice: 1\r\nx-twice: 2\r\n\r\n";

// "waits", "bad" or the status and the size of the head.
std::string read(std::string_view text) {
  std::size_t searched = 0;
  const auto head = parse_http_head(as_bytes(text), searched);
  if (!head) {
    EXPECT_EQ(head.error().code(), Errc::bad_http);
    return "bad";
  }
  if (!*head) return "waits";
  return std::to_string((*head)->status) + " " + std::to_string((*head)->size);
}

// The same, byte by byte.
std::string read_slowly(std::string_view text) {
  std::size_t searched = 0;
  for (std::size_t size = 1; size <= text.size(); ++size) {
    const auto head = parse_http_head(as_bytes(text.substr(0, size)), searched);
    if (!head) return "bad";
    if (*head) return std::to_string((*head)->status) + " " + std::to_string((*head)->size);
  }
  return "waits";
}

TEST(HttpHead, Fields) {
  std::size_t searched = 0;
  const std::string text = good + "body\r\n\r\n";
  const auto parsed = parse_http_head(as_bytes(text), searched);
  ASSERT_TRUE(parsed.has_value() && parsed->has_value());
  const HttpHead& head = **parsed;
  EXPECT_EQ(head.status, 200);
  EXPECT_TRUE(head.is_1_1);
  EXPECT_EQ(head.size, good.size());
  EXPECT_EQ(head.fields.size(), 5U);
  EXPECT_EQ(head.find("content-LENGTH"), "40");
  EXPECT_EQ(head.find("X-Empty"), "");
  EXPECT_EQ(head.find("X-None"), std::nullopt);
  EXPECT_EQ(head.count("X-Twice"), 2U);
  EXPECT_TRUE(head.lists("Connection", "keep-alive"));
  EXPECT_TRUE(head.lists("Connection", "b"));
  EXPECT_FALSE(head.lists("Connection", "Keep"));
  EXPECT_FALSE(head.lists("Upgrade", "b"));
}

TEST(HttpHead, EveryCut_GivesTheSame_N095) {
  const std::string expected = "200 " + std::to_string(good.size());
  EXPECT_EQ(read(good), expected);
  EXPECT_EQ(read_slowly(good), expected);
  for (std::size_t size = 0; size < good.size(); ++size)
    EXPECT_EQ(read(good.substr(0, size)), "waits") << size;
}

TEST(HttpHead, StatusLines) {
  EXPECT_EQ(read("HTTP/1.0 404\r\n\r\n"), "404 16");
  EXPECT_EQ(read("HTTP/1.1 101 \r\n\r\n"), "101 17");
  for (const std::string_view line :
       {"HTTP/1.2 200 OK", "HTTP/2 200", "HTTP/1.1  200", "HTTP/1.1 20", "HTTP/1.1 20x OK",
        "HTTP/1.1 2000", "HTTP/1.1 200OK", "HTTP/1.1\t200 OK", "HTTP/1.1", "http/1.1 200 OK",
        "HTTP/1.1 200 O\x01K", "HTTP/1.1 200 O\nK"}) {
    EXPECT_EQ(read(std::string(line) + "\r\n\r\n"), "bad") << line;
    EXPECT_EQ(read_slowly(std::string(line) + "\r\n\r\n"), "bad") << line;
  }
}

TEST(HttpHead, MalformedFields_H15) {
  using namespace std::literals;
  for (const std::string_view field :
       {"no colon"sv, ": no name"sv, " folded: line"sv, "\tfolded"sv, "a b: c"sv, "a : b"sv,
        "a: b\nc: d"sv, "a: b\rc"sv, "a: \0"sv, "a: \x7f"sv, "\xc3\xa4: b"sv}) {
    const std::string text = "HTTP/1.1 200 OK\r\n" + std::string(field) + "\r\n\r\n";
    EXPECT_EQ(read(text), "bad") << field;
    EXPECT_EQ(read_slowly(text), "bad") << field;
  }
}

TEST(HttpHead, FoldedLine_IsRefused_H15) {
  EXPECT_EQ(read("HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n"), "bad");
}

TEST(HttpHead, OtherProtocols_AreRefusedAtTheFirstByte) {
  EXPECT_EQ(read("S"), "bad");
  EXPECT_EQ(read("HTTP/2"), "bad");
  EXPECT_EQ(read("\x16\x03\x03"), "bad");
}

TEST(HttpHead, Size_IsBounded_H15_N115) {
  const std::string start = "HTTP/1.1 200 OK\r\nX: ";
  const std::size_t room = limits::max_http_head - start.size() - 4;
  const std::string longest = start + std::string(room, 'x') + "\r\n\r\n";
  EXPECT_EQ(read(longest), "200 " + std::to_string(limits::max_http_head));
  EXPECT_EQ(read_slowly(longest), "200 " + std::to_string(limits::max_http_head));
  EXPECT_EQ(read(start + std::string(room + 1, 'x') + "\r\n\r\n"), "bad");
  EXPECT_EQ(read_slowly(start + std::string(room + 1, 'x') + "\r\n\r\n"), "bad");
  EXPECT_EQ(read(start + std::string(1024 * 1024, 'x')), "bad") << "a megabyte";
}

TEST(HttpHead, NumberOfFields_IsBounded_H15) {
  std::string text = "HTTP/1.1 200 OK\r\n";
  for (std::size_t i = 0; i < limits::max_http_fields; ++i) text += "A: b\r\n";
  EXPECT_EQ(read(text + "\r\n"), "200 " + std::to_string(text.size() + 2));
  EXPECT_EQ(read(text + "A: b\r\n\r\n"), "bad");
}

}  // namespace
}  // namespace strata::mtproto
