// Prints random values of every constructor and function, and their encodings, for foreign codecs.
//
// Each line is a JSON object: the name, whether it is a function, the encoding in hexadecimal, and
// the value with the type of each part: ["i", 5] int, ["l", "5"] long, ["d", 0.5] double, ["b",
// true] Bool, ["t"] true, ["s", "x"] string, ["y", "00ff"] bytes and larger integers, ["v", [...]]
// vector,
// ["o", "inputPeerUser", {...}] object.
#include "field_access.hpp"

#include "strata/tl/encode.hpp"
#include "strata/tl/fwd.hpp"
#include "strata/tl/mtproto/fwd.hpp"
#include "strata/tl/random_instance.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace strata::tl {
namespace {

using Json = nlohmann::json;
using detail::AnySpan;
using detail::Handle;
using detail::load;

class Typed {
 public:
  explicit Typed(const SchemaTables& schema) : schema_(schema) {}

  [[nodiscard]] Json object(std::uint16_t index, const std::byte* at) {
    Json fields = Json::object();
    const ConstructorRow& row = schema_.rows[index];
    for (const FieldRow& field : schema_.fields_of(row)) {
      if (field.op == Op::flags_word) continue;
      if (field.conditional() && !detail::is_present(schema_, field, at)) continue;
      const bool is_vector = field.op == Op::vector || field.op == Op::bare_vector;
      const std::byte* value = at + field.offset;
      if (is_vector && field.conditional() && load<AnySpan>(value).empty()) ambiguous_ = true;
      const Shape* element = is_vector ? &schema_.shapes[field.ref] : nullptr;
      fields[std::string(schema_.name(field))] = item(field.op, field.ref, element, value);
    }
    return Json::array({"o", schema_.name(row), fields});
  }

  /// Some codecs take an empty conditional vector for an absent one, some values nobody else reads.
  [[nodiscard]] bool ambiguous() const noexcept { return ambiguous_; }

 private:
  [[nodiscard]] Json item(Op op, std::uint16_t ref, const Shape* element, const std::byte* at) {
    switch (op) {
      case Op::true_flag:
        return Json::array({"t"});
      case Op::boolean:
        return Json::array({"b", load<bool>(at)});
      case Op::int32:
        return Json::array({"i", load<std::int32_t>(at)});
      case Op::int64:
        return Json::array({"l", std::to_string(load<std::int64_t>(at))});
      case Op::float64:
        return Json::array({"d", load<double>(at)});
      case Op::string:
        return Json::array({"s", load<std::string_view>(at)});
      case Op::bytes:
        return Json::array({"y", to_hex(load<BytesView>(at))});
      case Op::int128:
        return Json::array({"y", to_hex(load<std::array<std::uint8_t, 16>>(at))});
      case Op::int256:
        return Json::array({"y", to_hex(load<std::array<std::uint8_t, 32>>(at))});
      case Op::boxed: {
        const auto handle = load<Handle>(at);
        return object(handle.index(), detail::as_byte_pointer(handle.address()));
      }
      case Op::bare:
      case Op::with_id:
        return object(ref, at);
      case Op::vector:
      case Op::bare_vector:
        return vector(*element, load<AnySpan>(at));
      case Op::function: {
        const auto call = load<AnyFunction>(at);
        return object(call.index(), detail::as_byte_pointer(call.address()));
      }
      default:
        ambiguous_ = true;  // Object: its content is no value
        return nullptr;
    }
  }

  [[nodiscard]] Json vector(const Shape& element, AnySpan span) {
    Json elements = Json::array();
    for (std::size_t i = 0; i < span.size(); ++i) {
      elements.push_back(
          item(element.op, element.ref, element.element, span.data() + i * element.size));
    }
    return Json::array({"v", elements});
  }

  const SchemaTables& schema_;
  bool ambiguous_ = false;
};

/// Prints up to `count` values of a row; false when one could not be encoded.
bool print_samples(const SchemaTables& schema, std::uint16_t index, RandomInstances& random,
                   int count) {
  const ConstructorRow& row = schema.rows[index];
  const Shape shape{.op = Op::with_id, .ref = index, .size = row.size};
  for (int attempt = 0; count > 0 && attempt < 100; ++attempt) {
    Arena arena;
    void* value = arena.allocate(std::max<std::size_t>(row.size, 1));
    std::memset(value, 0, row.size);
    random.fill(shape, value, arena);
    Typed typed(schema);
    const Json json = typed.object(index, detail::as_byte_pointer(value));
    if (typed.ambiguous()) continue;
    const Result<Bytes> bytes = detail::value_to_bytes(schema, shape, value);
    if (!bytes) return false;
    const Json line = {{"name", schema.name(row)},
                       {"function", schema.is_function(index)},
                       {"bytes", to_hex(*bytes)},
                       {"value", json}};
    std::puts(line.dump().c_str());
    --count;
  }
  return true;
}

bool print_all(const SchemaTables& schema, std::uint64_t seed, int count) {
  // Foreign codecs hold a `long` in a double when they know it for an id.
  RandomInstances random(schema, seed, {.depth = 4, .elements = 2, .long_bits = 53});
  for (std::size_t i = 1; i < schema.rows.size(); ++i) {
    if (!print_samples(schema, static_cast<std::uint16_t>(i), random, count)) return false;
  }
  return true;
}

}  // namespace
}  // namespace strata::tl

// codec_samples SCHEMA SEED COUNT: SCHEMA is api or mtproto.
int main(int argc, char** argv) {
  if (argc != 4) return 2;
  const bool is_api = std::string_view(argv[1]) == "api";
  const auto& schema = is_api ? strata::tl::schema() : strata::tl::mtproto::schema();
  const std::uint64_t seed = std::strtoull(argv[2], nullptr, 10);
  return strata::tl::print_all(schema, seed, std::atoi(argv[3])) ? 0 : 1;
}
