// The built-in addresses and addresses as text.
#include "net/dc_table.hpp"

#include "net/telegram_networks.hpp"

#include "strata/client/errors.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

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

/// The table of the rule, written out again: ip, then what kind of address it is.
std::vector<std::string> table_of(int dc, bool test) {
  std::vector<std::string> table;
  for (const DcAddress& address : builtin_addresses(dc, test)) {
    EXPECT_EQ(address.port, 443);
    EXPECT_EQ(address.ipv6, address.ip.find(':') != std::string::npos);
    table.push_back(address.ip + (address.media_only ? " media" : ""));
  }
  return table;
}

using Table = std::vector<std::string>;

TEST(DcTable, ProductionAddresses_AreThese_C27) {
  EXPECT_EQ(table_of(1, false),
            (Table{"149.154.175.50", "149.154.175.52", "149.154.175.53", "2001:b28:f23d:f001::a"}));
  EXPECT_EQ(table_of(2, false),
            (Table{"149.154.167.51", "149.154.167.41", "95.161.76.100", "149.154.167.222 media",
                   "2001:67c:4e8:f002::a", "2001:67c:4e8:f002::b media"}));
  EXPECT_EQ(table_of(3, false), (Table{"149.154.175.100", "2001:b28:f23d:f003::a"}));
  EXPECT_EQ(table_of(4, false), (Table{"149.154.167.91", "149.154.166.120 media",
                                       "2001:67c:4e8:f004::a", "2001:67c:4e8:f004::b media"}));
  EXPECT_EQ(table_of(5, false), (Table{"149.154.171.5", "91.108.56.191", "2001:b28:f23f:f005::a"}));
}

TEST(DcTable, TestAddresses_AreTheseAndHaveTheirOwnIds_C28) {
  EXPECT_EQ(table_of(1, true), (Table{"149.154.175.10", "2001:b28:f23d:f001::e"}));
  EXPECT_EQ(table_of(2, true), (Table{"149.154.167.40", "2001:67c:4e8:f002::e"}));
  EXPECT_EQ(table_of(3, true), (Table{"149.154.175.117", "2001:b28:f23d:f003::e"}));
  EXPECT_EQ(protocol_dc_id(3, true, false), 10003);
}

TEST(TelegramNetworks, BuiltinAddresses_AreAllInside_A34) {
  for (const bool test : {false, true}) {
    for (int dc = 1; dc <= 5; ++dc) {
      for (const DcAddress& address : builtin_addresses(dc, test)) {
        EXPECT_TRUE(is_telegram_address(address.ip)) << address.ip;
      }
    }
  }
  EXPECT_TRUE(is_telegram_address("::ffff:149.154.167.51"));
  EXPECT_TRUE(is_telegram_address("91.108.59.255"));
}

TEST(TelegramNetworks, EverythingElse_IsOutside_A34) {
  for (const char* ip : {"127.0.0.1", "::1", "10.0.0.1", "91.108.60.0", "149.154.176.0",
                         "::ffff:127.0.0.1", "2001:b28:f23e::1", "localhost", ""}) {
    EXPECT_FALSE(is_telegram_address(ip)) << ip;
  }
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

TEST(UsableAddresses, PreferredIpv6_ComesFirstWhereItIsAllowed_C29) {
  const auto all = builtin_addresses(2, false);
  EXPECT_TRUE(usable_addresses(all, false, true, true).front().ipv6);
  EXPECT_FALSE(usable_addresses(all, false, true, false).front().ipv6);
  EXPECT_FALSE(usable_addresses(all, false, false, true).front().ipv6);
  // Media addresses still come before others.
  const auto media = usable_addresses(all, true, true, true);
  EXPECT_TRUE(media[0].media_only && media[0].ipv6);
  EXPECT_TRUE(media[1].media_only);
}

TEST(TransportFor, ObfuscationIsUsedWhereItIsDemanded_C29) {
  using Kind = mtproto::TransportKind;
  DcAddress plain;
  EXPECT_EQ(transport_for(plain, Kind::abridged), Kind::abridged);
  DcAddress demanding;
  demanding.tcpo_only = true;
  EXPECT_EQ(transport_for(demanding, Kind::abridged), Kind::obfuscated_abridged);
  EXPECT_EQ(transport_for(demanding, Kind::intermediate), Kind::obfuscated_intermediate);
  EXPECT_EQ(transport_for(demanding, Kind::full), Kind::obfuscated_intermediate);
  EXPECT_EQ(transport_for(demanding, Kind::padded_intermediate), Kind::obfuscated_padded);
  EXPECT_EQ(transport_for(demanding, Kind::obfuscated_abridged), Kind::obfuscated_abridged);
  EXPECT_TRUE(obfuscation_secret(demanding).empty());

  demanding.secret.assign(17, 3);
  demanding.secret[0] = 0xdd;
  EXPECT_EQ(transport_for(demanding, Kind::abridged), Kind::obfuscated_padded);
  EXPECT_EQ(Bytes(16, 3),
            Bytes(obfuscation_secret(demanding).begin(), obfuscation_secret(demanding).end()));
}

TEST(ProtocolDcId, TestAndMedia_AreMarked) {
  EXPECT_EQ(protocol_dc_id(2, false, false), 2);
  EXPECT_EQ(protocol_dc_id(2, true, false), 10002);
  EXPECT_EQ(protocol_dc_id(4, true, true), -10004);
}

}  // namespace
}  // namespace strata::detail
