// Message boxes: the sequences of the requirements' table M, and the bounds around them.
#include "updates/message_boxes.hpp"

#include "client/updates/box_script.hpp"

#include <gtest/gtest.h>

namespace strata::updates {
namespace {

using std::chrono::milliseconds;
using S = BoxScript;

UpdateState at(std::int32_t pts, std::int32_t seq = 0) { return {.pts = pts, .seq = seq}; }

TEST(MessageBoxes_M01, AppliesSkipsWaitsThenFetches) {
  S run(at(131));
  EXPECT_EQ(run.feed(S::common(132, 1)), "A132");
  EXPECT_EQ(run.feed(S::common(132, 1)), "");
  EXPECT_EQ(run.feed(S::common(140, 5)), "");
  EXPECT_EQ(run.advance(milliseconds{600}), "D");
  EXPECT_EQ(run.pts(), 132);
}

TEST(MessageBoxes_M02, AHoleFilledAppliesWhatWaited) {
  S run(at(3));
  EXPECT_EQ(run.feed(S::common(2, 1)), "");
  EXPECT_EQ(run.feed(S::common(3, 1)), "");
  EXPECT_EQ(run.feed(S::common(4, 1)), "A4");
  EXPECT_EQ(run.feed(S::common(6, 1)), "");
  EXPECT_EQ(run.feed(S::common(5, 1)), "A5 A6");
  EXPECT_EQ(run.feed(S::common(8, 1)), "");
  EXPECT_EQ(run.advance(milliseconds{600}), "D");
  EXPECT_EQ(run.pts(), 6);
}

TEST(MessageBoxes_M03, SeveralWaiting_AreAppliedInOrder) {
  S run(at(5));
  EXPECT_EQ(run.feed(S::common(8, 1)), "");
  EXPECT_EQ(run.feed(S::common(7, 1)), "");
  EXPECT_EQ(run.feed(S::common(6, 1)), "A6 A7 A8");
}

TEST(MessageBoxes_M04, WaitingOnesThatWereApplied_AreThrownAway) {
  S run(at(5));
  ASSERT_EQ(run.record(run.boxes().on_gap(BoxId::common())), "D");
  for (const int pts : {8, 7, 4, 3, 2}) EXPECT_EQ(run.feed(S::common(pts, 1)), "");
  EXPECT_EQ(run.difference(at(5)), "");
  EXPECT_EQ(run.feed(S::common(6, 1)), "A6 A7 A8");
}

TEST(MessageBoxes_M05, WaitingOnesThatAreNext_AreApplied) {
  S run(at(5));
  ASSERT_EQ(run.record(run.boxes().on_gap(BoxId::common())), "D");
  for (const int pts : {3, 6, 8, 4, 2}) EXPECT_EQ(run.feed(S::common(pts, 1)), "");
  EXPECT_EQ(run.difference(at(5)), "A6");
  EXPECT_EQ(run.feed(S::common(7, 1)), "A7 A8");
}

TEST(MessageBoxes_M06, CountsAboveOneFillHoles) {
  S run(at(100));
  EXPECT_EQ(run.feed(S::common(103, 1)), "");
  EXPECT_EQ(run.feed(S::common(102, 2)), "A102 A103");
}

TEST(MessageBoxes_M07, Overlap_FetchesAtOnceAndAppliesNothing) {
  S run(at(100));
  EXPECT_EQ(run.feed(S::common(102, 3)), "D");
  EXPECT_EQ(run.pts(), 100);
}

TEST(MessageBoxes_M08, CountZero_AppliesAtTheSamePositionOnly) {
  S run(at(100));
  EXPECT_EQ(run.feed(S::common(100, 0)), "A100");
  EXPECT_EQ(run.feed(S::common(99, 0)), "");
  EXPECT_EQ(run.feed(S::common(101, 0)), "");
  EXPECT_EQ(run.advance(milliseconds{600}), "D");
  EXPECT_EQ(run.pts(), 100);
}

TEST(MessageBoxes_M09, ZeroZero_HasNoOrder) {
  S run(at(100));
  EXPECT_EQ(run.feed(S::common(0, 0)), "A");
  EXPECT_EQ(run.pts(), 100);
}

TEST(MessageBoxes_M10, ImplausibleNumbers_FetchOnceAndApplyNothing) {
  for (const auto& [pts, count] : std::vector<std::pair<std::int32_t, std::int32_t>>{
           {101, -1}, {-5, 1}, {2147483647, 1}, {200, 1000001}}) {
    S run(at(100));
    EXPECT_EQ(run.feed(S::common(pts, count)), "D") << pts << ' ' << count;
    EXPECT_EQ(run.advance(milliseconds{5000}), "");
    EXPECT_EQ(run.pts(), 100);
  }
}

TEST(MessageBoxes_M11, AHoleInOneBox_DoesNotHoldTheOthers) {
  S run(UpdateState{.pts = 100, .channels = {{7, 50}}});
  EXPECT_EQ(run.feed(S::common(105, 1)), "");
  EXPECT_EQ(run.feed(S::channel(7, 51, 1)), "A51@7");
}

TEST(MessageBoxes_M12, WhatComesDuringADifference_IsNotAppliedTwice) {
  S run(at(100));
  EXPECT_EQ(run.record(run.boxes().on_gap(BoxId::common())), "D");
  EXPECT_EQ(run.feed(S::common(101, 1)), "");
  EXPECT_EQ(run.feed(S::common(102, 1)), "");
  EXPECT_EQ(run.feed(S::common(102, 1)), "");
  EXPECT_EQ(run.difference(at(101)), "A102");
}

TEST(MessageBoxes_M13, AHoleAfterADifference_StartsANewTimer) {
  S run(at(100));
  ASSERT_EQ(run.record(run.boxes().on_gap(BoxId::common())), "D");
  EXPECT_EQ(run.feed(S::common(103, 1)), "");
  EXPECT_EQ(run.feed(S::common(106, 1)), "");
  EXPECT_EQ(run.feed(S::common(108, 1)), "");
  run.advance(milliseconds{2000});
  EXPECT_EQ(run.difference(at(105)), "A106");
  EXPECT_EQ(run.advance(milliseconds{499}), "");
  EXPECT_EQ(run.advance(milliseconds{2}), "D");
}

TEST(MessageBoxes_M14, AHoleFilledInTime_FetchesNothing) {
  S run(at(100));
  EXPECT_EQ(run.feed(S::common(102, 1)), "");
  EXPECT_EQ(run.advance(milliseconds{490}), "");
  EXPECT_EQ(run.feed(S::common(101, 1)), "A101 A102");
  EXPECT_EQ(run.advance(milliseconds{5000}), "");
}

TEST(MessageBoxes_M15, AHoleNeverFilled_FetchesWithoutOtherTraffic) {
  S run(at(100));
  EXPECT_EQ(run.feed(S::common(102, 1)), "");
  EXPECT_EQ(run.advance(milliseconds{499}), "");
  EXPECT_EQ(run.advance(milliseconds{200}), "D");
}

TEST(MessageBoxes_M16, AnEnvelopeSeenBefore_StillFeedsTheBoxes) {
  for (const std::int32_t seq : {33, 34}) {
    S run(at(56, 34));
    EXPECT_EQ(run.feed(seq, seq, {S::common(57, 1), S::unnumbered()}), "A57");
    EXPECT_EQ(run.seq(), 34);
  }
}

TEST(MessageBoxes_M17, AMemberSeenBefore_DoesNotStopTheEnvelope) {
  S run(at(56, 34));
  EXPECT_EQ(run.feed(35, 35, {S::common(56, 1)}), "");
  EXPECT_EQ(run.seq(), 35);
}

TEST(MessageBoxes_M18, AHoleInSeq_HoldsOnlyMembersWithoutOrder) {
  S run(at(56, 34));
  EXPECT_EQ(run.feed(36, 36, {S::common(57, 1), S::typing(), S::unnumbered()}), "A57 A");
  EXPECT_EQ(run.advance(milliseconds{600}), "D");
  EXPECT_EQ(run.difference(at(57, 36)), "");
}

TEST(MessageBoxes_M18, AHoleInSeqFilled_DeliversTheRest) {
  S run(at(56, 34));
  EXPECT_EQ(run.feed(36, 36, {S::unnumbered()}), "");
  EXPECT_EQ(run.feed(35, 35, {S::unnumbered()}), "A A");
  EXPECT_EQ(run.seq(), 36);
  EXPECT_EQ(run.advance(milliseconds{5000}), "");
}

TEST(MessageBoxes_M19, SeqZero_IsNotChecked) {
  S run(UpdateState{.pts = 1, .date = 500, .seq = 34});
  EXPECT_EQ(run.feed(0, 0, {S::unnumbered()}, 0), "A");
  EXPECT_EQ(run.seq(), 34);
  EXPECT_EQ(run.boxes().state().date, 500);
}

TEST(MessageBoxes_M20, CombinedEnvelopes_AdvanceAndOverlap) {
  S run(at(1, 34));
  EXPECT_EQ(run.feed(35, 37, {S::unnumbered()}), "A");
  EXPECT_EQ(run.seq(), 37);
  EXPECT_EQ(run.feed(36, 36, {S::unnumbered()}), "");
  EXPECT_EQ(run.feed(36, 39, {S::unnumbered()}), "D");
}

TEST(MessageBoxes_M21, ImplausibleEnvelopes_Fetch) {
  EXPECT_EQ(S(at(1, 34)).feed(5, 3, {S::unnumbered()}), "D");
  EXPECT_EQ(S(at(1, 34)).feed(-1, -1, {S::unnumbered()}), "D");
  EXPECT_EQ(S(at(1, 34)).feed(35, 35, {S::unnumbered()}, -1), "D");
}

TEST(MessageBoxes_M22, Qts_StepsByOne) {
  S run(UpdateState{.pts = 1, .qts = 10});
  EXPECT_EQ(run.feed(S::qts(10)), "");
  EXPECT_EQ(run.feed(S::qts(11)), "A11");
  EXPECT_EQ(run.feed(S::qts(13)), "");
  EXPECT_EQ(run.feed(S::qts(12)), "A12 A13");
  EXPECT_EQ(run.feed(S::qts(0)), "A");
  EXPECT_EQ(run.boxes().state().qts, 13);
}

TEST(MessageBoxes_M22, AHoleInQts_FetchesTheCommonDifferenceOnce) {
  S run(UpdateState{.pts = 1, .qts = 10});
  EXPECT_EQ(run.feed(S::qts(12)), "");
  EXPECT_EQ(run.advance(milliseconds{5000}), "D");
  EXPECT_EQ(run.difference(UpdateState{.pts = 1, .qts = 11}), "A12");
}

TEST(MessageBoxes_M23, MembersOfAnEnvelope_AreSortedFirst) {
  S run(at(56));
  EXPECT_EQ(run.feed({S::common(58, 1), S::common(57, 1)}), "A57 A58");
  EXPECT_EQ(run.boxes().deadline(), std::nullopt);
}

TEST(MessageBoxes_M24, AReadMarkerBeforeItsMessage_ComesAfterIt) {
  S run(at(56));
  UpdateItem marker = S::common(57, 0);
  UpdateItem message = S::common(57, 1);
  const Payload expected_first = message.payload;
  Envelope envelope;
  envelope.items.push_back(std::move(marker));
  envelope.items.push_back(std::move(message));
  const BoxActions actions = run.boxes().on_envelope(run.now(), std::move(envelope));
  ASSERT_EQ(actions.size(), 2U);
  EXPECT_EQ(std::get<Deliver>(actions[0]).payload, expected_first);
  EXPECT_EQ(run.pts(), 57);
}

TEST(MessageBoxes_M25, AnAnswerThatMovesTheBox_MakesTheEchoOld) {
  S run(at(56));
  EXPECT_EQ(run.record(run.boxes().on_affected(run.now(), BoxId::common(), 57, 1)), "");
  EXPECT_EQ(run.pts(), 57);
  EXPECT_EQ(run.feed(S::common(57, 1)), "");
}

TEST(MessageBoxes_M26, AnAnswerAheadOfTheBox_WaitsForItsPredecessor) {
  S run(at(56));
  EXPECT_EQ(run.record(run.boxes().on_affected(run.now(), BoxId::common(), 58, 1)), "");
  EXPECT_EQ(run.feed(S::common(57, 1)), "A57");
  EXPECT_EQ(run.pts(), 58);
}

TEST(MessageBoxes_M27, AnAnswerWithoutNumbers_IsIgnored) {
  S run(at(56));
  EXPECT_EQ(run.record(run.boxes().on_affected(run.now(), BoxId::common(), 0, 0)), "");
  EXPECT_EQ(run.pts(), 56);
}

TEST(MessageBoxes_M28, AChannelsFirstUpdate_OpensItsBox) {
  S run(at(100));
  EXPECT_EQ(run.feed(S::channel(9, 500, 1)), "A500@9");
  EXPECT_EQ(run.boxes().state().channels.at(9), 500);
}

TEST(MessageBoxes_M29, ChannelTooLong_FetchesOnlyWhenBehind) {
  S run(UpdateState{.pts = 1, .channels = {{9, 500}}});
  EXPECT_EQ(run.record(run.boxes().on_channel_too_long(9, 400)), "");
  EXPECT_EQ(run.record(run.boxes().on_channel_too_long(9, 600)), "D@9");
  EXPECT_EQ(run.record(run.boxes().on_channel_too_long(9, std::nullopt)), "");
  EXPECT_EQ(run.record(run.boxes().channel_difference_applied(run.now(), 9, 600)), "");
  EXPECT_EQ(run.record(run.boxes().on_channel_too_long(9, std::nullopt)), "D@9");
  EXPECT_EQ(run.record(run.boxes().on_channel_too_long(8, std::nullopt)), "");
}

TEST(MessageBoxes_M35, NumberingThatStartsAgain_FetchesTheState) {
  S run(at(2'100'000'000));
  EXPECT_EQ(run.feed(S::common(17, 1)), "S");
  EXPECT_EQ(run.feed(S::common(18, 1)), "");
  run.boxes().restore(at(16));
  EXPECT_EQ(run.feed(S::common(17, 1)), "A17");
}

TEST(MessageBoxes, TooManyWaiting_FetchAtOnceAndDropThem) {
  S run(at(100), BoxLimits{.waiting_updates = 3});
  for (const int pts : {102, 103, 104}) EXPECT_EQ(run.feed(S::common(pts, 1)), "");
  EXPECT_EQ(run.feed(S::common(105, 1)), "D");
  EXPECT_EQ(run.difference(at(101)), "");
}

TEST(MessageBoxes, TooManyBytesWaiting_FetchAtOnce) {
  S run(at(100), BoxLimits{.waiting_bytes = 1000});
  UpdateItem large = S::common(105, 1);
  large.bytes = 2000;
  EXPECT_EQ(run.feed(std::move(large)), "D");
}

TEST(MessageBoxes, TooManyEnvelopesWaiting_FetchAtOnce) {
  S run(at(1, 34), BoxLimits{.waiting_updates = 2});
  EXPECT_EQ(run.feed(40, 40, {S::unnumbered()}), "");
  EXPECT_EQ(run.feed(41, 41, {S::unnumbered()}), "");
  EXPECT_EQ(run.feed(42, 42, {S::unnumbered()}), "D");
}

TEST(MessageBoxes, AFailedDifference_MayBeAskedAgain) {
  S run(at(100));
  EXPECT_EQ(run.record(run.boxes().on_gap(BoxId::common())), "D");
  EXPECT_EQ(run.record(run.boxes().on_gap(BoxId::common())), "");
  run.boxes().difference_failed(BoxId::common());
  EXPECT_EQ(run.record(run.boxes().on_gap(BoxId::common())), "D");
}

TEST(MessageBoxes, AForgottenChannel_OpensAnewWithItsNextUpdate) {
  S run(UpdateState{.pts = 1, .channels = {{9, 500}}});
  run.boxes().forget_channel(9);
  EXPECT_EQ(run.feed(S::channel(9, 700, 1)), "A700@9");
}

}  // namespace
}  // namespace strata::updates
