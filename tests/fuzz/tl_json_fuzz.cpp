// Fuzzes reading JSON as every boxed type and function result: hostile text gives an error with a
// path or a value that encodes and comes back from its own JSON; and every value that decodes from
// bytes survives the way to JSON and back.
//
// The first byte says whether the rest is JSON or bytes, two more choose the type.
#include "tl/subject.hpp"

#include "strata/tl/decode.hpp"
#include "strata/tl/encode.hpp"
#include "strata/tl/equal.hpp"
#include "strata/tl/json.hpp"

namespace strata::tl::fuzzing {
namespace {

/// Values that are larger as JSON than on the wire, or the other way round, may exceed the limit of
/// one of them.
bool is_limit(const Error& error) {
  return error.code() == JsonErrc::too_large || error.code() == DecodeErrc::too_large;
}

void require_same_from_json(const Subject& subject, const void* value,
                            const DecodeOptions& options) {
  const auto& [schema, shape, unknown] = subject;
  const std::string text = detail::print_json(schema, shape, value, {});
  const auto again = detail::parse_json(schema, shape, options, text);
  if (!again && is_limit(again.error())) return;
  require(again.has_value());
  require(detail::values_equal(schema, shape, value, again->root));
  require(detail::print_json(schema, shape, again->root, {}) == text);
}

void read_json(const Subject& subject, std::string_view text) {
  const auto& [schema, shape, unknown] = subject;
  const DecodeOptions options{.unknown = unknown};
  const auto parsed = detail::parse_json(schema, shape, options, text);
  if (!parsed) {
    const auto* detail = parsed.error().detail<JsonDetail>();
    require(detail != nullptr && detail->offset() <= text.size() + 1);
    return;
  }
  require(parsed->arena.capacity() <= options.memory_for(text.size()));
  require_same_from_json(subject, parsed->root, options);
  const auto bytes = detail::value_to_bytes(schema, shape, parsed->root);
  require(bytes.has_value());
  if (unknown == UnknownConstructor::keep) return;  // kept where a decoder could not tell its end
  const auto decoded =
      detail::decode_owned({.schema = schema, .shape = shape, .options = options}, *bytes);
  if (!decoded && is_limit(decoded.error())) return;
  require(decoded.has_value());
  require(detail::values_equal(schema, shape, parsed->root, decoded->root));
}

void write_json(const Subject& subject, BytesView bytes) {
  const DecodeOptions options{.unknown = subject.unknown};
  const auto decoded = detail::decode_owned(
      {.schema = subject.schema, .shape = subject.shape, .options = options}, bytes);
  if (decoded) require_same_from_json(subject, decoded->root, options);
}

}  // namespace

// C linkage: the namespace is no part of its name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < head_size) return 0;
  const Subject subject = subject_of(data);
  const BytesView rest(data + head_size, size - head_size);
  if ((data[0] & 4U) == 0) {
    write_json(subject, rest);
  } else {
    read_json(subject, as_text(rest));
  }
  return 0;
}

}  // namespace strata::tl::fuzzing
