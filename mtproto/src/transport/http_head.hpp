// The head of an HTTP response: status line and fields, read strictly and within limits.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace strata::mtproto {

struct HttpField {
  std::string_view name;
  std::string_view value;
};

/// The views refer to the bytes that were parsed.
struct HttpHead {
  int status = 0;
  /// The protocol is HTTP/1.1, not HTTP/1.0.
  bool is_1_1 = false;
  std::vector<HttpField> fields;
  /// Bytes of the head, its last empty line included.
  std::size_t size = 0;

  /// How often a field stands there; names differ in case only.
  [[nodiscard]] std::size_t count(std::string_view name) const;
  /// The value of the first such field, or nothing.
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
  /// Whether a field with a list has this element, in any case.
  [[nodiscard]] bool lists(std::string_view name, std::string_view element) const;
};

/// The same text but for the case of letters.
[[nodiscard]] bool equals_ignoring_case(std::string_view a, std::string_view b);

/// Looks for the head at the start of what has arrived; nothing while it is incomplete. `searched`
/// is where the last look ended, 0 for a new response; it keeps the work linear.
/// Errors: bad_http, as early as the bytes allow.
/// Spec: our rule H-15
[[nodiscard]] Result<std::optional<HttpHead>> parse_http_head(BytesView arrived,
                                                              std::size_t& searched);

}  // namespace strata::mtproto
