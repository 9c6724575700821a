// The built-in addresses and addresses as text.
#include "net/dc_table.hpp"

#include "strata/client/errors.hpp"

#include <gtest/gtest.h>

#include <string>

namespace strata::detail {
namespace {

TEST(DcTable, EveryDataCentre_HasAnAddressOfEachFamily) {
  for (const bool test : {false, true}) {
    const int last = test ? 3 : 5;
    for (int dc = 1; dc <= last; ++dc) {
      const auto addresses = builtin_addresses(dc, test);
      ASSERT_GE(addresses.size(), 2U) << dc;
      EXPECT_FALSE(addresses.front().ipv6);
      EXPECT_TRUE(addresses.back().ipv6);
    }
    EXPECT_TRUE(builtin_addresses(last + 1, test).empty());
  }
}

TEST(DcTable, DefaultStart_IsDcTwo) {
  EXPECT_EQ(builtin_addresses(2, false).front().ip, "149.154.167.51");
  EXPECT_EQ(builtin_addresses(2, true).front().ip, "149.154.167.40");
}

TEST(ParseAddress, LegalForms_AreUnderstood) {
  EXPECT_EQ(parse_address("127.0.0.1:4443")->port, 4443);
  EXPECT_EQ(parse_address("localhost:1")->ip, "localhost");
  const auto six = parse_address("[::1]:65535");
  ASSERT_TRUE(six);
  EXPECT_EQ(six->ip, "::1");
  EXPECT_TRUE(six->ipv6);
}

TEST(ParseAddress, EverythingElse_IsAnInvalidArgument) {
  for (const char* text :
       {"", ":", "127.0.0.1", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536", "127.0.0.1:4x",
        "127.0.0.1: 4", ":443", "::1:443", "[127.0.0.1]:443", "[]:443", "[::1]", "a:-1"}) {
    const auto parsed = parse_address(text);
    ASSERT_FALSE(parsed) << text;
    EXPECT_EQ(parsed.error().code(), ClientErrc::invalid_argument);
  }
}

TEST(UsableAddresses, MediaTraffic_PrefersMediaAddresses) {
  const auto all = builtin_addresses(2, false);
  const auto media = usable_addresses(all, true, false);
  ASSERT_EQ(media.size(), 4U);
  EXPECT_TRUE(media.front().media_only);
  const auto main = usable_addresses(all, false, false);
  EXPECT_EQ(main.size(), 3U);
  EXPECT_EQ(usable_addresses(all, false, true).size(), 4U);
}

TEST(UsableAddresses, CdnAddresses_CarryNoOrdinaryTraffic) {
  DcAddress cdn;
  cdn.ip = "192.0.2.1";
  cdn.cdn = true;
  EXPECT_TRUE(usable_addresses({cdn}, true, true).empty());
}

TEST(ProtocolDcId, TestAndMedia_AreMarked) {
  EXPECT_EQ(protocol_dc_id(2, false, false), 2);
  EXPECT_EQ(protocol_dc_id(2, true, false), 10002);
  EXPECT_EQ(protocol_dc_id(4, true, true), -10004);
}

}  // namespace
}  // namespace strata::detail
