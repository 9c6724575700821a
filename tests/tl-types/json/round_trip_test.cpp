// Arbitrary instances of every constructor and function survive the way to JSON and back.
#include "nameless/fwd.hpp"
#include "tl-types/every_row.hpp"

#include "strata/tl/json.hpp"

namespace strata::tl::testing {
namespace {

class JsonRoundTrip : public EverySchema {};

INSTANTIATE_TEST_SUITE_P(Api, JsonRoundTrip, ::testing::Values(&schema()));
INSTANTIATE_TEST_SUITE_P(Mtproto, JsonRoundTrip, ::testing::Values(&mtproto::schema()));
INSTANTIATE_TEST_SUITE_P(Zoo, JsonRoundTrip, ::testing::Values(&zoo::schema()));
// Fields without names are called by their places.
INSTANTIATE_TEST_SUITE_P(Nameless, JsonRoundTrip, ::testing::Values(&nameless::schema()));

TEST_P(JsonRoundTrip, EveryRow_ComesBackEqual) {
  RandomInstances random(*GetParam(), 21);
  for (const AnyRow& row : rows()) {
    for (const unsigned indent : {0U, 0U, 1U}) {
      Arena arena;
      const void* made = make_instance(row, random, arena);
      const std::string text =
          detail::print_json(*row.schema, row.shape(), made, {.indent = indent});
      const auto parsed = detail::parse_json(*row.schema, row.shape(), {}, text);
      ASSERT_TRUE(parsed) << row.name() << ": " << parsed.error().message() << '\n' << text;
      ASSERT_TRUE(rows_equal(row, made, parsed->root)) << row.name() << '\n' << text;
      ASSERT_EQ(encode_row(row, parsed->root).value(), encode_row(row, made).value());
    }
  }
}

TEST_P(JsonRoundTrip, EveryTruncation_IsRefused) {
  RandomInstances random(*GetParam(), 22, {.depth = 2, .elements = 2, .text_bytes = 10});
  for (const AnyRow& row : rows()) {
    Arena arena;
    const void* made = make_instance(row, random, arena);
    const std::string text = detail::print_json(*row.schema, row.shape(), made, {});
    if (text.size() > 300) continue;
    for (std::size_t size = 0; size < text.size(); ++size) {
      const std::string part = text.substr(0, size);
      const auto parsed = detail::parse_json(*row.schema, row.shape(), {}, part);
      ASSERT_FALSE(parsed) << part;
      ASSERT_EQ(parsed.error().code(), JsonErrc::malformed);
    }
  }
}

TEST_P(JsonRoundTrip, VectorsOfTheSmallestInstances_StayBelowTheMemoryLimit) {
  RandomInstances random(*GetParam(), 23,
                         {.depth = 1, .elements = 0, .text_bytes = 0, .presence = 0});
  for (const AnyRow& row : rows()) {
    if (row.schema->is_function(row.index)) continue;
    Arena arena;
    const std::string one =
        detail::print_json(*row.schema, row.shape(), make_instance(row, random, arena), {});
    std::string text = "[";
    for (int i = 0; i < 500; ++i) text += one + ',';
    text.back() = ']';
    const Shape element{.op = Op::boxed, .ref = row.row().type, .size = 8};
    const Shape shape{.op = Op::vector, .size = 16, .minimum = 8, .element = &element};
    const auto parsed = detail::parse_json(*row.schema, shape, {}, text);
    ASSERT_TRUE(parsed) << row.name() << ": " << parsed.error().message();
  }
}

}  // namespace
}  // namespace strata::tl::testing
