// The generated codec and the runtime codec make the same bytes of the same values, and the same
// values of the same bytes: for every constructor and function of both layers.
#include "strata/datacenter/codec.hpp"

#include "cross-check/run_time_value.hpp"

#include "strata/tl/decode.hpp"
#include "strata/tl/encode.hpp"
#include "strata/tl/equal.hpp"
#include "strata/tl/fwd.hpp"
#include "strata/tl/random_instance.hpp"
#if STRATA_HAS_LAYER_224
#include "layer224/fwd.hpp"
#endif

#include <gtest/gtest.h>

#include <array>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>

namespace strata::cross_check {
namespace {

struct Layer {
  const tl::SchemaTables* schema;
  const char* file;
};

class CrossCheck : public ::testing::TestWithParam<Layer> {
 protected:
  static constexpr int samples_per_row = 3;

  void SetUp() override {
    std::ifstream in(GetParam().file, std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(in), {});
    ASSERT_FALSE(text.empty()) << GetParam().file;
    auto codec = datacenter::Codec::load(std::array{std::string_view(text)});
    ASSERT_TRUE(codec) << codec.error().message();
    codec_.emplace(*std::move(codec));
    ASSERT_EQ(codec_->layer(), schema().layer);
  }

  const tl::SchemaTables& schema() const { return *GetParam().schema; }
  const datacenter::Codec& codec() const { return *codec_; }

  /// Calls `check` with samples of every constructor and function.
  template <class F>
  void for_each_sample(std::uint64_t seed, F&& check) {
    tl::RandomInstances random(schema(), seed, {.depth = 5, .elements = 2});
    for (std::size_t i = 1; i < schema().rows.size(); ++i) {
      const auto index = static_cast<std::uint16_t>(i);
      const tl::ConstructorRow& row = schema().rows[i];
      const tl::Shape shape{.op = tl::Op::with_id, .ref = index, .size = row.size};
      for (int repeat = 0; repeat < samples_per_row; ++repeat) {
        tl::Arena arena;
        void* value = arena.allocate(std::max<std::size_t>(row.size, 1));
        std::memset(value, 0, row.size);
        random.fill(shape, value, arena);
        SCOPED_TRACE(schema().name(row));
        check(index, shape, value);
        if (HasFatalFailure()) return;
      }
    }
  }

 private:
  std::optional<datacenter::Codec> codec_;
};

TEST_P(CrossCheck, SameValues_GiveTheSameBytes) {
  for_each_sample(41, [&](std::uint16_t index, const tl::Shape& shape, const void* value) {
    const Result<Bytes> ours = tl::detail::value_to_bytes(schema(), shape, value);
    ASSERT_TRUE(ours) << ours.error().message();
    const auto theirs = codec().encode(to_run_time(schema(), index, value));
    ASSERT_TRUE(theirs) << theirs.error().message();
    ASSERT_EQ(to_hex(*ours), to_hex(*theirs));
  });
}

TEST_P(CrossCheck, SameBytes_GiveTheSameValues) {
  for_each_sample(42, [&](std::uint16_t index, const tl::Shape& shape, const void* value) {
    // Their bytes, decoded by us.
    const datacenter::Object object = to_run_time(schema(), index, value);
    const Bytes bytes = codec().encode(object).value();
    const auto decoded =
        tl::detail::decode_owned({.schema = schema(), .shape = shape, .options = {}}, bytes);
    ASSERT_TRUE(decoded) << decoded.error().message();
    ASSERT_TRUE(tl::detail::values_equal(schema(), shape, value, decoded->root));
    // Our bytes, decoded by them.
    const auto theirs = codec().decode(tl::detail::value_to_bytes(schema(), shape, value).value());
    ASSERT_TRUE(theirs) << theirs.error().message();
    ASSERT_EQ(*theirs, object) << to_string(*theirs) << "\nis not\n" << to_string(object);
  });
}

INSTANTIATE_TEST_SUITE_P(Built, CrossCheck, ::testing::Values(Layer{&tl::schema(), STRATA_TL_API}));
#if STRATA_HAS_LAYER_224
INSTANTIATE_TEST_SUITE_P(Layer224, CrossCheck,
                         ::testing::Values(Layer{&layer224::schema(), STRATA_TL_API_224}));
#endif

}  // namespace
}  // namespace strata::cross_check
