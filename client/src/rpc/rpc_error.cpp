// Takes the text of an `rpc_error` apart and says which class it belongs to.
#include "rpc/error_advice.hpp"

#include "strata/client/errors.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace strata {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t max_text = 4096;  // Spec: H-19
constexpr std::size_t max_digits = 9;   // Spec: G-11
constexpr std::chrono::seconds longest_wait = 14 * 24h;

// Spec: core.telegram.org/api/errors#420-flood (G-12)
constexpr std::array<std::string_view, 6> waits = {"FLOOD_WAIT",       "FLOOD_PREMIUM_WAIT",
                                                   "SLOWMODE_WAIT",    "TAKEOUT_INIT_DELAY",
                                                   "2FA_CONFIRM_WAIT", "FLOOD_SKIP_FAILED_WAIT"};

// Spec: core.telegram.org/api/errors#303-see-other (D-10)
constexpr std::array<std::string_view, 5> migrations = {
    "PHONE_MIGRATE", "NETWORK_MIGRATE", "USER_MIGRATE", "FILE_MIGRATE", "STATS_MIGRATE"};

// Spec: core.telegram.org/api/errors#401-unauthorized (G-14)
constexpr std::array<std::string_view, 6> logged_out = {
    "AUTH_KEY_UNREGISTERED", "AUTH_KEY_INVALID", "SESSION_REVOKED",
    "SESSION_EXPIRED",       "USER_DEACTIVATED", "USER_DEACTIVATED_BAN"};

constexpr std::array<std::int32_t, 7> documented_codes = {303, 400, 401, 403, 404, 406, 420};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name_char(char c) { return (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_'; }

bool contains(const auto& list, const auto& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

struct Parts {
  std::string name;
  std::optional<std::int32_t> value;
};

/// The number is the one word between underscores, not the first, that is all digits.
// Spec: core.telegram.org/api/errors (G-11)
Parts take_apart(std::string_view text) {
  Parts whole{std::string(text), std::nullopt};
  if (!std::all_of(text.begin(), text.end(), is_name_char)) return whole;

  Parts parts;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find('_', begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    const bool number =
        begin > 0 && !word.empty() && std::all_of(word.begin(), word.end(), is_digit);
    if (!number) {
      if (begin > 0) parts.name += '_';
      parts.name += word;
    } else {
      if (parts.value || word.size() > max_digits) return whole;
      std::int32_t value = 0;
      std::from_chars(word.data(), word.data() + word.size(), value);
      parts.value = value;
    }
    begin = end + 1;
  }
  return parts;
}

std::string readable(std::int32_t code, const std::string& text, const std::string& method) {
  std::string message = method.empty() ? "the call" : method;
  message += " failed: " + text + " (" + std::to_string(code) + ")";
  const std::string_view advice = rpc::error_advice(take_apart(text).name);
  if (!advice.empty()) message.append(": ").append(advice);
  return message;
}

bool ends_with_wildcard(std::string_view pattern) {
  return !pattern.empty() && pattern.back() == '*';
}

}  // namespace

RpcErrorDetail::RpcErrorDetail(std::int32_t code, std::string text, std::string method)
    : ErrorDetail(readable(code, text, method)),
      code_(code),
      method_(std::move(method)),
      text_(std::move(text)) {
  Parts parts = take_apart(text_);
  name_ = std::move(parts.name);
  value_ = parts.value;
}

RpcError::RpcError(std::int32_t code, std::string_view text, std::string method)
    : Error(std::error_code(code, rpc_category()),
            std::make_shared<RpcErrorDetail>(code, std::string(text.substr(0, max_text)),
                                             std::move(method))) {}

std::optional<RpcError> RpcError::from(const Error& error) {
  if (error.detail<RpcErrorDetail>() == nullptr) return std::nullopt;
  return RpcError(error);
}

std::string_view RpcError::advice() const noexcept { return rpc::error_advice(name()); }

bool RpcError::is(std::string_view pattern) const noexcept {
  const std::string_view text = name();
  const bool any_start = !pattern.empty() && pattern.front() == '*';
  if (any_start) pattern.remove_prefix(1);
  const bool any_end = ends_with_wildcard(pattern);
  if (any_end) pattern.remove_suffix(1);
  if (any_start && any_end) return text.find(pattern) != std::string_view::npos;
  if (any_start) return text.ends_with(pattern);
  if (any_end) return text.starts_with(pattern);
  return text == pattern;
}

std::optional<std::chrono::seconds> RpcError::wait_time() const noexcept {
  if (code() != 420 || !contains(waits, name())) return std::nullopt;
  if (!value() && name() != "FLOOD_SKIP_FAILED_WAIT") return std::nullopt;
  return std::clamp(std::chrono::seconds{value().value_or(0)}, std::chrono::seconds{1},
                    longest_wait);
}

std::optional<int> RpcError::migrate_dc() const noexcept {
  if (code() != 303 || !contains(migrations, name())) return std::nullopt;
  if (!value() || *value() < 1 || *value() > 1000) return std::nullopt;
  return value();
}

bool RpcError::is_internal() const noexcept { return !contains(documented_codes, code()); }

bool RpcError::is_logged_out() const noexcept {
  return code() == 401 && contains(logged_out, name());
}

}  // namespace strata
