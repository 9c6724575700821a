// Fuzzes the decoder of every boxed type and function result: hostile bytes give an error or a
// value that encodes, prints, copies and compares; the fast decoder and the one that keeps books
// agree.
//
// The first byte says how the rest is used: as the bytes of a value of the type that two more bytes
// choose, or as a seed of such a value with faults.
#include "decoder.hpp"
#include "tl/damage.hpp"
#include "tl/subject.hpp"

#include "strata/tl/clone.hpp"
#include "strata/tl/decode.hpp"
#include "strata/tl/detail/fast_decoder.hpp"
#include "strata/tl/encode.hpp"
#include "strata/tl/equal.hpp"
#include "strata/tl/hash.hpp"
#include "strata/tl/to_string.hpp"

#include <algorithm>
#include <cstring>

namespace strata::tl::fuzzing {
namespace {

void check_value(const Subject& subject, const void* value, const DecodeOptions& options) {
  const auto& [schema, shape, unknown] = subject;
  const auto bytes = detail::value_to_bytes(schema, shape, value);
  require(bytes.has_value());
  require(detail::value_size(schema, shape, value) == bytes->size());
  const auto again =
      detail::decode_owned({.schema = schema, .shape = shape, .options = options}, *bytes);
  if (again) require(detail::values_equal(schema, shape, value, again->root));

  Arena arena;
  void* copy = arena.allocate(std::max<std::size_t>(shape.size, 1));
  detail::copy_value(schema, shape, value, copy, arena);
  require(detail::values_equal(schema, shape, value, copy));
  require(detail::hash_value(schema, shape, value) == detail::hash_value(schema, shape, copy));
  require(detail::value_to_bytes(schema, shape, copy).value() == *bytes);
  require(!detail::print_value(schema, shape, copy, {}).empty());
}

void* zeroed(Arena& arena, std::size_t size) {
  return std::memset(arena.allocate(std::max<std::size_t>(size, 1)), 0, size);
}

/// Both decoders give the same value of the same length, or none.
void compare_decoders(const Subject& subject, BytesView bytes) {
  const detail::DecodeJob job{
      .schema = subject.schema, .shape = subject.shape, .options = {}, .whole = false};
  Arena roots;
  void* fast_value = zeroed(roots, subject.shape.size);
  void* careful_value = zeroed(roots, subject.shape.size);
  Arena fast_arena(0, job.options.memory_for(bytes.size()));
  Arena careful_arena(0, job.options.memory_for(bytes.size()));

  detail::FastDecoder fast(job.schema, job.options.depth, bytes, fast_arena);
  const std::uint8_t* end =
      fast.value(job.shape, bytes.data(), static_cast<std::byte*>(fast_value));
  const auto careful = detail::decode_carefully(job, bytes, careful_arena, careful_value);
  require((end != nullptr) == careful.has_value());
  if (end == nullptr) return;
  require(static_cast<std::size_t>(end - bytes.data()) == *careful);
  require(detail::values_equal(subject.schema, subject.shape, fast_value, careful_value));
}

void decode(const Subject& subject, BytesView bytes) {
  compare_decoders(subject, bytes);
  const DecodeOptions options{.unknown = subject.unknown};
  const auto decoded = detail::decode_owned(
      {.schema = subject.schema, .shape = subject.shape, .options = options}, bytes);
  if (decoded) {
    require(decoded->arena.capacity() <= options.memory_for(bytes.size()));
    check_value(subject, decoded->root, options);
    return;
  }
  const auto* detail = decoded.error().detail<DecodeDetail>();
  require(detail != nullptr && detail->offset() <= bytes.size());
}

}  // namespace

// C linkage: the namespace is no part of its name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < head_size) return 0;
  const Subject subject = subject_of(data);
  const BytesView rest(data + head_size, size - head_size);
  if ((data[0] & 4U) == 0) {
    decode(subject, rest);
    return 0;
  }
  std::uint64_t seed = 0;
  for (const std::uint8_t byte : rest) seed = seed * 257 + byte;
  decode(subject, damaged_value(subject, seed));
  return 0;
}

}  // namespace strata::tl::fuzzing
