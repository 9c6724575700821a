// Tests of what is checked on every message: salts, ids, sequence numbers, containers.
#include "session/gzip.hpp"
#include "testing/session/engine_fixture.hpp"
#include "testing/support.hpp"
#include "wire.hpp"

namespace strata::datacenter {
namespace {

Bytes ping(std::int64_t id = 1) {
  return mtproto_codec().encode(Object("ping", {{"ping_id", id}})).value();
}

Bytes packed(BytesView body) {
  // Stored, not deflated: short bodies do not shrink, and the data centre must not care.
  Bytes member = hex("1f8b08000000000000ff01");
  WireWriter writer;
  writer.raw(member).write(static_cast<std::uint16_t>(body.size()));
  writer.write(static_cast<std::uint16_t>(~body.size())).raw(body);
  std::uint32_t crc = 0xffffffffU;
  for (const std::uint8_t byte : body) {
    crc ^= byte;
    for (int i = 0; i < 8; ++i) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xedb88320U : 0U);
  }
  writer.write(~crc).write(static_cast<std::uint32_t>(body.size()));
  WireWriter whole;
  whole.write(std::uint32_t{0x3072cfa1}).string(writer.bytes());
  return whole.take();
}

class SessionMessages : public EngineTest {
 protected:
  Client client = make_client();
  Link link{*this};

