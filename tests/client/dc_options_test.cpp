// Addresses in the server's configuration: what is believed, what is refused, and how much.
#include "net/dc_options.hpp"

#include "strata/client/account.hpp"
#include "strata/tl/arena.hpp"
#include "strata/tl/encode.hpp"
#include "strata/tl/types/config.hpp"
#include "strata/tl/types/dc_option.hpp"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

namespace strata::detail {
namespace {

using std::chrono_literals::operator""s;
using Option = tl::types::DcOption;

Option option(int id, std::string_view ip, std::int32_t port = 443) {
  Option made;
  made.ipv6 = ip.find(':') != std::string_view::npos;
  made.id = id;
  made.ip_address = ip;
  made.port = port;
  return made;
}

Bytes config(const std::vector<Option>& options, bool force_try_ipv6 = false) {
  tl::Arena arena;
  std::vector<tl::enums::DcOption> boxes;
  for (const Option& one : options) boxes.emplace_back(arena.make(one));
  tl::types::Config made;
  made.force_try_ipv6 = force_try_ipv6;
  made.date = 1'000;
  made.expires = 4'600;
  made.dc_options = arena.vector<tl::enums::DcOption>(boxes);
  return tl::to_bytes(tl::enums::Config(arena.make(made))).value();
}

DcOptions read(const std::vector<Option>& options, bool allow_local = false) {
  return read_dc_options(config(options), allow_local).value();
}

bool is_believed(const Option& one, bool allow_local = false) {
  const DcOptions options = read({one}, allow_local);
  EXPECT_EQ(options.dcs.empty(), options.refused == 1);
  return !options.dcs.empty();
}

TEST(DcOptions, EveryFlag_IsKept_C29) {
  const Bytes secret(16, 9);
  Option full = option(4, "149.154.167.91", 5222);
  full.media_only = true;
  full.tcpo_only = true;
  full.cdn = true;
  full.static_ = true;
  full.this_port_only = true;
  full.secret = BytesView(secret);
  const DcOptions options =
      read_dc_options(config({full, option(2, "2001:67c:4e8:f002::a")}, true), false).value();
  ASSERT_EQ(options.dcs.at(4).size(), 1U);
  const DcAddress& address = options.dcs.at(4)[0];
  EXPECT_EQ(address.ip, "149.154.167.91");
  EXPECT_EQ(address.port, 5222);
  EXPECT_FALSE(address.ipv6);
  EXPECT_TRUE(address.media_only && address.tcpo_only && address.cdn && address.is_static);
  EXPECT_TRUE(address.this_port_only);
  EXPECT_EQ(address.secret, secret);
  EXPECT_TRUE(options.dcs.at(2)[0].ipv6);
  EXPECT_FALSE(options.dcs.at(2)[0].tcpo_only);
  EXPECT_TRUE(options.prefer_ipv6);
  EXPECT_EQ(options.lifetime, 3600s);
  EXPECT_EQ(options.refused, 0U);
}

TEST(DcOptions, Secret_ImpliesObfuscationAndHasAKnownForm_C29) {
  Option one = option(2, "149.154.167.51");
  Bytes secret(17, 9);
  secret[0] = 0xdd;
  one.secret = BytesView(secret);
  EXPECT_TRUE(read({one}).dcs.at(2)[0].tcpo_only);
  secret[0] = 0xee;
  EXPECT_FALSE(is_believed(one));
  for (const std::size_t size : {1U, 15U, 18U, 4096U}) {
    const Bytes odd(size, 1);
    one.secret = BytesView(odd);
    EXPECT_FALSE(is_believed(one)) << size;
  }
}

TEST(DcOptions, IdsAndPortsOutOfRange_AreRefused_C30) {
  for (const int id : {1, 5, 203, 1000}) EXPECT_TRUE(is_believed(option(id, "149.154.167.51")));
  for (const int id : {0, -2, 1001, 2147483647}) {
    EXPECT_FALSE(is_believed(option(id, "149.154.167.51"))) << id;
  }
  for (const int port : {1, 80, 65535}) EXPECT_TRUE(is_believed(option(2, "149.154.167.51", port)));
  for (const int port : {0, -1, 65536, 2147483647}) {
    EXPECT_FALSE(is_believed(option(2, "149.154.167.51", port))) << port;
  }
}

TEST(DcOptions, AddressThatIsNoLiteralOfItsFamily_IsRefused_C30) {
  for (const char* text :
       {"", "localhost", "telegram.org", "149.154.167", "149.154.167.051.", "0x95.154.167.51",
        "149.154.167.51:443", " 149.154.167.51", "[2001:67c:4e8:f002::a]", "2001:67c:4e8:f002::a%1",
        "2001:67c:4e8:f002::g"}) {
    EXPECT_FALSE(is_believed(option(2, text))) << text;
  }
  Option wrong_family = option(2, "149.154.167.51");
  wrong_family.ipv6 = true;
  EXPECT_FALSE(is_believed(wrong_family));
  wrong_family = option(2, "2001:67c:4e8:f002::a");
  wrong_family.ipv6 = false;
  EXPECT_FALSE(is_believed(wrong_family));
}

TEST(DcOptions, AddressOfThisMachineOrLink_NeedsTheTestFlag_C30) {
  for (const char* text :
       {"127.0.0.1", "127.255.0.9", "169.254.1.1", "224.0.0.1", "239.255.255.255", "0.0.0.0",
        "0.1.2.3", "255.255.255.255", "::1", "::", "fe80::1", "ff02::1", "::ffff:127.0.0.1",
        "::ffff:169.254.1.1", "::ffff:224.0.0.1"}) {
    EXPECT_FALSE(is_believed(option(2, text))) << text;
    EXPECT_TRUE(is_believed(option(2, text), true)) << text;
  }
}

// N-119
TEST(DcOptions, MoreThan64OfOneDataCentre_AreCut_C30) {
  std::vector<std::string> texts;
  for (int i = 0; i < 10'000; ++i) {
    texts.push_back("149." + std::to_string(i / 250 % 250) + ".7." + std::to_string(i % 250));
  }
  std::vector<Option> many;
  for (const std::string& text : texts) many.push_back(option(2, text));
  many.push_back(option(4, "149.154.167.91"));
  const DcOptions options = read(many);
  EXPECT_EQ(options.dcs.at(2).size(), 64U);
  EXPECT_EQ(options.refused, 10'000U - 64U);
  EXPECT_EQ(options.dcs.at(4).size(), 1U);
}

TEST(DcOptions, RepeatedAddress_IsKeptOnce) {
  EXPECT_EQ(read({option(2, "149.154.167.51"), option(2, "149.154.167.51")}).dcs.at(2).size(), 1U);
}

TEST(DcOptions, AnotherObject_IsADecodeError) {
  EXPECT_FALSE(read_dc_options(*from_hex("b5757299"), false));
  Bytes cut = config({option(2, "149.154.167.51")});
  cut.resize(cut.size() - 4);
  EXPECT_FALSE(read_dc_options(cut, false));
}

TEST(DcOptions, Stored_ReplaceWhatIsNamedAndNothingElse_C29) {
  SessionData session;
  session.dc(2).addresses.push_back({.ip = "149.154.167.41"});
  session.dc(2).server_salt = 5;
  session.dc(4).addresses.push_back({.ip = "149.154.167.91"});
  Account account(1, "hash", session);
  store_dc_options(account, read({option(2, "149.154.167.51"), option(4, "127.0.0.1")}), 500s);

  ASSERT_EQ(account.dc(2).addresses.size(), 1U);
  EXPECT_EQ(account.dc(2).addresses[0].ip, "149.154.167.51");
  EXPECT_EQ(account.dc(2).server_salt, 5);
  EXPECT_EQ(account.dc(4).addresses[0].ip, "149.154.167.91");
  EXPECT_EQ(account.dc_options_expire(), 500 + 3600);
  EXPECT_FALSE(account.prefer_ipv6());
}

}  // namespace
}  // namespace strata::detail
