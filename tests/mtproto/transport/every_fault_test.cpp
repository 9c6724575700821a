// Every fault on every kind of transport: each unit of a conversation missing, cut, twice, late or
// damaged, and the whole stream cut at every byte.
#include "mtproto/transport/conversation.hpp"

#include "strata/mtproto/errors.hpp"
#include "strata/mtproto/transport_watch.hpp"

namespace strata::mtproto::transport_test {
namespace {

using Seen = std::vector<std::string>;
using namespace std::chrono_literals;

bool is_close(const std::string& event) { return event.starts_with("CLOSE "); }

class EveryFault : public testing::TestWithParam<TransportKind> {
 protected:
  const std::size_t count_ = expected_events().size();

  // What comes out of a stream made of the units of a fresh conversation, however it is cut.
  template <class Make>
  Seen outcome(const Make& make_stream) {
    Conversation first = converse(GetParam());
    const Bytes stream = make_stream(first.units);
    const Seen seen = hear(*first.transport, stream);
    for (const std::size_t size : {std::size_t{1}, std::size_t{13}}) {
      EXPECT_EQ(hear(*converse(GetParam()).transport, stream, pieces_of(size)), seen) << size;
    }
    return seen;
  }

  // The units as one stream, the one at `index` replaced.
  template <class Change>
  Seen outcome_with(std::size_t index, const Change& change) {
    return outcome([&](const std::vector<Bytes>& units) {
      Bytes stream;
      for (std::size_t i = 0; i < units.size(); ++i)
        append(stream, i == index ? change(units[i]) : units[i]);
      return stream;
    });
  }

  // The events of the first `count` units came out unchanged.
  static void expect_intact(const Seen& seen, std::size_t count) {
    const Seen expected = expected_events();
    ASSERT_GE(seen.size(), count);
    EXPECT_TRUE(std::equal(expected.begin(), expected.begin() + static_cast<std::ptrdiff_t>(count),
                           seen.begin()));
  }

