// Fills values by the rows of the tables from a stream of numbers.
#include "strata/tl/random_instance.hpp"

#include "field_access.hpp"

#include "strata/base/bytes.hpp"

#include <algorithm>
#include <array>

namespace strata::tl {

using detail::AnySpan;
using detail::Handle;
using detail::store;

namespace {
constexpr unsigned endless = 1000;  // of a type whose values contain each other for ever
}

RandomInstances::RandomInstances(const SchemaTables& schema, std::uint64_t seed,
                                 RandomOptions options)
    : schema_(schema), state_(seed), options_(options) {
  measure_depths();
}

void RandomInstances::fill(const Shape& shape, void* at, Arena& arena) {
  arena_ = &arena;
  depth_ = 0;
  item(shape.op, shape.ref, shape.element, static_cast<std::byte*>(at));
}

// SplitMix64.
std::uint64_t RandomInstances::next() noexcept {
  std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31U);
}

std::int64_t RandomInstances::random_long() noexcept {
  const std::uint64_t number = next() >> below(64);
  return static_cast<std::int64_t>(options_.long_bits < 64 ? number >> (64 - options_.long_bits)
                                                           : number);
}

std::uint64_t RandomInstances::below(std::uint64_t bound) noexcept {
  return bound == 0 ? 0 : next() % bound;
}

void RandomInstances::measure_depths() {
  row_depths_.assign(schema_.rows.size(), endless);
  type_depths_.assign(schema_.types.size(), endless);
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 1; i < schema_.rows.size(); ++i) {
      const ConstructorRow& row = schema_.rows[i];
      const unsigned depth = depth_of(row);
      if (depth >= row_depths_[i]) continue;
      row_depths_[i] = depth;
      changed = true;
      if (!schema_.is_function(static_cast<std::uint16_t>(i))) {
        type_depths_[row.type] = std::min(type_depths_[row.type], depth);
      }
    }
  }
}

unsigned RandomInstances::depth_of(const ConstructorRow& row) const {
  unsigned deepest = 0;
  for (const FieldRow& field : schema_.fields_of(row)) {
    if (field.conditional()) continue;
    if (field.op == Op::boxed) deepest = std::max(deepest, type_depths_[field.ref]);
    if (field.op == Op::bare) deepest = std::max(deepest, row_depths_[field.ref]);
    if (field.op == Op::function) deepest = std::max(deepest, 1U);
  }
  return std::min(deepest + 1, endless);
}

void RandomInstances::item(Op op, std::uint16_t ref, const Shape* element, std::byte* at) {
  switch (op) {
    case Op::flags_word:
      return;
    case Op::true_flag:
      return store(at, true);
    case Op::boolean:
      return store(at, below(2) == 1);
    case Op::int32:
      return store(at, static_cast<std::int32_t>(next() >> below(64)));
    case Op::int64:
      return store(at, random_long());
    case Op::float64:
      return store(at, static_cast<double>(static_cast<std::int64_t>(next())) / 65536.0);
    case Op::string:
      return store(at, as_text(bytes(text_size())));
    case Op::bytes:
      return store(at, bytes(text_size()));
    case Op::blob:
    case Op::sized_blob:
      return store(at, bytes(4 * below(8)));
    case Op::int128:
    case Op::int256:
      for (std::size_t i = 0; i < (op == Op::int128 ? 16U : 32U); i += 8) store(at + i, next());
      return;
    case Op::boxed:
      return boxed(ref, at);
    case Op::bare:
    case Op::with_id:
      return fields(ref, at);
    case Op::vector:
    case Op::bare_vector:
      return vector(*element, at);
    case Op::function:
      return function(at);
  }
}

