// Tests of pages of a history and of searches.
#include "strata/datacenter/world/history.hpp"

#include <gtest/gtest.h>

namespace strata::datacenter {
namespace {

class HistoryTest : public testing::Test {
 protected:
  HistoryTest() {
    for (int i = 1; i <= 10; ++i) add("message " + std::to_string(i), i * 100);
  }

  void add(std::string text, UnixSeconds date, UserId from = 5) {
    auto message = std::make_shared<Message>();
    message->from = from;
    message->date = date;
    message->body.text = std::move(text);
    box_.add(peer_, false, 0, std::move(message));
  }
  std::vector<MessageId> page(PageQuery query) {
    return history_page(box_, peer_, query, limits_).ids;
  }
  std::vector<MessageId> find(SearchQuery search) {
    PageQuery query;
    query.limit = 100;
    return search_page(box_, search, query, limits_).ids;
  }

  using Ids = std::vector<MessageId>;
  const PeerId peer_ = PeerId::user(5);
  Limits limits_;
  Box box_{limits_};
};

TEST_F(HistoryTest, BeginsWithTheLatest) {
  EXPECT_EQ(page({.limit = 3}), (Ids{10, 9, 8}));
  EXPECT_EQ(page({.limit = 0}), Ids{});
  EXPECT_EQ(page({.limit = -5}), Ids{});
}

TEST_F(HistoryTest, ContinuesBelowTheOffset) {
  EXPECT_EQ(page({.offset_id = 8, .limit = 2}), (Ids{7, 6}));
  EXPECT_EQ(page({.offset_id = 1, .limit = 2}), Ids{});
  EXPECT_EQ(page({.offset_id = 100, .limit = 2}), (Ids{10, 9}));
  EXPECT_EQ(page({.offset_date = 500, .limit = 2}), (Ids{4, 3}));
}

TEST_F(HistoryTest, AddsToTheOffset) {
  EXPECT_EQ(page({.offset_id = 6, .add_offset = -2, .limit = 4}), (Ids{7, 6, 5, 4}));
  EXPECT_EQ(page({.add_offset = 3, .limit = 2}), (Ids{7, 6}));
  EXPECT_EQ(page({.add_offset = -2, .limit = 3}), (Ids{10}));
  EXPECT_EQ(page({.add_offset = 2'147'483'647, .limit = 3}), Ids{});
  EXPECT_EQ(page({.add_offset = -2'147'483'647, .limit = 3}), Ids{});
}

TEST_F(HistoryTest, CutsAtBothBounds) {
  EXPECT_EQ(page({.limit = 100, .max_id = 5, .min_id = 2}), (Ids{4, 3}));
}

TEST_F(HistoryTest, GivesAtMostOnePage) {
  limits_.page = 4;
  const Page given = history_page(box_, peer_, {.limit = 1'000'000}, limits_);
  EXPECT_EQ(given.ids.size(), 4U);
  EXPECT_EQ(given.total, 10U);
}

TEST_F(HistoryTest, OfAStrangerIsEmpty) {
  EXPECT_EQ(history_page(box_, PeerId::user(99), {.limit = 5}, limits_).total, 0U);
}

TEST_F(HistoryTest, FindsTextsSendersAndDates) {
  add("Something ELSE", 5000, 6);
  SearchQuery search;
  search.text = "else";
  EXPECT_EQ(find(search), (Ids{11}));
  search = {};
  search.from = 6;
  EXPECT_EQ(find(search), (Ids{11}));
  search = {};
  search.peer = peer_;
  search.min_date = 300;
  search.max_date = 400;
  EXPECT_EQ(find(search), (Ids{4, 3}));
  search.peer = PeerId::user(99);
  EXPECT_EQ(find(search), Ids{});
}

TEST_F(HistoryTest, FindsKindsOfMessages) {
  const auto add_body = [this](MessageBody body) {
    auto message = std::make_shared<Message>();
    message->body = std::move(body);
    return box_.add(peer_, false, 0, std::move(message));
  };
  MessageBody photo;
  photo.media = Media{1, true, false};
  MessageBody document;
  document.media = Media{2, false, false};
  MessageBody link;
  link.text = "x";
  link.entities = Vector{Value(Object("messageEntityUrl"))};
  const MessageId with_photo = add_body(photo);
  const MessageId with_document = add_body(document);
  const MessageId with_link = add_body(link);
  SearchQuery search;
  search.kind = SearchKind::photos;
  EXPECT_EQ(find(search), Ids{with_photo});
  search.kind = SearchKind::documents;
  EXPECT_EQ(find(search), Ids{with_document});
  search.kind = SearchKind::links;
  EXPECT_EQ(find(search), Ids{with_link});
  search.kind = SearchKind::nothing;
  EXPECT_EQ(find(search), Ids{});
}

}  // namespace
}  // namespace strata::datacenter
