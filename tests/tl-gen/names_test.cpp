// From names of the schema to names of C++ and of files.
#include "names.hpp"

#include <gtest/gtest.h>

namespace strata::tl_gen {
namespace {

TEST(Names, PascalCase_KeepsTelegramsCapitals) {
  EXPECT_EQ(pascal_case("inputPeerUser"), "InputPeerUser");
  EXPECT_EQ(pascal_case("resPQ"), "ResPQ");
  EXPECT_EQ(pascal_case("req_pq_multi"), "ReqPqMulti");
  EXPECT_EQ(pascal_case("P_Q_inner_data"), "PQInnerData");
  EXPECT_EQ(pascal_case("server_DH_params_ok"), "ServerDHParamsOk");
}

TEST(Names, SnakeCase_SplitsBeforeWordsAndKeepsRunsOfCapitalsTogether) {
  EXPECT_EQ(snake_case("InputPeer"), "input_peer");
  EXPECT_EQ(snake_case("ResPQ"), "res_pq");
  EXPECT_EQ(snake_case("JSONValue"), "json_value");
  EXPECT_EQ(snake_case("P_Q_inner_data"), "p_q_inner_data");
  EXPECT_EQ(snake_case("Server_DH_Params"), "server_dh_params");
  EXPECT_EQ(snake_case("sendMessage"), "send_message");
  EXPECT_EQ(snake_case("_Message"), "message");
}

TEST(Names, MemberName_EscapesWhatCppKeepsForItself) {
  EXPECT_EQ(member_name("default"), "default_");
  EXPECT_EQ(member_name("errno"), "errno_");
  EXPECT_EQ(member_name("title"), "title");
}

TEST(Names, IsIdentifier_RefusesWhatNoCompilerTakes) {
  EXPECT_TRUE(is_identifier("a1_"));
  EXPECT_FALSE(is_identifier(""));
  EXPECT_FALSE(is_identifier("1a"));
  EXPECT_FALSE(is_identifier("a-b"));
  EXPECT_FALSE(is_identifier("class"));
}

}  // namespace
}  // namespace strata::tl_gen