  static Seen without(std::size_t index) {
    Seen seen = expected_events();
    seen.erase(seen.begin() + static_cast<std::ptrdiff_t>(index));
    return seen;
  }
};

TEST_P(EveryFault, None) {
  EXPECT_EQ(outcome([](const std::vector<Bytes>& units) {
              Bytes all;
              for (const Bytes& unit : units) append(all, unit);
              return all;
            }),
            expected_events());
}

TEST_P(EveryFault, CutAtEveryByte_ChangesNothing_N095) {
  const std::size_t size = converse(GetParam()).stream().size();
  for (std::size_t border = 1; border < size; ++border) {
    Conversation each = converse(GetParam());
    ASSERT_EQ(hear(*each.transport, each.stream(), cut_at(border)), expected_events()) << border;
  }
}

TEST_P(EveryFault, ConnectionLostAtEveryByte_GivesWholeUnitsOnly) {
  const std::size_t size = converse(GetParam()).stream().size();
  for (std::size_t end = 0; end < size; ++end) {
    Conversation each = converse(GetParam());
    const Seen seen = hear(*each.transport, BytesView(each.stream()).first(end));
    std::size_t whole_units = 0;
    for (std::size_t sum = 0; sum + each.units[whole_units].size() <= end; ++whole_units) {
      sum += each.units[whole_units].size();
    }
    ASSERT_EQ(seen.size(), whole_units) << end;
    expect_intact(seen, whole_units);
  }
}

TEST_P(EveryFault, UnitMissing) {
  for (std::size_t i = 0; i < count_; ++i) {
    const Seen seen = outcome_with(i, [](const Bytes&) { return Bytes(); });
    expect_intact(seen, i);
    if (GetParam() == TransportKind::full) {
      EXPECT_EQ(seen.size(), i + 1 == count_ ? i : i + 1) << "the next number is noticed";
    } else if (!is_stream_cipher(GetParam())) {
      EXPECT_EQ(seen, without(i));
    }
  }
}

TEST_P(EveryFault, UnitTwice) {
  for (std::size_t i = 0; i < count_; ++i) {
    const Seen seen = outcome_with(i, [](const Bytes& unit) { return concat({unit, unit}); });
    expect_intact(seen, i + 1);
    Seen twice = expected_events();
    twice.insert(twice.begin() + static_cast<std::ptrdiff_t>(i), twice[i]);
    if (GetParam() == TransportKind::full) {
      ASSERT_EQ(seen.size(), i + 2);
      EXPECT_EQ(seen.back(), "CLOSE a frame is out of sequence");
    } else if (!is_stream_cipher(GetParam())) {
      EXPECT_EQ(seen, twice) << "the session's window takes it out";
    }
  }
}

TEST_P(EveryFault, UnitCutAtEveryByte) {
  for (std::size_t i = 0; i < count_; ++i) {
    const std::size_t size = converse(GetParam()).units[i].size();
    for (std::size_t left = 1; left < size; ++left) {
      const Seen seen = outcome_with(i, [left](const Bytes& unit) {
        return Bytes(unit.begin(), unit.begin() + static_cast<std::ptrdiff_t>(left));
      });
      expect_intact(seen, i);
      ASSERT_LE(std::ranges::count_if(seen, is_close), 1);
      if (GetParam() == TransportKind::full) {
        const bool waits = seen.size() == i;
        const bool is_refused = seen.size() == i + 1 && is_close(seen.back());
        ASSERT_TRUE(waits || is_refused) << left << " a damaged packet came through";
      }
    }
  }
}

TEST_P(EveryFault, EveryBitFlipped) {
  const std::size_t bits = converse(GetParam()).units[0].size() * 8;
  for (std::size_t bit = 0; bit < bits; bit += GetParam() == TransportKind::full ? 1U : 3U) {
    const Seen seen = outcome_with(0, [bit](Bytes unit) {
      unit[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
      return unit;
    });
    ASSERT_LE(std::ranges::count_if(seen, is_close), 1) << bit;
    if (GetParam() == TransportKind::full) {
      ASSERT_TRUE(seen.empty() || is_close(seen[0])) << bit << " a damaged packet came through";
    }
  }
}

TEST_P(EveryFault, ForeignBytesBetweenUnits) {
  for (std::size_t i = 0; i < count_; ++i) {
    for (const std::string_view noise :
         {"00", "ff", "0000000000", "15030300020228", "ffffffffffffffff"}) {
      const Seen seen =
          outcome_with(i, [noise](const Bytes& unit) { return concat({hex(noise), unit}); });
      expect_intact(seen, i);
      EXPECT_LE(std::ranges::count_if(seen, is_close), 1);
    }
  }
}

// A unit that stalls is noticed after ten seconds, wherever it stalls; time between units is free.
TEST_P(EveryFault, UnitLate_C26) {
  for (std::size_t i = 0; i < count_; ++i) {
    const std::size_t size = converse(GetParam()).units[i].size();
    for (const std::size_t first : {std::size_t{1}, size / 2, size - 1}) {
      Conversation each = converse(GetParam());
      TransportWatch watch;
      Bytes before;
      for (std::size_t k = 0; k < i; ++k) append(before, each.units[k]);
      expect_intact(hear(*each.transport, before), i);
      watch.on_read({.monotonic = 1000s}, before.size(), each.transport->inside_frame());
      EXPECT_EQ(watch.deadline(), std::nullopt);

      EXPECT_TRUE(hear(*each.transport, BytesView(each.units[i]).first(first)).empty());
      watch.on_read({.monotonic = 2000s}, first, each.transport->inside_frame());
      ASSERT_EQ(watch.deadline(), 2010s) << first;
      EXPECT_TRUE(watch.on_deadline({.monotonic = 2009s}).has_value());
      const Status late = watch.on_deadline({.monotonic = 2010s});
      ASSERT_FALSE(late.has_value());
      EXPECT_EQ(late.error().code(), Errc::frame_too_slow);

      // In time it would have been read.
      EXPECT_EQ(hear(*each.transport, BytesView(each.units[i]).subspan(first)),
                Seen{expected_events()[i]});
    }
  }
}

TEST_P(EveryFault, AfterAnError_ItStays) {
  Conversation each = converse(GetParam());
  const Bytes noise(20'000,
                    GetParam() == TransportKind::http ? std::uint8_t{0} : std::uint8_t{0x7f});
  const Seen seen = hear(*each.transport, noise);
  if (seen.empty() || !is_close(seen.back())) GTEST_SKIP() << "noise is data to this kind";
  const Seen again = hear(*each.transport, each.stream());
  ASSERT_EQ(again.size(), 1U);
  EXPECT_TRUE(is_close(again[0]));
}

INSTANTIATE_TEST_SUITE_P(Kinds, EveryFault, testing::ValuesIn(every_kind),
                         [](const testing::TestParamInfo<TransportKind>& each) {
                           return name_of(each.param);
                         });

}  // namespace
}  // namespace strata::mtproto::transport_test
