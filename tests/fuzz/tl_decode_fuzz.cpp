// Fuzzes the decoder of every boxed type, constructor and function result: hostile bytes give an
// error or a value that encodes, prints, copies and compares.
//
// The first byte says how the rest is used: as the bytes of a value of the type that two more bytes
// choose, or as the seed of a random instance whose encoding is then damaged in a few places.
#include "strata/base/buffer.hpp"
#include "strata/tl/clone.hpp"
#include "strata/tl/decode.hpp"
#include "strata/tl/encode.hpp"
#include "strata/tl/equal.hpp"
#include "strata/tl/fwd.hpp"
#include "strata/tl/mtproto/fwd.hpp"
#include "strata/tl/random_instance.hpp"
#include "strata/tl/to_string.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace strata::tl {
namespace {

// Stops libFuzzer at the input that broke the rule.
void require(bool holds) {
  if (!holds) std::abort();
}

/// What the input is taken for.
Shape choose_shape(const SchemaTables& schema, std::uint16_t choice) {
  const std::size_t types = schema.types.size() - 1;
  const std::size_t shapes = schema.shapes.size() - 1;
  const std::size_t number = choice % (types + shapes);
  if (number < types) {
    return {.op = Op::boxed, .ref = static_cast<std::uint16_t>(number), .size = 8};
  }
  return schema.shapes[number - types];
}

void check_value(const SchemaTables& schema, const Shape& shape, const void* value,
                 const DecodeOptions& options) {
  const auto bytes = detail::value_to_bytes(schema, shape, value);
  require(bytes.has_value());
  require(detail::value_size(schema, shape, value) == bytes->size());
  const auto again =
      detail::decode_owned({.schema = schema, .shape = shape, .options = options}, *bytes);
  if (again) require(detail::values_equal(schema, shape, value, again->root));

  Arena arena;
  void* copy = arena.allocate(shape.size);
  detail::copy_value(schema, shape, value, copy, arena);
  require(detail::values_equal(schema, shape, value, copy));
  require(detail::value_to_bytes(schema, shape, copy).value() == *bytes);
  require(!detail::print_value(schema, shape, copy, {}).empty());
}

void decode(const SchemaTables& schema, const Shape& shape, BytesView bytes,
            UnknownConstructor unknown) {
  const DecodeOptions options{.unknown = unknown};
  const auto decoded =
      detail::decode_owned({.schema = schema, .shape = shape, .options = options}, bytes);
  if (decoded) {
    require(decoded->arena.capacity() <= options.memory_for(bytes.size()));
    check_value(schema, shape, decoded->root, options);
    return;
  }
  const auto* detail = decoded.error().detail<DecodeDetail>();
  require(detail != nullptr && detail->offset() <= bytes.size());
}

/// Kept from run to run: looking through the tables for it takes longer than a run.
RandomInstances& random_instances(const SchemaTables& schema) {
  constexpr RandomOptions options{.depth = 5, .elements = 2, .text_bytes = 40};
  static RandomInstances api(strata::tl::schema(), 0, options);
  static RandomInstances mtproto(mtproto::schema(), 0, options);
  return &schema == &strata::tl::schema() ? api : mtproto;
}

/// Encodes a random instance and overwrites some of its bytes.
Bytes damaged_instance(const SchemaTables& schema, const Shape& shape, BytesView recipe) {
  std::uint64_t seed = 0;
  for (std::size_t i = 0; i < 4 && i < recipe.size(); ++i) seed = seed * 256 + recipe[i];
  Arena arena;
  void* value = std::memset(arena.allocate(shape.size), 0, shape.size);
  RandomInstances& random = random_instances(schema);
  random.restart(seed);
  random.fill(shape, value, arena);
  auto bytes = detail::value_to_bytes(schema, shape, value);
  require(bytes.has_value());
  for (std::size_t i = 4; i + 2 < recipe.size() && !bytes->empty(); i += 3) {
    const std::size_t at = (recipe[i] * 256U + recipe[i + 1]) % bytes->size();
    (*bytes)[at] = recipe[i + 2];
  }
  return std::move(*bytes);
}

}  // namespace

// C linkage: the namespace is no part of its name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 3) return 0;
  const SchemaTables& schema = (data[0] & 1U) != 0 ? strata::tl::schema() : mtproto::schema();
  const auto unknown = (data[0] & 2U) != 0 ? UnknownConstructor::keep : UnknownConstructor::refuse;
  const Shape shape = choose_shape(schema, load_le<std::uint16_t>(data + 1));
  const BytesView rest(data + 3, size - 3);
  if ((data[0] & 4U) != 0) {
    const Bytes bytes = damaged_instance(schema, shape, rest);
    decode(schema, shape, bytes, unknown);
  } else {
    decode(schema, shape, rest, unknown);
  }
  return 0;
}

}  // namespace strata::tl
