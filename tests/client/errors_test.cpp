// Every error code is thrown as the class that the documentation promises, and survives slicing.
#include "strata/client/errors.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <set>
#include <string>

namespace strata {
namespace {

template <class Expected>
void expect_thrown_as(const Error& error) {
  try {
    throw_error(error);
  } catch (const Expected& caught) {
    EXPECT_EQ(caught.code(), error.code());
    EXPECT_STREQ(caught.what(), error.what());
  } catch (const std::exception& other) {
    ADD_FAILURE() << error.what() << " was thrown as another class: " << other.what();
  }
}

TEST(ThrowError, TransportCodes_AreTransportErrors) {
  expect_thrown_as<TransportError>(Error(ClientErrc::connect_failed));
  expect_thrown_as<TransportError>(Error(ClientErrc::timed_out));
  expect_thrown_as<TransportError>(Error(ClientErrc::server_refused));
}

TEST(ThrowError, OtherGroups_AreTheirClass) {
  expect_thrown_as<ProtocolError>(Error(ClientErrc::migration_failed));
  expect_thrown_as<SecurityError>(Error(ClientErrc::auth_key_duplicated));
  expect_thrown_as<SessionError>(Error(ClientErrc::session_corrupt));
  expect_thrown_as<SessionError>(Error(ClientErrc::session_environment));
  expect_thrown_as<Cancelled>(Cancelled());
  expect_thrown_as<ClosedError>(ClosedError());
}

TEST(ThrowError, OperatingSystemErrors_AreTransportErrors) {
  expect_thrown_as<TransportError>(
      Error(std::error_code(ECONNREFUSED, std::system_category()), "connect"));
}

TEST(ThrowError, ForeignCategory_StaysAnError) {
  EXPECT_THROW(throw_error(Error(std::make_error_code(std::errc::invalid_argument))), Error);
}

TEST(ThrowError, SlicedRpcError_IsAnRpcErrorAgain) {
  const Error sliced = RpcError(420, "FLOOD_WAIT_42", "messages.sendMessage");
  try {
    throw_error(sliced);
  } catch (const RpcError& error) {
    EXPECT_EQ(error.value(), 42);
    EXPECT_EQ(error.method(), "messages.sendMessage");
  }
}

TEST(ClientErrc, EveryCode_HasItsOwnText) {
  std::set<std::string> texts;
  const int last = static_cast<int>(ClientErrc::missing_api_hash);
  for (int code = 1; code <= last; ++code) texts.insert(client_category().message(code));
  EXPECT_EQ(texts.size(), static_cast<std::size_t>(last));
  EXPECT_FALSE(texts.contains("unknown client error"));
  EXPECT_EQ(client_category().message(last + 1), "unknown client error");
}

}  // namespace
}  // namespace strata
