// Hashes: equal values agree, different ones do not, and the one of Telegram is Telegram's.
#include "strata/tl/hash.hpp"

#include "every_row.hpp"

#include "strata/tl/clone.hpp"
#include "strata/tl/types/input_peer.hpp"
#include "strata/tl/types/message_entity.hpp"
#include "strata/tl/types/text_with_entities.hpp"

#include <array>
#include <limits>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace strata::tl::testing {
namespace {

class HashOf : public EverySchema {};

INSTANTIATE_TEST_SUITE_P(Api, HashOf, ::testing::Values(&schema()));
INSTANTIATE_TEST_SUITE_P(Mtproto, HashOf, ::testing::Values(&mtproto::schema()));
INSTANTIATE_TEST_SUITE_P(Zoo, HashOf, ::testing::Values(&zoo::schema()));

TEST_P(HashOf, EveryRow_AgreesForEqualValuesAndDiffersForOthers) {
  RandomInstances random(*GetParam(), 31);
  std::unordered_map<std::uint64_t, Bytes> seen;
  for (const AnyRow& row : rows()) {
    Arena arena;
    const void* made = make_instance(row, random, arena);
    void* copy = arena.allocate(std::max<std::size_t>(row.row().size, 1));
    detail::copy_value(*row.schema, row.shape(), made, copy, arena);
    const std::uint64_t hash = detail::hash_value(*row.schema, row.shape(), made);
    ASSERT_EQ(detail::hash_value(*row.schema, row.shape(), copy), hash) << row.name();
    const Bytes bytes = encode_row(row, made).value();
    const auto [entry, is_new] = seen.emplace(hash, bytes);
    ASSERT_TRUE(is_new || entry->second == bytes) << row.name();
  }
}

TEST(Hash, SmallChanges_GiveOtherHashes) {
  std::unordered_set<std::uint64_t> seen;
  const auto is_new = [&](const auto& value) { return seen.insert(hash(value)).second; };
  for (const char* text : {"", "a", "b", "ab", "ba", "aaaaaaaa", "aaaaaaaab", "aaaaaaaaa"}) {
    EXPECT_TRUE(is_new(types::TextWithEntities{.text = text})) << text;
  }
  for (const std::int64_t id : {0, 1, 2, -1}) {
    EXPECT_TRUE(is_new(types::InputPeerUser{.user_id = id})) << id;
    EXPECT_TRUE(is_new(types::InputPeerUser{.user_id = 7, .access_hash = id})) << id;
  }
}

TEST(Hash, IncompleteValue_HasOneToo) {
  const std::array<enums::MessageEntity, 1> entities{};
  const types::TextWithEntities value{.text = "a", .entities = entities};
  EXPECT_EQ(hash(value), hash(value));
}

TEST(IdHash, ServesMapsByConstructor) {
  std::unordered_map<std::uint32_t, std::string, IdHash, std::equal_to<>> names;
  names[types::InputPeerUser::ID] = "user";
  const types::InputPeerUser user{.user_id = 1};
  EXPECT_EQ(IdHash{}(user), IdHash{}(types::InputPeerUser::ID));
  EXPECT_EQ(IdHash{}(enums::InputPeer(user)), IdHash{}(types::InputPeerUser::ID));
  EXPECT_NE(IdHash{}(types::InputPeerSelf{}), IdHash{}(user));
  EXPECT_EQ(names.at(enums::InputPeer(user).id()), "user");
}

TEST(HashOfIds, IsThatOfTelegram) {
  EXPECT_EQ(hash_of_ids(std::array<std::int64_t, 0>{}), 0);
  EXPECT_EQ(hash_of_ids(std::array<std::int64_t, 1>{5}), 5);
  EXPECT_EQ(hash_of_ids(std::array<std::int64_t, 3>{1, 2, 3}), 565224272838726);
  EXPECT_EQ(hash_of_ids(std::array<std::int64_t, 2>{-1, std::numeric_limits<std::int64_t>::max()}),
            8070458778585137151);
}

}  // namespace
}  // namespace strata::tl::testing
