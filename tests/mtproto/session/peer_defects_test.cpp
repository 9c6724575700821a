// Defects that other implementations had, each shown not to be here.
#include "mtproto/session/session_script.hpp"
#include "mtproto/session/tl_builder.hpp"

#include "strata/tl/mtproto/all.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace strata::mtproto::session_test {
namespace {

using Words = std::vector<std::string>;

const Bytes update = Tl().u32(0xe317af7e);
const std::string update_event = "updates 7eaf17e3";

TEST(PeerDefects, M01_ReplayParityTimeAndLengthAreChecked) {
  World world;
  const std::int64_t id = world.server().next_id(world.server_time());
  EXPECT_TRUE(world.receive(id, 1, update));
  EXPECT_TRUE(world.receive(id, 1, update)) << "replay";
  EXPECT_FALSE(world.receive(id + 3, 1, update)) << "parity";
  EXPECT_TRUE(world.receive(world.server().next_id(world.server_time() + seconds(100)), 1, update))
      << "time";
  EXPECT_FALSE(world.receive(id + 8, 1, update, {.session_id = 1})) << "session";
  EXPECT_FALSE(world.receive(id + 8, 1, update, {.length = 8})) << "length";
  EXPECT_FALSE(world.receive(Bytes(Tl().u32(0xe06046b2)))) << "msg_copy of nothing";
  EXPECT_EQ(world.take_events(), Words{update_event});
}

TEST(PeerDefects, M07_NewSessionCreatedDoesNotResetTheSession) {
  World world;
  world.call("a");
  EXPECT_TRUE(world.receive(new_session_created(world.id_of("a"), 5, 100)));
  EXPECT_TRUE(world.receive(rpc_result(world.id_of("a"), bool_true()))) << "still decrypts";
}

TEST(PeerDefects, M08_PaddedTransportsPacketsNeedNotBeWholeBlocks) {
  WorldOptions options;
  options.session.transport_pads_packets = true;
  World world(options);
  for (std::size_t extra = 0; extra < 16; ++extra) {
    Bytes packet = world.server().seal(world.server().next_id(world.server_time()), 1, update);
    packet.resize(packet.size() + extra, 0xab);
    EXPECT_TRUE(world.receive_packet(packet)) << extra;
  }
  EXPECT_EQ(world.take_events().size(), 16U);
}

TEST(PeerDefects, M10_TimeBaseIsNotFrozenAndNotTakenFromOurOwnId) {
  WorldOptions options;
  options.answers_pings = true;
  World world(options);
  for (int i = 0; i < 30; ++i) {
    world.call("a");
    const auto error = MsgId{world.id_of("a")}.unix_time() - world.server_time();
    EXPECT_LT(std::chrono::abs(error), seconds(1)) << "after " << i << " minutes";
    world.cancel("a");
    world.advance(std::chrono::minutes(1));
  }
  world.move_server_clock(seconds(200));
  world.server().tolerate_wrong_time();
  world.call("b");
  static_cast<void>(world.take_events());
  EXPECT_TRUE(world.receive(bad_msg_notification(world.id_of("b"), 16), false));
  EXPECT_EQ(world.take_events(), Words{"time 200"});
}

TEST(PeerDefects, M16_InnerIdsOfContainersAreAcknowledged) {
  World world;
  const std::int64_t inner = world.server().next_id(world.server_time());
  EXPECT_TRUE(world.receive(container({{inner, 1, update}}), false));
  world.advance(seconds(1));
  ASSERT_NE(world.last("ack"), nullptr);
  EXPECT_EQ(load_le<std::int64_t>(world.last("ack")->body.data() + 12), inner);
}

TEST(PeerDefects, M17_OwnIdsAreNotAcknowledgedOnMsgResendReq) {
  World world;
  world.call("a");
  EXPECT_TRUE(world.receive(Bytes(Tl().u32(0x7d861a08).longs({world.id_of("a"), 4444})), false));
  world.advance(seconds(5));
  EXPECT_EQ(world.last("ack"), nullptr);
}

TEST(PeerDefects, M18_SaltsBeyond2038AreNotExpired) {
  WorldOptions options;
  options.session.future_salts = true;
  World world(options);
  EXPECT_TRUE(world.receive(msgs_ack({}), false));
  const auto now =
      static_cast<std::uint32_t>(std::chrono::floor<seconds>(world.server_time()).count());
  EXPECT_TRUE(world.receive(
      future_salts(world.id_of("salts?"), now, {{now - 600, 0xffff'ffff, 777}}), false));
  world.call("a");
  EXPECT_EQ(world.server().salt(), 777);
}

// Every id that stands in our sources or in the tests' server as a number is the schema's.
TEST(PeerDefects, M19_ConstructorIdsAreThoseOfTheSchema) {
  namespace types = tl::mtproto::types;
  namespace functions = tl::mtproto::functions;
  const auto id_of = [](const Bytes& body) { return load_le<std::uint32_t>(body.data()); };
  EXPECT_EQ(id_of(pong(1, 2)), types::Pong::ID);
  EXPECT_EQ(id_of(rpc_result(1, {})), types::RpcResult::ID);
  EXPECT_EQ(id_of(rpc_error(1, "")), types::RpcError::ID);
  EXPECT_EQ(id_of(container({})), types::MsgContainer::ID);
  EXPECT_EQ(id_of(gzip_packed({})), types::GzipPacked::ID);
  EXPECT_EQ(id_of(msgs_ack({})), types::MsgsAck::ID);
  EXPECT_EQ(id_of(bad_server_salt(1, 2)), types::BadServerSalt::ID);
  EXPECT_EQ(id_of(bad_msg_notification(1, 2)), types::BadMsgNotification::ID);
  EXPECT_EQ(id_of(new_session_created(1, 2, 3)), types::NewSessionCreated::ID);
  EXPECT_EQ(id_of(msgs_state_info(1, {})), types::MsgsStateInfo::ID);
  EXPECT_EQ(id_of(msg_detailed_info(1, 2, 3)), types::MsgDetailedInfo::ID);
  EXPECT_EQ(id_of(future_salts(1, 2, {})), types::FutureSalts::ID);
  EXPECT_EQ(functions::PingDelayDisconnect::ID, 0xf3427b8cU);

  // Those of the API, which the session writes without linking its types.
  std::ifstream file(std::string(STRATA_TEST_DATA) + "/../tl-types/tl/api.tl");
  std::stringstream text;
  text << file.rdbuf();
  EXPECT_NE(text.str().find("\ninvokeAfterMsg#cb9f372d "), std::string::npos);
  EXPECT_NE(text.str().find("\ninvokeAfterMsgs#3dc4b4f0 "), std::string::npos);
}

TEST(PeerDefects, M28_SaltOfAReceivedMessageIsNotAdopted) {
  World world;
  world.call("a");
  EXPECT_TRUE(world.receive(bad_server_salt(0x65abc0fd00000004, 666), false));
  world.call("b");
  EXPECT_EQ(world.server().salt(), 100);
}

TEST(PeerDefects, M29_DecompressionHasACap) {
  World world;
  world.call("a");
  EXPECT_TRUE(
      world.receive(rpc_result(world.id_of("a"), gzip_packed(Bytes(std::size_t{17} << 20U)))));
  EXPECT_EQ(world.take_events(),
            Words{"failed a: compressed data is larger than the limit once decompressed"});
}

TEST(PeerDefects, M30_SequenceNumbersAreNotGuessed) {
  World world;
  world.call("a");
  EXPECT_TRUE(world.receive(bad_msg_notification(world.id_of("a"), 32), false));
  EXPECT_EQ(world.last("a")->seq_no, 1) << "a new session, not 64 more";
}

// B-22
TEST(PeerDefects, M35_RecordedPacketsAreNotAcceptedAgain) {
  World world;
  const Bytes recorded =
      world.server().seal(world.server().next_id(world.server_time()), 1, update);
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(world.receive_packet(recorded));
  EXPECT_EQ(world.take_events(), Words{update_event});
}

}  // namespace
}  // namespace strata::mtproto::session_test
