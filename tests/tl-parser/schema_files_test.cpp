// Tests of the parser on the schemas themselves: the repository's two, and layer 224.
#include "expect.hpp"

#include "strata/tl_parser/print.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

namespace strata::tl_parser {
namespace {

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string api_text() { return read_file(STRATA_TL_FOLDER "/api.tl"); }
std::string mtproto_text() { return read_file(STRATA_TL_FOLDER "/mtproto.tl"); }

std::set<std::string> non_canonical(const ParseOutcome& outcome) {
  std::set<std::string> names;
  for (const Definition& definition : outcome.definitions) {
    EXPECT_TRUE(definition.id_written) << definition.full_name();
    if (canonical_id(definition) != definition.id) names.insert(definition.full_name());
  }
  return names;
}

// Printing loses nothing, and printing what was printed gives the same bytes.
void expect_round_trip(const ParseOutcome& outcome) {
  const std::string printed = print(outcome.definitions, outcome.layer);
  const ParseOutcome again = parse_clean(printed);
  EXPECT_EQ(again.definitions, outcome.definitions);
  EXPECT_EQ(again.layer, outcome.layer);
  EXPECT_EQ(print(again.definitions, again.layer), printed);
}

// The statements of a text, each on its line as it stands.
std::vector<std::string> statement_lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    if (line.ends_with(';')) lines.push_back(line);
  }
  return lines;
}

std::vector<std::string> printed_lines(const ParseOutcome& outcome) {
  std::vector<std::string> lines;
  for (const Definition& definition : outcome.definitions) lines.push_back(print(definition));
  return lines;
}

std::map<std::string, std::uint32_t> ids_by_name(const ParseOutcome& outcome) {
  std::map<std::string, std::uint32_t> ids;
  for (const Definition& definition : outcome.definitions) {
    ids[definition.full_name()] = definition.id;
  }
  return ids;
}

TEST(SchemaFiles, ApiIsLayer227) {
  const std::string text = api_text();
  EXPECT_TRUE(text.starts_with("// LAYER 227\n"));
  const ParseOutcome outcome = parse_clean(text);
  EXPECT_EQ(outcome.layer, 227);
  EXPECT_EQ(outcome.definitions.size(), 2420U);
  EXPECT_EQ(std::count_if(outcome.definitions.begin(), outcome.definitions.end(),
                          [](const Definition& d) { return d.category == Category::functions; }),
            798);
}

TEST(SchemaFiles, ApiPrintsAsItStands) {
  const std::string text = api_text();
  EXPECT_EQ(printed_lines(parse_clean(text)), statement_lines(text));
}

TEST(SchemaFiles, ApiRoundTrip) { expect_round_trip(parse_clean(api_text())); }

TEST(SchemaFiles, EveryApiIdIsTheCrcOfItsLine) {
  EXPECT_EQ(non_canonical(parse_clean(api_text())), std::set<std::string>{});
}

TEST(SchemaFiles, ApiHoldsTheLanguagesOwnTypes) {
  const auto ids = ids_by_name(parse_clean(api_text()));
  EXPECT_EQ(ids.at("boolFalse"), 0xbc799737U);
  EXPECT_EQ(ids.at("boolTrue"), 0x997275b5U);
  EXPECT_EQ(ids.at("true"), 0x3fedd339U);
  EXPECT_EQ(ids.at("vector"), 0x1cb5c415U);
  EXPECT_EQ(ids.at("null"), 0x56730bccU);
}

TEST(SchemaFiles, MtprotoPrintsAsItStands) {
  const std::string text = mtproto_text();
  const ParseOutcome outcome = parse_clean(text);
  EXPECT_FALSE(outcome.layer);
  EXPECT_EQ(printed_lines(outcome), statement_lines(text));
}

TEST(SchemaFiles, MtprotoRoundTrip) { expect_round_trip(parse_clean(mtproto_text())); }

TEST(SchemaFiles, FourMtprotoIdsAreNotTheCrcOfTheirLine) {
  EXPECT_EQ(non_canonical(parse_clean(mtproto_text())),
            (std::set<std::string>{"msg_container", "ipPortSecret", "accessPointRule",
                                   "help.configSimple"}));
}

