// How the client introduces itself, and what it keeps from data centres of others.
#include "core/init_connection.hpp"

#include "net/dc_table.hpp"

#include "strata/tl/layer.hpp"

#include <gtest/gtest.h>

#include <string>

namespace strata::detail {
namespace {

ClientConfig private_config() {
  ClientConfig config;
  config.api_id = 12345;
  config.device_model = "Ann's laptop";
  config.system_version = "Debian 12";
  config.app_version = "app 7";
  config.system_lang_code = "gsw-CH";
  config.lang_pack = "tdesktop";
  config.lang_code = "rm";
  return config;
}

std::string prefix(Introduction kind) {
  const Bytes bytes = init_connection_prefix(private_config(), kind).value();
  return std::string(as_text(bytes));
}

bool names(const std::string& bytes, const char* text) {
  return bytes.find(text) != std::string::npos;
}

TEST(InitConnection, Telegram_HearsWhatTheUserSet) {
  const std::string full = prefix(Introduction::full);
  for (const char* text : {"Ann's laptop", "Debian 12", "app 7", "gsw-CH", "tdesktop", "rm"}) {
    EXPECT_TRUE(names(full, text)) << text;
  }
}

TEST(InitConnection, Cdn_HearsNothingPrivate_B83) {
  const std::string anonymous = prefix(Introduction::anonymous);
  for (const char* text : {"Ann", "Debian", "gsw", "tdesktop", "rm"}) {
    EXPECT_FALSE(names(anonymous, text)) << text;
  }
  // Layer, the application's number and its version are no secret, and demanded.
  EXPECT_TRUE(names(anonymous, "app 7"));
  EXPECT_EQ(load_le<std::int32_t>(as_bytes(anonymous).data() + 4), tl::LAYER);
  EXPECT_EQ(load_le<std::int32_t>(as_bytes(anonymous).data() + 16), 12345);
}

TEST(IsCdn, OnlyWhereNothingElseIsKnown_B83) {
  DcEntry dc;
  EXPECT_FALSE(is_cdn(dc));
  dc.addresses.resize(2);
  dc.addresses[0].cdn = true;
  EXPECT_FALSE(is_cdn(dc));
  dc.addresses[1].cdn = true;
  EXPECT_TRUE(is_cdn(dc));
}

}  // namespace
}  // namespace strata::detail
