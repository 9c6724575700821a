// Log records reach the sink at their level, and foreign text cannot forge them.
#include "strata/client/logging.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace strata {
namespace {

TEST(Logger, WithoutSink_IsSilent) {
  const Logger logger;
  EXPECT_FALSE(logger.enabled(LogLevel::error));
  logger.log(LogLevel::error, "net", "nobody hears");
}

TEST(Logger, BelowTheLeastLevel_IsDropped) {
  std::vector<std::string> seen;
  const Logger logger(
      [&](const LogRecord& record) {
        seen.push_back(std::string(record.component()) + ": " + std::string(record.message()) +
                       " " + std::string(record.fields()[0].key()) + "=" +
                       record.fields()[0].value());
      },
      LogLevel::warning);
  logger.log(LogLevel::info, "net", "quiet", {LogField("dc", 2)});
  logger.log(LogLevel::warning, "net", "loud", {LogField("dc", 2)});
  EXPECT_EQ(seen, std::vector<std::string>{"net: loud dc=2"});
}

TEST(EscapeForLog, ControlCharacters_CannotForgeLines) {
  EXPECT_EQ(escape_for_log("a\nb\x7f\\"), "a\\x0ab\\x7f\\x5c");
  EXPECT_EQ(escape_for_log("abcdef", 3), "abc…");
}

TEST(RedactPhone, KeepsTwoDigits) {
  EXPECT_EQ(redact_phone("+123456789"), "********89");
  EXPECT_EQ(redact_phone("1"), "*");
}

}  // namespace
}  // namespace strata