void RandomInstances::fields(std::uint16_t index, std::byte* object) {
  ++depth_;
  // Fields of one flag are present together.
  std::array<std::uint32_t, max_flags_words> flags{};
  for (std::uint32_t& word : flags) {
    for (unsigned bit = 0; bit < 32; ++bit) {
      if (below(100) < options_.presence) word |= 1U << bit;
    }
  }
  const auto rows = schema_.fields_of(schema_.rows[index]);
  const auto is_set = [&](const FieldRow& row) {
    return ((flags[row.flag >> 5U] >> (row.flag & 31U)) & 1U) != 0;
  };
  // Deep down, conditional objects are left out; with them go the fields of the same flag.
  for (const FieldRow& row : rows) {
    if (!row.conditional() || depth_ < options_.depth) continue;
    if (row.op == Op::boxed || row.op == Op::bare)
      flags[row.flag >> 5U] &= ~(1U << (row.flag & 31U));
  }
  for (const FieldRow& row : rows) {
    if (row.op == Op::flags_word || (row.conditional() && !is_set(row))) continue;
    field(row, object);
    if (row.conditional()) detail::set_present(schema_, row, object);
  }
  --depth_;
}

void RandomInstances::field(const FieldRow& row, std::byte* object) {
  const bool is_vector = row.op == Op::vector || row.op == Op::bare_vector;
  std::byte* at = object + row.offset;
  item(row.op, row.ref, is_vector ? &schema_.shapes[row.ref] : nullptr, at);
  if (row.op == Op::sized_blob) {
    const auto size = detail::load<BytesView>(at).size();
    store(object + row.ref, static_cast<std::int32_t>(size));
  }
}

void RandomInstances::boxed(std::uint16_t type, std::byte* at) {
  const TypeRow& row = schema_.types[type];
  const std::size_t left = options_.depth > depth_ ? options_.depth - depth_ : 0;
  const std::size_t allowed = std::max<std::size_t>(left, type_depths_[type]);
  std::uint16_t index = 0;
  do {
    index = static_cast<std::uint16_t>(row.first + below(row.count));
  } while (row_depths_[index] > allowed);
  store(at, object_of(index));
}

Handle RandomInstances::object_of(std::uint16_t index) {
  const std::uint16_t size = schema_.rows[index].size;
  if (size == 0) return Handle(index);
  std::byte* object = zeroed(size);
  fields(index, object);
  return Handle(index, object);
}

void RandomInstances::vector(const Shape& element, std::byte* at) {
  const bool is_object = element.op == Op::boxed || element.op == Op::bare;
  const bool too_deep = is_object && depth_ >= options_.depth;
  const std::size_t count = too_deep ? 0 : below(options_.elements + 1);
  std::byte* first = zeroed(count * element.size);
  for (std::size_t i = 0; i < count; ++i) {
    item(element.op, element.ref, element.element, first + i * element.size);
  }
  store(at, AnySpan(first, count));
}

void RandomInstances::function(std::byte* at) {
  const std::size_t functions = schema_.rows.size() - 1 - schema_.constructor_count;
  if (functions == 0) return;
  const std::size_t left = options_.depth > depth_ ? options_.depth - depth_ : 0;
  std::uint16_t index = 0;
  do {
    index = static_cast<std::uint16_t>(schema_.constructor_count + 1 + below(functions));
  } while (row_depths_[index] > std::max<std::size_t>(left, 1));
  const void* call = object_of(index).address();
  store(at, AnyFunction(schema_, index, call != nullptr ? call : detail::empty_storage));
}

BytesView RandomInstances::bytes(std::size_t size) {
  auto* first = static_cast<std::uint8_t*>(static_cast<void*>(zeroed(size)));
  for (std::size_t i = 0; i < size; ++i) first[i] = static_cast<std::uint8_t>('a' + below(26));
  return {first, size};
}

std::size_t RandomInstances::text_size() noexcept {
  return static_cast<std::size_t>(below(16) == 0 ? below(options_.text_bytes + 1) : below(12));
}

std::byte* RandomInstances::zeroed(std::size_t size) {
  void* memory = arena_->allocate(std::max<std::size_t>(size, 1));
  if (memory == nullptr) throw std::bad_alloc();
  return static_cast<std::byte*>(std::memset(memory, 0, size));
}

}  // namespace strata::tl
