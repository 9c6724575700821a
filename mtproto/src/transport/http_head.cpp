// The head of an HTTP response.
#include "transport/http_head.hpp"

#include "strata/mtproto/errors.hpp"
#include "strata/mtproto/limits.hpp"

#include <algorithm>
#include <string>

namespace strata::mtproto {
namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::string_view head_end = "\r\n\r\n";
constexpr std::string_view protocol = "HTTP/1.";

::tl::unexpected<Error> refuse(std::string_view why) {
  return fail(Errc::bad_http, "the HTTP response cannot be used: " + std::string(why));
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// RFC 9110, "token".
bool is_token(std::string_view text) {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::ranges::all_of(text, [marks](char c) {
    return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z') ||
           marks.find(c) != std::string_view::npos;
  });
}

// No control characters but the tab: above all neither a lone CR nor a lone LF.
bool is_text(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    return c == '\t' || (static_cast<unsigned char>(c) >= ' ' && c != '\x7f');
  });
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t";
  text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
  return text.substr(0, text.find_last_not_of(blanks) + 1);
}

// ```
//   HTTP/1.1 200 OK
// ```
Status parse_status_line(std::string_view line, HttpHead& head) {
  constexpr std::size_t status_at = protocol.size() + 2;
  constexpr std::size_t shortest = status_at + 3;
  if (line.size() < shortest || !is_text(line)) return refuse("its status line is malformed");
  const char version = line[protocol.size()];
  const std::string_view status = line.substr(status_at, 3);
  const bool is_well_formed = (version == '0' || version == '1') && line[status_at - 1] == ' ' &&
                              std::ranges::all_of(status, is_digit) &&
                              (line.size() == shortest || line[shortest] == ' ');
  if (!is_well_formed) return refuse("its status line is malformed");
  head.is_1_1 = version == '1';
  for (const char c : status) head.status = head.status * 10 + (c - '0');
  return {};
}

// A line that begins with a blank would continue the one before: its name is no token (H-15).
Status parse_field(std::string_view line, HttpHead& head) {
  const std::size_t colon = line.find(':');
  const std::string_view name = line.substr(0, colon);
  if (colon == std::string_view::npos || !is_token(name) || !is_text(line)) {
    return refuse("a field of its head is malformed");
  }
  if (head.fields.size() == limits::max_http_fields) return refuse("it has too many fields");
  head.fields.push_back({name, trimmed(line.substr(colon + 1))});
  return {};
}

// Parses the lines of a whole head.
Result<HttpHead> parse_lines(std::string_view text) {
  HttpHead head;
  head.size = text.size();
  text.remove_suffix(line_end.size());
  for (bool is_first = true; !text.empty(); is_first = false) {
    const std::string_view line = text.substr(0, text.find(line_end));
    text.remove_prefix(line.size() + line_end.size());
    Status valid = is_first ? parse_status_line(line, head) : parse_field(line, head);
    if (!valid) return fail(std::move(valid).error());
  }
  return head;
}

}  // namespace

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

std::size_t HttpHead::count(std::string_view name) const {
  return static_cast<std::size_t>(std::ranges::count_if(
      fields, [name](const HttpField& field) { return equals_ignoring_case(field.name, name); }));
}

std::optional<std::string_view> HttpHead::find(std::string_view name) const {
  for (const HttpField& field : fields) {
    if (equals_ignoring_case(field.name, name)) return field.value;
  }
  return std::nullopt;
}

bool HttpHead::lists(std::string_view name, std::string_view element) const {
  return std::ranges::any_of(fields, [name, element](const HttpField& field) {
    if (!equals_ignoring_case(field.name, name)) return false;
    for (std::string_view rest = field.value; !rest.empty();) {
      const std::size_t end = std::min(rest.find(','), rest.size());
      if (equals_ignoring_case(trimmed(rest.substr(0, end)), element)) return true;
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return false;
  });
}

Result<std::optional<HttpHead>> parse_http_head(BytesView arrived, std::size_t& searched) {
  const std::string_view text = as_text(arrived).substr(0, limits::max_http_head);
  const std::string_view start = text.substr(0, protocol.size());
  if (start != protocol.substr(0, start.size())) return refuse("it is not of HTTP/1.0 or 1.1");
  // The mark may have begun in the bytes of the last look.
  const std::size_t from = searched < head_end.size() ? 0 : searched - head_end.size() + 1;
  const std::size_t end = text.find(head_end, from);
  searched = text.size();
  if (end == std::string_view::npos) {
    if (text.size() == limits::max_http_head) return refuse("its head is too long");
    return std::nullopt;
  }
  Result<HttpHead> head = parse_lines(text.substr(0, end + head_end.size()));
  if (!head) return fail(std::move(head).error());
  return std::move(*head);
}

}  // namespace strata::mtproto
