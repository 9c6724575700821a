// The limits on hostile input, rule by rule, on generated types: with the fast decoder before them
// and for several kinds of fields. Memory is measured by a cap: an input that claims much must fail
// for what is wrong with it, not because it ran into a cap of 64 KiB. (N-149)
#include "pinned/types/data_json.hpp"
#include "pinned/types/input_geo_point.hpp"
#include "pinned/types/json_value.hpp"
#include "pinned/types/message_entity.hpp"
#include "pinned/types/messages/affected_messages.hpp"
#include "pinned/types/rich_text.hpp"
#include "pinned/types/text_with_entities.hpp"
#include "pinned/types/updates.hpp"

#include "strata/tl/decode.hpp"
#include "strata/tl/encode.hpp"
#include "strata/tl/writer.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <limits>
#include <string>

namespace strata::tl {
namespace {

namespace types = pinned::types;
namespace enums = pinned::enums;

template <class F>
Bytes written(F&& write) {
  Buffer out(0);
  {
    Writer writer(out);
    write(writer);
  }
  return Bytes(out.bytes().begin(), out.bytes().end());
}

constexpr DecodeOptions little_memory{.memory = std::size_t{64} << 10U};

template <class T>
std::string failure_of(BytesView bytes) {
  const auto decoded = decode<T>(bytes, little_memory);
  return decoded ? "decoded" : decoded.error().message();
}

// H-01
TEST(Limits, InputThatEndsEarly_FailsAtTheFirstValueThatIsNotThere) {
  const Bytes bytes = to_bytes(types::messages::AffectedMessages{.pts = 1, .pts_count = 2}).value();
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const Bytes part(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
    const auto decoded = decode<enums::messages::AffectedMessages>(part);
    ASSERT_FALSE(decoded);
    EXPECT_EQ(decoded.error().code(), DecodeErrc::truncated);
    EXPECT_EQ(decoded.error().detail<DecodeDetail>()->offset(), size / 4 * 4) << size;
  }
}

// H-02
TEST(Limits, TextLongerThanTheInput_IsRefusedInEveryForm) {
  const std::uint32_t id = types::DataJSON::ID;
  const std::string at_text = "the input ends inside a value at byte 4 (dataJSON.data)";
  const auto with = [&](const char* hex) {
    return written([&](Writer& out) {
      out.uint32(id);
      out.raw(*from_hex(hex));
    });
  };
  EXPECT_EQ(failure_of<enums::DataJSON>(with("08616263 61626364")), at_text);           // one byte
  EXPECT_EQ(failure_of<enums::DataJSON>(with("feffffff 61626364 61626364")), at_text);  // 2^24 - 1
  EXPECT_EQ(failure_of<enums::DataJSON>(with("ff000000 00010000 61626364")), at_text);  // 2^40
  EXPECT_EQ(failure_of<enums::DataJSON>(with("ffffffff ffffffff 61626364")), at_text);  // 2^56 - 1
  EXPECT_EQ(failure_of<enums::DataJSON>(with("ff000000")), at_text);
  EXPECT_EQ(failure_of<enums::DataJSON>(with("046162")), at_text);
  EXPECT_EQ(failure_of<enums::DataJSON>(with("0461626364")), at_text) << "padding is missing";
}

// H-02
TEST(Limits, LongFormOfAShortText_IsAcceptedAndNotProduced) {
  const Bytes longer = written([](Writer& out) {
    out.uint32(types::DataJSON::ID);
    out.raw(*from_hex("fe030000 616263ff"));  // whatever the padding holds
  });
  const Bytes longest = written([](Writer& out) {
    out.uint32(types::DataJSON::ID);
    out.raw(*from_hex("ff030000 00000000 61626300"));
  });
  for (const Bytes& bytes : {longer, longest}) {
    const auto decoded = decode<types::DataJSON>(bytes);
    ASSERT_TRUE(decoded) << decoded.error().message();
    EXPECT_EQ((*decoded)->data, "abc");
    EXPECT_EQ(to_hex(to_bytes(**decoded).value()).substr(8), "03616263");
  }
}

// H-03
TEST(Limits, CountsThatTheInputCannotHold_AreRefusedWithoutMemory) {
  for (const std::uint32_t count : {2U, 1000U, 0x7fffffffU, 0x80000000U, 0xffffffffU}) {
    const Bytes boxes = written([&](Writer& out) {
      out.uint32(types::Updates::ID);
      out.uint32(0x1cb5c415);
      out.uint32(count);
      out.int32(0);
    });
    EXPECT_EQ(failure_of<enums::Updates>(boxes),
              "a vector that claims more elements than the input can hold at byte 8 "
              "(updates.updates)");
    const Bytes numbers = written([&](Writer& out) {
      out.uint32(0x1cb5c415);
      out.uint32(count);
      out.int32(0);
    });
    EXPECT_EQ(failure_of<std::span<const std::int64_t>>(numbers),
              "a vector that claims more elements than the input can hold at byte 4");
  }
}

// H-03
TEST(Limits, VectorWithoutItsId_IsRefused) {
  const Bytes bytes = written([](Writer& out) {
    out.uint32(types::Updates::ID);
    out.uint32(0x1cb5c416);
    out.uint32(0);
  });
  EXPECT_EQ(failure_of<enums::Updates>(bytes),
            "a vector without its id at byte 4 (updates.updates)");
}

// H-04
TEST(Limits, TextsInTexts_EndAtTheDepthLimit) {
  const Bytes bytes = written([](Writer& out) {
    for (int i = 0; i < 10000; ++i) out.uint32(types::TextBold::ID);
    out.uint32(types::TextEmpty::ID);
  });
  const auto decoded = decode<enums::RichText>(bytes, little_memory);
  ASSERT_FALSE(decoded);
  EXPECT_EQ(decoded.error().code(), DecodeErrc::too_deep);
}

// H-06
TEST(Limits, FlagOfAFieldThatIsNotThere_IsATruncatedInput) {
  const Bytes bytes = written([](Writer& out) {
    out.uint32(types::InputGeoPoint::ID);
    out.uint32(1);  // accuracy_radius
    out.float64(1);
    out.float64(2);
  });
  EXPECT_EQ(failure_of<enums::InputGeoPoint>(bytes),
            "the input ends inside a value at byte 24 (inputGeoPoint.accuracy_radius)");
}

// H-06
TEST(Limits, AllFlagsAtOnce_AnnounceOnlyTheFieldsOfTheLayer) {
  const Bytes bytes = written([](Writer& out) {
    out.uint32(types::InputGeoPoint::ID);
    out.int32(-1);
    out.float64(1);
    out.float64(2);
    out.int32(7);
  });
  const auto decoded = decode<enums::InputGeoPoint>(bytes);
  ASSERT_TRUE(decoded) << decoded.error().message();
  const auto* point = (*decoded)->get_if<types::InputGeoPoint>();
  ASSERT_NE(point, nullptr);
  EXPECT_EQ(point->accuracy_radius, 7);
  EXPECT_EQ(load_le<std::uint32_t>(to_bytes(**decoded).value().data() + 4), 1U);
}

// H-07
TEST(Limits, Doubles_KeepEveryBit) {
  using Limits = std::numeric_limits<double>;
  for (const double value : {Limits::quiet_NaN(), Limits::signaling_NaN(), -Limits::infinity(),
                             Limits::denorm_min(), -0.0}) {
    const types::InputGeoPoint point{.lat = value, .long_ = value};
    const auto decoded = decode<types::InputGeoPoint>(to_bytes(point).value());
    ASSERT_TRUE(decoded);
    EXPECT_EQ(std::bit_cast<std::uint64_t>((*decoded)->long_), std::bit_cast<std::uint64_t>(value));
  }
}

// H-07
TEST(Limits, BoolOfAnyOtherId_IsRefused) {
  const Bytes bytes = written([](Writer& out) {
    out.uint32(types::JsonBool::ID);
    out.uint32(1);
  });
  EXPECT_EQ(failure_of<enums::JSONValue>(bytes),
            "a Bool that is neither true nor false at byte 4 (jsonBool.value)");
}

// H-08
TEST(Limits, TextsThatAreNotUtf8_AreKeptAsTheyAre) {
  const std::string text("a\0b\xFF\xC0\x80", 6);
  const auto decoded = decode<types::DataJSON>(to_bytes(types::DataJSON{.data = text}).value());
  ASSERT_TRUE(decoded);
  EXPECT_EQ((*decoded)->data, text);
}

// H-09
TEST(Limits, BytesBehindTheValue_AreRefused) {
  Bytes bytes = to_bytes(types::DataJSON{.data = "{}"}).value();
  bytes.insert(bytes.end(), 4, 0);
  EXPECT_EQ(failure_of<enums::DataJSON>(bytes), "bytes behind the end of the value at byte 8");
}

// H-10
TEST(Limits, ObjectsLargerThanTheirBytes_StayBelowTheAmplificationLimit) {
  // Each element takes four bytes on the wire and far more in memory.
  constexpr int count = 20000;
  const Bytes bytes = written([](Writer& out) {
    out.uint32(types::JsonArray::ID);
    out.vector_header(count);
    for (int i = 0; i < count; ++i) {
      out.uint32(types::JsonArray::ID);
      out.vector_header(0);
    }
  });
  const auto decoded = decode<enums::JSONValue>(bytes);
  ASSERT_TRUE(decoded) << decoded.error().message();
  EXPECT_LE(decoded->capacity(), DecodeOptions{}.memory_for(bytes.size()));
  const auto bounded = decode<enums::JSONValue>(bytes, {.memory_per_byte = 2, .memory_base = 0});
  ASSERT_FALSE(bounded);
  EXPECT_EQ(bounded.error().code(), DecodeErrc::too_large);
}

}  // namespace
}  // namespace strata::tl
