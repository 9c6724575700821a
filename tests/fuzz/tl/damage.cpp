// One kind of fault, one function.
#include "damage.hpp"

#include "marked_bytes.hpp"

#include <algorithm>

namespace strata::tl::fuzzing {
namespace {

constexpr std::size_t most_bytes = 8192;

class Damage {
 public:
  Damage(const Subject& subject, MarkedBytes marked, RandomInstances& random)
      : subject_(subject), marked_(std::move(marked)), random_(random) {}

  void once() {
    if (marked_.marks.empty() || marked_.bytes.empty()) return;
    switch (random_.below(8)) {
      case 0:
        return other_id();
      case 1:
        return flip_bit();
      case 2:
      case 3:
        return lie_about_size();
      case 4:
        return remove_part();
      case 5:
        return repeat_part();
      case 6:
        return truncate();
      default:
        return splice();
    }
  }
  [[nodiscard]] Bytes take() { return std::move(marked_.bytes); }

 private:
  /// The offset of a place that was of that kind in the undamaged value, still inside.
  [[nodiscard]] std::size_t place(std::initializer_list<Mark::Kind> kinds) {
    std::size_t at = 0;
    for (int attempt = 0; attempt < 8; ++attempt) {
      const Mark& mark = marked_.marks[random_.below(marked_.marks.size())];
      at = mark.offset;
      const bool wanted = std::find(kinds.begin(), kinds.end(), mark.kind) != kinds.end();
      if (wanted && at + 4 <= marked_.bytes.size()) return at;
    }
    return at + 4 <= marked_.bytes.size() ? at : 0;
  }
  [[nodiscard]] std::size_t boundary() {
    return std::min(marked_.marks[random_.below(marked_.marks.size())].offset,
                    marked_.bytes.size());
  }
  void write(std::size_t at, std::uint32_t value) {
    if (at + 4 <= marked_.bytes.size()) store_le(marked_.bytes.data() + at, value);
  }
  [[nodiscard]] std::uint32_t read(std::size_t at) const {
    return at + 4 <= marked_.bytes.size() ? load_le<std::uint32_t>(marked_.bytes.data() + at) : 0;
  }

  void other_id() {
    const auto rows = subject_.schema.rows;
    const std::uint32_t known = rows[1 + random_.below(rows.size() - 1)].id;
    const auto unknown = static_cast<std::uint32_t>(random_.below(0x100000000U));
    write(place({Mark::Kind::word}), random_.below(4) == 0 ? unknown : known);
  }
  void flip_bit() {
    const std::size_t at = place({Mark::Kind::word, Mark::Kind::number});
    write(at, read(at) ^ (1U << random_.below(32)));
  }
  void lie_about_size() {
    const std::size_t at = place({Mark::Kind::count, Mark::Kind::length});
    const std::uint32_t old = read(at);
    const auto left = static_cast<std::uint32_t>(marked_.bytes.size() - at);
    const std::uint32_t lies[] = {
        old + 1,  old - 1, 0,          0x7fffffff,         0xffffffff,
        left / 4, left,    old | 0xff, (left << 8U) | 254, (1U << 24U) - 2,
        253};
    write(at, lies[random_.below(std::size(lies))]);
  }
  void remove_part() {
    const auto [first, last] = part();
    marked_.bytes.erase(first, last);
  }
  void repeat_part() {
    const auto [first, last] = part();
    const Bytes copy(first, last);
    const auto at = last - marked_.bytes.begin();
    // Many times over it nests, when the part leads into another of its kind.
    const std::size_t times = random_.below(4) == 0 ? 80 : 1;
    for (std::size_t i = 0; i < times && marked_.bytes.size() + copy.size() <= most_bytes; ++i) {
      marked_.bytes.insert(marked_.bytes.begin() + at, copy.begin(), copy.end());
    }
  }
  void truncate() { marked_.bytes.resize(boundary()); }
  void splice() {
    const auto types = static_cast<std::uint64_t>(subject_.schema.types.size() - 1);
    const Subject other{.schema = subject_.schema,
                        .shape = {.op = Op::boxed,
                                  .ref = static_cast<std::uint16_t>(random_.below(types)),
                                  .size = 8},
                        .unknown = subject_.unknown};
    Arena arena;
    detail::Handle value;
    random_.fill(other.shape, &value, arena);
    const Bytes part = encode_with_marks(other.schema, other.shape, &value).bytes;
    if (marked_.bytes.size() + part.size() > most_bytes) return;
    const auto at = static_cast<std::ptrdiff_t>(boundary());
    marked_.bytes.insert(marked_.bytes.begin() + at, part.begin(), part.end());
  }

  [[nodiscard]] std::pair<Bytes::iterator, Bytes::iterator> part() {
    auto one = static_cast<std::ptrdiff_t>(boundary());
    auto other = static_cast<std::ptrdiff_t>(boundary());
    if (one > other) std::swap(one, other);
    return {marked_.bytes.begin() + one, marked_.bytes.begin() + other};
  }

  const Subject& subject_;
  MarkedBytes marked_;
  RandomInstances& random_;
};

}  // namespace

Bytes damaged_value(const Subject& subject, std::uint64_t seed) {
  Arena arena;
  const void* value = random_value(subject, seed, arena);
  RandomInstances& random = random_instances(subject.schema);
  Damage damage(subject, encode_with_marks(subject.schema, subject.shape, value), random);
  for (std::uint64_t faults = random.below(8) % 5; faults > 0; --faults) damage.once();
  return damage.take();
}

}  // namespace strata::tl::fuzzing
