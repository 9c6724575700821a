// Arbitrary instances of every constructor and function survive encoding, decoding and copying.
#include "encoder.hpp"
#include "every_row.hpp"

#include "strata/tl/clone.hpp"
#include "strata/tl/to_string.hpp"
#include "strata/tl/writer.hpp"

namespace strata::tl::testing {
namespace {

class RoundTrip : public EverySchema {};

INSTANTIATE_TEST_SUITE_P(Api, RoundTrip, ::testing::Values(&schema()));
INSTANTIATE_TEST_SUITE_P(Mtproto, RoundTrip, ::testing::Values(&mtproto::schema()));
INSTANTIATE_TEST_SUITE_P(Zoo, RoundTrip, ::testing::Values(&zoo::schema()));

TEST_P(RoundTrip, EveryRow_DecodesToAnEqualValueAndTheSameBytes) {
  RandomInstances random(*GetParam(), 1);
  for (const AnyRow& row : rows()) {
    for (int repeat = 0; repeat < 5; ++repeat) {
      Arena arena;
      const void* made = make_instance(row, random, arena);
      const Result<Bytes> bytes = encode_row(row, made);
      ASSERT_TRUE(bytes) << row.name() << ": " << bytes.error().message();
      ASSERT_EQ(detail::value_size(*row.schema, row.shape(), made), bytes->size()) << row.name();
      Buffer careful;
      ASSERT_TRUE(detail::encode_carefully(*row.schema, row.shape(), made, careful));
      ASSERT_EQ(to_hex(careful.bytes()), to_hex(*bytes)) << row.name();
      if (!is_decodable(row)) continue;

      void* decoded = nullptr;
      const Result<std::size_t> consumed = decode_row(row, *bytes, arena, decoded);
      ASSERT_TRUE(consumed) << row.name() << ": " << consumed.error().message();
      ASSERT_EQ(*consumed, bytes->size());
      ASSERT_TRUE(rows_equal(row, made, decoded)) << row.name();
      ASSERT_EQ(encode_row(row, decoded).value(), *bytes) << row.name();
    }
  }
}

/// The constructors that stand in vectors somewhere in the schema.
std::vector<AnyRow> rows_in_vectors(const SchemaTables& schema) {
  std::vector<AnyRow> rows;
  for (const Shape& shape : schema.shapes) {
    if (shape.op != Op::boxed) continue;
    const TypeRow& type = schema.types[shape.ref];
    for (unsigned i = 0; i < type.count; ++i) {
      rows.push_back({&schema, static_cast<std::uint16_t>(type.first + i)});
    }
  }
  return rows;
}

TEST_P(RoundTrip, VectorsOfTheSmallestInstances_StayBelowTheMemoryLimit) {
  // The limit of H-10 is for abuse; no honest answer may run into it.
  RandomInstances random(*GetParam(), 2,
                         {.depth = 1, .elements = 0, .text_bytes = 0, .presence = 0});
  for (const AnyRow& row : rows_in_vectors(*GetParam())) {
    Arena arena;
    const Bytes one = encode_row(row, make_instance(row, random, arena)).value();
    Buffer vector(0);
    {
      Writer out(vector);
      out.vector_header(2000);
      for (int i = 0; i < 2000; ++i) out.raw(one);
    }
    const Shape element{.op = Op::boxed, .ref = row.row().type, .size = 8};
    const Shape shape{.op = Op::vector, .size = 16, .minimum = 8, .element = &element};
    const auto decoded = detail::decode_owned(
        {.schema = *row.schema, .shape = shape, .options = {}}, vector.bytes());
    ASSERT_TRUE(decoded) << row.name() << ": " << decoded.error().message();
  }
}

TEST_P(RoundTrip, EveryRow_ClonesIntoOneBlockThatSharesNothing) {
  RandomInstances random(*GetParam(), 3);
  for (const AnyRow& row : rows()) {
    Arena original;
    const void* made = make_instance(row, random, original);
    const Bytes bytes = encode_row(row, made).value();

    const std::size_t size = std::max<std::size_t>(row.row().size, 1);
    Arena copies(detail::referred_size(*row.schema, row.shape(), made) + size + 8);
    const std::size_t capacity = copies.capacity();
    void* copy = copies.allocate(size);
    detail::copy_value(*row.schema, row.shape(), made, copy, copies);
    EXPECT_EQ(copies.capacity(), capacity) << row.name();

    original = Arena();  // a shared reference would now be seen by the sanitizer
    ASSERT_EQ(encode_row(row, copy).value(), bytes) << row.name();
  }
}

TEST_P(RoundTrip, EveryRow_PrintsItsNameAndIsUnequalToAnotherInstance) {
  RandomInstances random(*GetParam(), 4, {.presence = 100});
  for (const AnyRow& row : rows()) {
    Arena arena;
    const void* one = make_instance(row, random, arena);
    const void* other = make_instance(row, random, arena);
    const std::string text = detail::print_value(*row.schema, row.shape(), one, {});
    ASSERT_TRUE(text.starts_with(row.name() + '{')) << text;
    const bool same_bytes = encode_row(row, one).value() == encode_row(row, other).value();
    ASSERT_EQ(rows_equal(row, one, other), same_bytes) << row.name();
  }
}

}  // namespace
}  // namespace strata::tl::testing