  std::int32_t refusal_of(const PlainMessage& message) {
    send(link, client, message);
    const FromServer notice = only(take(link, client), "bad_msg_notification");
    EXPECT_EQ(notice.object.get_long("bad_msg_id"), message.msg_id);
    EXPECT_EQ(notice.object.get_int("bad_msg_seqno"), message.seq_no);
    return notice.object.get_int("error_code");
  }
  /// A container whose own id and sequence number follow those of its members.
  PlainMessage container_of(const std::vector<PlainMessage>& members) {
    return message(client, container(members), false);
  }
};

TEST_F(SessionMessages, AnnouncesANewSessionOnce) {
  const std::int64_t id = send(link, client, ping());
  const auto first = take(link, client);
  const Object created = only(first, "new_session_created").object;
  EXPECT_EQ(created.get_long("first_msg_id"), id);
  EXPECT_EQ(created.get_long("server_salt"), client.salt);
  EXPECT_EQ(only(first, "pong").object.get_long("msg_id"), id);
  send(link, client, ping());
  EXPECT_EQ(count(take(link, client), "new_session_created"), 0U);
}

TEST_F(SessionMessages, NamesTheLowestIdOfAContainerAsFirst) {
  const PlainMessage one = message(client, ping(1), false);
  const PlainMessage two = message(client, ping(2), false);
  send(link, client, container_of({two, one}));
  const auto answers = take(link, client);
  EXPECT_EQ(only(answers, "new_session_created").object.get_long("first_msg_id"), one.msg_id);
  EXPECT_EQ(count(answers, "pong"), 2U);
}

TEST_F(SessionMessages, AnswersAWrongSaltWithTheRightOne) {
  PlainMessage wrong = message(client, ping());
  wrong.salt = 0;
  send(link, client, wrong);
  const auto answers = take(link, client);
  const Object notice = only(answers, "bad_server_salt").object;
  EXPECT_EQ(notice.get_long("bad_msg_id"), wrong.msg_id);
  EXPECT_EQ(notice.get_int("error_code"), 48);
  EXPECT_EQ(notice.get_long("new_server_salt"), client.salt);
  EXPECT_EQ(answers.size(), 1U) << "and does nothing else";
}

TEST_F(SessionMessages, SaltsAgeAndAreReplaced) {
  send(link, client, ping());
  take(link, client);
  advance(std::chrono::minutes(59));
  send(link, client, ping());
  EXPECT_EQ(count(take(link, client), "pong"), 1U) << "the old salt is accepted an hour";
  advance(std::chrono::minutes(2));
  send(link, client, ping());
  const Object notice = only(take(link, client), "bad_server_salt").object;
  client.salt = notice.get_long("new_server_salt");
  send(link, client, ping());
  EXPECT_EQ(count(take(link, client), "pong"), 1U);
}

TEST_F(SessionMessages, JudgesTheTimeOfIds) {
  const std::int64_t id = next_id(client);
  const auto at = [&](std::int64_t seconds) {
    PlainMessage moved = message(client, ping(), false);
    moved.msg_id = id + (seconds << 32);
    return moved;
  };
  EXPECT_EQ(refusal_of(at(-301)), 16);
  EXPECT_EQ(refusal_of(at(32)), 17);
  PlainMessage odd = at(0);
  odd.msg_id += 1;
  EXPECT_EQ(refusal_of(odd), 18);
  send(link, client, at(-299));
  send(link, client, at(29));
  EXPECT_EQ(count(take(link, client), "pong"), 2U);
}

TEST_F(SessionMessages, JudgesSequenceNumbersOfCalls) {
  ask(link, client, first_call(Object("help.getNearestDc")));
  PlainMessage even = message(client, call(Object("help.getNearestDc")));
  even.seq_no -= 1;
  EXPECT_EQ(refusal_of(even), 35);
  PlainMessage low = message(client, call(Object("help.getNearestDc")));
  low.seq_no = 1;
  EXPECT_EQ(refusal_of(low), 32);
  PlainMessage early = message(client, call(Object("help.getNearestDc")));
  send(link, client, early);
  early.msg_id -= 2 << 2;
  early.seq_no += 2;
  EXPECT_EQ(refusal_of(early), 33);
}

TEST_F(SessionMessages, ExecutesACallOnceHoweverOftenItComes) {
  const PlainMessage request = message(client, first_call(Object("help.getNearestDc")));
  send(link, client, request);
  const FromServer answer = only(take(link, client), "rpc_result");
  send(link, client, request);
  const FromServer again = only(take(link, client), "rpc_result");
  EXPECT_EQ(again.msg_id, answer.msg_id);
  EXPECT_EQ(again.body, answer.body);
  const Counters counters = engine->counters();
  EXPECT_EQ(counters.calls.at("help.getNearestDc"), 1U);
  EXPECT_EQ(counters.duplicates_received, 1U);
  EXPECT_EQ(counters.answers_resent, 1U);
}

TEST_F(SessionMessages, OnlyAcknowledgesADuplicateWhoseAnswerHasArrived) {
  const PlainMessage request = message(client, first_call(Object("help.getNearestDc")));
  send(link, client, request);
  const FromServer answer = only(take(link, client), "rpc_result");
  send(link, client, service(Object("msgs_ack", {{"msg_ids", Vector{answer.msg_id}}})), false);
  send(link, client, request);
  const auto answers = take(link, client);
  EXPECT_EQ(count(answers, "rpc_result"), 0U);
  EXPECT_EQ(only(answers, "msgs_ack").object.get_vector("msg_ids"), Vector{request.msg_id});
  EXPECT_EQ(engine->counters().acknowledged, std::vector<std::int64_t>{answer.msg_id});
}

TEST_F(SessionMessages, TakesPackedCallsAlsoInsideWrappers) {
  FromServer answer = ask(link, client, packed(first_call(Object("help.getNearestDc"))));
  EXPECT_EQ(error_of(answer), "");
  WireWriter wrapped;
  wrapped.write(std::uint32_t{0xbf9459b7});  // invokeWithoutUpdates
  wrapped.raw(packed(call(Object("help.getNearestDc"))));
  answer = ask(link, client, wrapped.take());
  EXPECT_EQ(error_of(answer), "");
  EXPECT_EQ(api_codec().decode_result("help.getNearestDc", answer.result)->as_object().name(),
            "nearestDc");
}

TEST_F(SessionMessages, TakesCopies) {
  WireWriter copy;
  copy.write(std::uint32_t{0xe06046b2}).write(std::uint32_t{0x5bb8e511});
  const PlainMessage inner = message(client, ping(9));
  copy.write(inner.msg_id).write(inner.seq_no).write(std::int32_t{12}).raw(inner.body);
  send(link, client, copy.take(), false);
  EXPECT_EQ(only(take(link, client), "pong").object.get_long("msg_id"), inner.msg_id);
}

TEST_F(SessionMessages, PacksLongAnswers) {
  ask(link, client, first_call(Object("help.getNearestDc")));
  const FromServer answer = ask(link, client, call(Object("help.getInviteText")));
  EXPECT_LT(answer.body.size(), 200U);
  EXPECT_EQ(answer.result.size(), 4U + 4 + 4000);
}

struct BadContainer {
  const char* what;
  Bytes body;
};
std::ostream& operator<<(std::ostream& out, const BadContainer& bad) { return out << bad.what; }

class BadContainers : public SessionMessages, public testing::WithParamInterface<BadContainer> {};

TEST_P(BadContainers, AreRefusedWhole) {
  EXPECT_EQ(refusal_of(message(client, GetParam().body, false)), 64);
  EXPECT_EQ(engine->counters().pings, 0U);
}

const Bytes good_member = hex("0400000000000000 00000000 0c000000 ec77be7a 2122232425262728");

Bytes with(std::string_view header, std::string_view rest) {
  Bytes bytes = hex(header);
  append(bytes, good_member);
  append(bytes, hex(rest));
  return bytes;
}

INSTANTIATE_TEST_SUITE_P(
    All, BadContainers,
    testing::Values(
        BadContainer{"count -1", with("dcf8f173 ffffffff", "")},
        BadContainer{"count 1025", with("dcf8f173 01040000", "")},
        BadContainer{"count 2^31-1", with("dcf8f173 ffffff7f", "")},
        BadContainer{"count too high", with("dcf8f173 02000000", "")},
        BadContainer{"bytes behind", with("dcf8f173 01000000", "00000000")},
        BadContainer{"member beyond the end",
                     hex("dcf8f173 01000000 0400000000000000 00000000 10000000 ec77be7a")},
        BadContainer{"member of 6 bytes",
                     hex("dcf8f173 01000000 0400000000000000 00000000 06000000 ec77be7a0000"
                         "0000")},
        BadContainer{"container inside", with("dcf8f173 02000000",
                                              "0800000000000000 00000000 08000000 dcf8f173"
                                              "00000000")},
        BadContainer{"no gzip inside", with("dcf8f173 02000000",
                                            "0800000000000000 00000000 08000000 a1cf7230"
                                            "03616263")}));

TEST_F(SessionMessages, AContainerInsideAPackedMemberIsRefused) {
  PlainMessage member = message(client, packed(hex("dcf8f17300000000")), false);
  EXPECT_EQ(refusal_of(container_of({member})), 64);
}

TEST_F(SessionMessages, ARepeatedContainerIsRefused) {
  const PlainMessage outer = container_of({message(client, ping(), false)});
  send(link, client, outer);
  take(link, client);
  EXPECT_EQ(refusal_of(outer), 19);
}

TEST_F(SessionMessages, AnEmptyContainerIsTaken) {
  send(link, client, container_of({}));
  EXPECT_TRUE(take(link, client).empty());
  EXPECT_FALSE(link.is_closed);
}

TEST_F(SessionMessages, GzipBombsAreRefused) {
  const Bytes zeros(17U << 20U);
  WireWriter bomb;
  bomb.write(std::uint32_t{0x3072cfa1}).string(gzip(zeros).value());
  EXPECT_EQ(refusal_of(message(client, bomb.take())), 64);
}

TEST_F(SessionMessages, SurvivesEveryTruncationAndFlippedByteOfABody) {
  const PlainMessage request = message(client, first_call(Object("help.getNearestDc")));
  for (std::size_t at = 0; at < request.body.size(); ++at) {
    PlainMessage cut = message(client, request.body);
    cut.body.resize(at / 4 * 4);
    send(link, client, cut);
    PlainMessage changed = message(client, request.body);
    changed.body[at] ^= 0xffU;
    send(link, client, changed);
    take(link, client);
    if (link.is_closed) FAIL() << "closed at " << at;
  }
  EXPECT_EQ(error_of(ask(link, client, request.body)), "");
}

}  // namespace
}  // namespace strata::datacenter
