// Broken and hostile input of every type: an error, never a crash, never much memory.
#include "decoder.hpp"
#include "every_row.hpp"

namespace strata::tl::testing {
namespace {

class HostileInput : public EverySchema {};

INSTANTIATE_TEST_SUITE_P(Api, HostileInput, ::testing::Values(&schema()));
INSTANTIATE_TEST_SUITE_P(Mtproto, HostileInput, ::testing::Values(&mtproto::schema()));
INSTANTIATE_TEST_SUITE_P(Zoo, HostileInput, ::testing::Values(&zoo::schema()));

/// Whether an Object of unknown length ends the row: then every length is right.
bool ends_open(const AnyRow& row) {
  const auto fields = row.schema->fields_of(row.row());
  return !fields.empty() && fields.back().op == Op::blob;
}

TEST_P(HostileInput, TruncationAtEveryByte_FailsWithAnOffsetInsideTheInput) {
  RandomInstances random(*GetParam(), 11, {.depth = 4, .elements = 2, .text_bytes = 20});
  Arena arena;
  for (const AnyRow& row : rows()) {
    arena.clear();
    const Bytes bytes = encode_row(row, make_instance(row, random, arena)).value();
    if (bytes.size() > 2000 || ends_open(row) || !is_decodable(row)) continue;
    for (std::size_t size = 0; size < bytes.size(); ++size) {
      // A copy of exactly that size, so that the sanitizer sees reads behind it.
      const Bytes part(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
      arena.clear();
      void* decoded = nullptr;
      const Result<std::size_t> consumed = decode_row(row, part, arena, decoded);
      ASSERT_FALSE(consumed) << row.name() << " of " << size << " bytes";
      const auto* detail = consumed.error().detail<DecodeDetail>();
      ASSERT_NE(detail, nullptr);
      ASSERT_LE(detail->offset(), size) << row.name();
    }
  }
}

TEST_P(HostileInput, ByteBehindTheEnd_IsRefused) {
  RandomInstances random(*GetParam(), 12);
  Arena arena;
  for (const AnyRow& row : rows()) {
    arena.clear();
    Bytes bytes = encode_row(row, make_instance(row, random, arena)).value();
    if (ends_open(row) || !is_decodable(row)) continue;
    bytes.push_back(0);
    void* decoded = nullptr;
    const Result<std::size_t> consumed = decode_row(row, bytes, arena, decoded);
    ASSERT_FALSE(consumed) << row.name();
    EXPECT_EQ(consumed.error().code(), DecodeErrc::trailing_bytes) << row.name();
  }
}

TEST_P(HostileInput, FlippedBytes_GiveAnErrorOrAValueThatEncodes) {
  RandomInstances random(*GetParam(), 13, {.depth = 4, .elements = 2, .text_bytes = 20});
  for (const AnyRow& row : rows()) {
    Arena arena;
    const Bytes bytes = encode_row(row, make_instance(row, random, arena)).value();
    for (int repeat = 0; repeat < 20; ++repeat) {
      Bytes broken = bytes;
      broken[random.below(broken.size())] ^= static_cast<std::uint8_t>(1 + random.below(255));
      Arena memory(0, DecodeOptions{}.memory_for(broken.size()));
      void* decoded = nullptr;
      if (!decode_row(row, broken, memory, decoded)) continue;
      const Result<Bytes> again = encode_row(row, decoded);
      ASSERT_TRUE(again) << row.name() << ": " << again.error().message();
    }
  }
}

/// What the slow decoder, which knows where it is, makes of the same bytes.
Result<std::size_t> decode_slowly(const AnyRow& row, BytesView bytes, Arena& arena, void*& at) {
  const std::size_t size = std::max<std::size_t>(row.row().size, 1);
  at = std::memset(arena.allocate(size), 0, size);
  return detail::decode_carefully({.schema = *row.schema, .shape = row.shape(), .options = {}},
                                  bytes, arena, at);
}

TEST_P(HostileInput, FastAndCarefulDecoder_AgreeOnEveryInput) {
  RandomInstances random(*GetParam(), 14, {.depth = 4, .elements = 2, .text_bytes = 20});
  for (const AnyRow& row : rows()) {
    Arena arena;
    const Bytes bytes = encode_row(row, make_instance(row, random, arena)).value();
    for (int repeat = 0; repeat < 10; ++repeat) {
      Bytes input = bytes;
      if (repeat != 0) input[random.below(input.size())] ^= static_cast<std::uint8_t>(repeat);
      Arena memory(0, DecodeOptions{}.memory_for(input.size()));
      void* fast = nullptr;
      void* careful = nullptr;
      const Result<std::size_t> by_fast = decode_row(row, input, memory, fast);
      const Result<std::size_t> by_careful = decode_slowly(row, input, memory, careful);
      ASSERT_EQ(by_fast.has_value(), by_careful.has_value()) << row.name();
      if (!by_fast) continue;
      ASSERT_EQ(*by_fast, *by_careful);
      ASSERT_TRUE(rows_equal(row, fast, careful)) << row.name();
    }
  }
}

}  // namespace
}  // namespace strata::tl::testing
