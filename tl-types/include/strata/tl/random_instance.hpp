// Arbitrary but valid values of generated types, for tests, fuzzing and benchmarks.
#pragma once

#include "strata/tl/arena.hpp"
#include "strata/tl/schema.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace strata::tl {

/// How large random values become.
struct RandomOptions {
  std::size_t depth = 6;         ///< objects inside objects, more only where the schema forces it
  std::size_t elements = 3;      ///< at most, per vector
  std::size_t text_bytes = 300;  ///< at most, per text; most are shorter than 12
  unsigned presence = 50;        ///< percent of the conditional fields that are set
  unsigned long_bits = 64;       ///< of a `long`; below 64 it is not negative
};

/// Makes values from a seed: the same seed gives the same values everywhere. Whatever it makes can
/// be encoded and decodes to an equal value.
class RandomInstances {
 public:
  RandomInstances(const SchemaTables& schema, std::uint64_t seed, RandomOptions options = {});

  /// Starts the stream that belongs to `seed`.
  void restart(std::uint64_t seed) noexcept { state_ = seed; }

  /// A value whose parts live in `arena`.
  template <Value T>
  [[nodiscard]] T make(Arena& arena) {
    T value{};
    fill(ValueTraits<T>::shape, &value, arena);
    return value;
  }

  /// The same for a shape known at run time; `at` holds `shape.size` zero bytes.
  void fill(const Shape& shape, void* at, Arena& arena);

  /// The next number of the stream, below `bound`.
  [[nodiscard]] std::uint64_t below(std::uint64_t bound) noexcept;

 private:
  void item(Op op, std::uint16_t ref, const Shape* element, std::byte* at);
  void fields(std::uint16_t index, std::byte* object);
  void field(const FieldRow& row, std::byte* object);
  void boxed(std::uint16_t type, std::byte* at);
  void vector(const Shape& element, std::byte* at);
  void function(std::byte* at);
  detail::Handle object_of(std::uint16_t index);
  [[nodiscard]] std::span<const std::uint8_t> bytes(std::size_t size);
  [[nodiscard]] std::size_t text_size() noexcept;
  [[nodiscard]] std::uint64_t next() noexcept;
  [[nodiscard]] std::int64_t random_long() noexcept;
  [[nodiscard]] std::byte* zeroed(std::size_t size);
  void measure_depths();
  [[nodiscard]] unsigned depth_of(const ConstructorRow& row) const;

  const SchemaTables& schema_;
  std::uint64_t state_;
  RandomOptions options_;
  std::size_t depth_ = 0;
  Arena* arena_ = nullptr;
  std::vector<unsigned> row_depths_;   // objects that a row needs inside each other
  std::vector<unsigned> type_depths_;  // the least of its constructors
};

}  // namespace strata::tl
