// Host names and addresses: what is accepted, and what only resembles them.
#include "transport/host_name.hpp"

#include <gtest/gtest.h>

#include <string>

namespace strata::mtproto {
namespace {

TEST(HostName, NamesAndIpv4Addresses) {
  for (const std::string_view name :
       {"a", "example.com", "EXAMPLE.com", "xn--e1afmkfd.xn--p1ai", "a-b.c", "1.example",
        "127.0.0.1", "255.255.255.255", "3com.com"}) {
    EXPECT_TRUE(is_host_name(name)) << name;
  }
}

TEST(HostName, WhatNoHostIsCalled) {
  using namespace std::literals;
  for (const std::string_view name :
       {""sv,          "."sv,     "a."sv,        ".a"sv,        "a..b"sv,     "-a"sv,
        "a-"sv,        "a.-b"sv,  "a_b"sv,       "a b"sv,       "a\0b"sv,     "a/b"sv,
        "пример.рф"sv, "1.2.3"sv, "1.2.3.4.5"sv, "256.1.1.1"sv, "01.2.3.4"sv, "a.1"sv,
        "1.2.3.4."sv,  "a:b"sv,   "[::1]"sv,     "a\r\nb"sv,    "1234"sv}) {
    EXPECT_FALSE(is_host_name(name)) << name;
  }
}

TEST(HostName, Lengths) {
  const std::string label(63, 'a');
  EXPECT_TRUE(is_host_name(label));
  EXPECT_FALSE(is_host_name(label + "a"));
  const std::string longest = label + "." + label + "." + label + "." + std::string(61, 'a');
  EXPECT_EQ(longest.size(), 253U);
  EXPECT_TRUE(is_host_name(longest));
  EXPECT_FALSE(is_host_name(longest + "a"));
  EXPECT_FALSE(is_host_name(longest, 182));
}

TEST(HostName, Ipv6Addresses) {
  for (const std::string_view address :
       {"::", "::1", "1::", "2001:67c:4e8:f002::a", "1:2:3:4:5:6:7:8", "::ffff:1.2.3.4",
        "1:2:3:4:5:6:1.2.3.4", "ABCD::ef01", "1:2:3:4:5:6:7::"}) {
    EXPECT_TRUE(is_ipv6_address(address)) << address;
  }
  for (const std::string_view address :
       {"", ":", ":::", "1", "1:2", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9",
        "12345::", "g::", "1::2::3", "::1.2.3", "1.2.3.4::", "::1.2.3.4:5", "::1%eth0", "[::1]",
        "1:2:3:4:5:6:7:8::", ":1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8:", "::1 "}) {
    EXPECT_FALSE(is_ipv6_address(address)) << address;
  }
}

}  // namespace
}  // namespace strata::mtproto
