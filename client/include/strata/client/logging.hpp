// The sink that the library logs through; silent unless one is given.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace strata {

enum class LogLevel { trace, debug, info, warning, error };

/// The lower-case name of a level.
[[nodiscard]] std::string_view to_string(LogLevel level) noexcept;

/// One named value of a log record.
class LogField {
 public:
  LogField(std::string_view key, std::string_view value) : key_(key), value_(value) {}
  LogField(std::string_view key, const char* value) : key_(key), value_(value) {}
  LogField(std::string_view key, std::int64_t value) : key_(key), value_(std::to_string(value)) {}
  LogField(std::string_view key, int value) : LogField(key, std::int64_t{value}) {}

  [[nodiscard]] std::string_view key() const noexcept { return key_; }
  [[nodiscard]] const std::string& value() const noexcept { return value_; }

 private:
  std::string_view key_;
  std::string value_;
};

/// One thing that happened. Views hold only during the sink's call.
class LogRecord {
 public:
  LogRecord(LogLevel level, std::string_view component, std::string_view message,
            std::span<const LogField> fields) noexcept
      : level_(level), component_(component), message_(message), fields_(fields) {}

  [[nodiscard]] LogLevel level() const noexcept { return level_; }
  /// The part of the library that speaks: "net", "rpc", "session", …
  [[nodiscard]] std::string_view component() const noexcept { return component_; }
  /// A constant text; what varies stands in the fields.
  [[nodiscard]] std::string_view message() const noexcept { return message_; }
  [[nodiscard]] std::span<const LogField> fields() const noexcept { return fields_; }

 private:
  LogLevel level_;
  std::string_view component_;
  std::string_view message_;
  std::span<const LogField> fields_;
};

/// Receives every record at or above the configured level. Called from any thread, must not throw.
using LogSink = std::function<void(const LogRecord&)>;

/// What the library's parts log with.
///
/// Redaction rule: no record ever holds a key, a salt, a token, a password, a code, a phone number,
/// a file reference or the text of a message. What comes from the server (error texts) is escaped,
/// so that it cannot forge lines (H-19).
class Logger {
 public:
  Logger() = default;
  Logger(LogSink sink, LogLevel least) : sink_(std::move(sink)), least_(least) {}

  [[nodiscard]] bool enabled(LogLevel level) const noexcept { return sink_ && level >= least_; }

  /// Passes a record on, if anyone listens.
  void log(LogLevel level, std::string_view component, std::string_view message,
           std::initializer_list<LogField> fields = {}) const {
    log(level, component, message, std::span<const LogField>(fields.begin(), fields.size()));
  }
  void log(LogLevel level, std::string_view component, std::string_view message,
           std::span<const LogField> fields) const;

 private:
  LogSink sink_;
  LogLevel least_ = LogLevel::info;
};

/// Foreign text made safe for a log: control characters become `\xNN`, at most `limit` bytes stay.
[[nodiscard]] std::string escape_for_log(std::string_view text, std::size_t limit = 256);

/// A phone number of which only the last two digits remain: "*******89".
[[nodiscard]] std::string redact_phone(std::string_view phone);

}  // namespace strata
