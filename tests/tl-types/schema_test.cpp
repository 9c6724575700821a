// The tables, and what they assume of the memory of C++ types.
#include "strata/tl/schema.hpp"

#include "every_row.hpp"
#include "field_access.hpp"
#include "pinned/name_for_id.hpp"

#include "strata/tl/functions/help/get_config.hpp"
#include "strata/tl/layer.hpp"
#include "strata/tl/mtproto/name_for_id.hpp"
#include "strata/tl/mtproto/types/pong.hpp"
#include "strata/tl/name_for_id.hpp"
#include "strata/tl/types/peer.hpp"

#include <set>

namespace strata::tl::testing {
namespace {

TEST(Schema, EveryRow_IsFoundByItsIdAndNothingElse) {
  for (const SchemaTables* tables : {&schema(), &mtproto::schema(), &zoo::schema()}) {
    std::set<std::uint32_t> ids;
    for (const AnyRow& row : rows_of(*tables)) {
      const bool hidden = tables->is_function(row.index) && tables == &schema() &&
                          !tags::AnyTag::DECODABLE_FUNCTIONS;
      if (hidden) continue;
      EXPECT_EQ(tables->find(row.row().id), row.index) << row.name();
      ids.insert(row.row().id);
    }
    RandomInstances random(*tables, 1);
    for (int i = 0; i < 100000; ++i) {
      const auto id = static_cast<std::uint32_t>(random.below(0x100000000U));
      ASSERT_TRUE(ids.contains(id) || tables->find(id) == 0) << id;
    }
  }
}

TEST(Schema, NameForId_KnowsConstructorsAndFunctions) {
  EXPECT_EQ(pinned::name_for_id(0x74ae4240), "updates");
  EXPECT_EQ(name_for_id(types::PeerUser::ID), "peerUser");
  EXPECT_EQ(name_for_id(functions::help::GetConfig::ID), "help.getConfig");
  EXPECT_EQ(mtproto::name_for_id(mtproto::types::Pong::ID), "pong");
  EXPECT_EQ(name_for_id(0), std::nullopt);
  EXPECT_EQ(name_for_id(mtproto::types::Pong::ID), std::nullopt);
}

TEST(Schema, Layer_IsThatOfTheFile) {
  EXPECT_EQ(schema().layer, LAYER);
  EXPECT_GE(LAYER, 224);
}

TEST(Schema, Spans_OfAllElementTypesLookTheSame) {
  const std::array<std::int64_t, 3> numbers{};
  const std::span<const std::int64_t> span = numbers;
  const auto* bytes = detail::as_byte_pointer(&span);
  EXPECT_EQ(detail::load<detail::AnySpan>(bytes).data(), detail::as_byte_pointer(numbers.data()));
  EXPECT_EQ(detail::load<detail::AnySpan>(bytes).size(), 3U);
}

TEST(Schema, PresenceOfEveryKindOfField_IsSeenThroughTheTables) {
  Arena arena;
  for (const unsigned presence : {0U, 100U}) {
    RandomInstances random(schema(), 1, {.presence = presence});
    for (const AnyRow& row : rows_of(schema())) {
      const auto* object = static_cast<const std::byte*>(make_instance(row, random, arena));
      for (const FieldRow& field : schema().fields_of(row.row())) {
        if (!field.conditional()) continue;
        ASSERT_EQ(detail::is_present(schema(), field, object), presence == 100) << row.name();
      }
    }
  }
}

}  // namespace
}  // namespace strata::tl::testing