// Spec: core.telegram.org/mtproto/service_messages and the pages it leads to; the ids are those
// that the specification names, so a slip in the file shows here.
TEST(SchemaFiles, MtprotoHoldsEveryIdOfTheSpecification) {
  const std::map<std::string, std::uint32_t> expected = {
      {"req_pq", 0x60469778},
      {"req_pq_multi", 0xbe7e8ef1},
      {"resPQ", 0x05162463},
      {"p_q_inner_data_dc", 0xa9f55f95},
      {"p_q_inner_data_temp_dc", 0x56fddf88},
      {"req_DH_params", 0xd712e4be},
      {"server_DH_params_ok", 0xd0e8075c},
      {"server_DH_params_fail", 0x79cb045d},
      {"server_DH_inner_data", 0xb5890dba},
      {"client_DH_inner_data", 0x6643b654},
      {"set_client_DH_params", 0xf5045f1f},
      {"dh_gen_ok", 0x3bcbf734},
      {"dh_gen_retry", 0x46dc1fb9},
      {"dh_gen_fail", 0xa69dae02},
      {"bind_auth_key_inner", 0x75a3f765},
      {"destroy_auth_key", 0xd1435160},
      {"destroy_session", 0xe7512126},
      {"rpc_result", 0xf35c6d01},
      {"rpc_error", 0x2144ca19},
      {"rpc_drop_answer", 0x58e4a740},
      {"rpc_answer_unknown", 0x5e2ad36e},
      {"rpc_answer_dropped_running", 0xcd78e586},
      {"rpc_answer_dropped", 0xa43ad8b7},
      {"msg_container", 0x73f1f8dc},
      {"msg_copy", 0xe06046b2},
      {"gzip_packed", 0x3072cfa1},
      {"bad_msg_notification", 0xa7eff811},
      {"bad_server_salt", 0xedab447b},
      {"msg_resend_req", 0x7d861a08},
      {"msgs_state_info", 0x04deb57d},
      {"msgs_all_info", 0x8cc0d131},
      {"msg_detailed_info", 0x276d3ec6},
      {"msg_new_detailed_info", 0x809db6df},
      {"new_session_created", 0x9ec20908},
      {"future_salts", 0xae500895},
      {"http_wait", 0x9299359f},
      {"ping", 0x7abe77ec},
      {"ping_delay_disconnect", 0xf3427b8c},
      {"pong", 0x347773c5},
  };
  const auto ids = ids_by_name(parse_clean(mtproto_text()));
  for (const auto& [name, id] : expected) {
    ASSERT_TRUE(ids.contains(name)) << name;
    EXPECT_EQ(ids.at(name), id) << name;
  }
}

// The name table and a reader of any object look definitions up by id alone.
TEST(SchemaFiles, ApiAndMtprotoShareNoId) {
  std::map<std::uint32_t, std::string> names;
  for (const std::string& text : {api_text(), mtproto_text()}) {
    for (const Definition& definition : parse_clean(text).definitions) {
      EXPECT_TRUE(names.emplace(definition.id, definition.full_name()).second)
          << definition.full_name() << " has the id of " << names[definition.id];
    }
  }
}

class Layer224 : public ::testing::Test {
 protected:
  void SetUp() override {
    text_ = read_file(STRATA_TL_API_224);
    if (text_.empty()) GTEST_SKIP() << "set STRATA_TL_API_224 to the schema of layer 224";
  }
  std::string text_;
};

TEST_F(Layer224, ParsesWithTheLayerOnTheLastLine) {
  const ParseOutcome outcome = parse_clean(text_);
  EXPECT_EQ(outcome.layer, 224);
  EXPECT_EQ(outcome.definitions.size(), 2329U);
}

// That file leaves out the zeros at the front of ids; nothing else of it is not canonical.
TEST_F(Layer224, PrintsAsItStandsButForZerosOfIds) {
  std::vector<std::string> lines = statement_lines(text_);
  for (std::string& line : lines) {
    const std::size_t id = line.find('#') + 1;
    const std::size_t digits = line.find(' ', id) - id;
    if (digits < 8) line.insert(id, 8 - digits, '0');
  }
  EXPECT_EQ(printed_lines(parse_clean(text_)), lines);
}

TEST_F(Layer224, RoundTrip) { expect_round_trip(parse_clean(text_)); }

TEST_F(Layer224, EveryIdIsTheCrcOfItsLine) {
  EXPECT_EQ(non_canonical(parse_clean(text_)), std::set<std::string>{});
}

TEST_F(Layer224, EveryDefinitionHasASuccessorInTheDefaultLayer) {
  const auto newer = ids_by_name(parse_clean(api_text()));
  for (const Definition& definition : parse_clean(text_).definitions) {
    EXPECT_TRUE(newer.contains(definition.full_name())) << definition.full_name();
  }
}

}  // namespace
}  // namespace strata::tl_parser
