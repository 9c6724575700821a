// Reads what is no object: numbers, texts, bytes and vectors.
#include "base64.hpp"
#include "reader.hpp"
#include "scalars.hpp"

#include "strata/base/bytes.hpp"

#include <array>
#include <charconv>
#include <limits>

namespace strata::tl::detail {

bool JsonReader::item(Op op, std::uint16_t ref, const Shape* element, const JsonNode& node,
                      std::byte* at) {
  switch (op) {
    case Op::flags_word:
      return true;
    case Op::true_flag:
    case Op::boolean:
      return boolean(node, at);
    case Op::int32:
      return int32(node, at);
    case Op::int64:
      return int64(node, at);
    case Op::float64:
      return float64(node, at);
    case Op::string:
      return string(node, at);
    case Op::bytes:
    case Op::blob:
    case Op::sized_blob:
      return bytes(node, at);
    case Op::int128:
      return big_integer(node, 16, at);
    case Op::int256:
      return big_integer(node, 32, at);
    case Op::boxed:
      return boxed(ref, node, at);
    case Op::bare:
    case Op::with_id:
      return named_struct(ref, op == Op::with_id, node, at);
    case Op::vector:
    case Op::bare_vector:
      return vector(*element, node, at);
    case Op::function:
      return function(node, at);
  }
  return refuse(JsonErrc::wrong_kind);
}

bool JsonReader::boolean(const JsonNode& node, std::byte* at) {
  if (node.kind != JsonKind::boolean) return refuse(JsonErrc::wrong_kind);
  store(at, node.boolean);
  return true;
}

bool JsonReader::int32(const JsonNode& node, std::byte* at) {
  JsonErrc error{};
  const std::optional<std::int64_t> value = read_integer(node, false, error);
  if (!value) return refuse(error);
  using Limits = std::numeric_limits<std::int32_t>;
  if (*value < Limits::min() || *value > Limits::max()) return refuse(JsonErrc::out_of_range);
  store(at, static_cast<std::int32_t>(*value));
  return true;
}

bool JsonReader::int64(const JsonNode& node, std::byte* at) {
  JsonErrc error{};
  const std::optional<std::int64_t> value = read_integer(node, true, error);
  if (!value) return refuse(error);
  store(at, *value);
  return true;
}

bool JsonReader::float64(const JsonNode& node, std::byte* at) {
  JsonErrc error{};
  const std::optional<double> value = read_real(node, error);
  if (!value) return refuse(error);
  store(at, *value);
  return true;
}

/// The bytes in the arena; nothing after a refusal.
std::optional<BytesView> JsonReader::from_text(std::string_view base64) {
  const std::optional<std::size_t> size = base64_size(base64);
  if (!size) {
    refuse(JsonErrc::bad_base64);
    return std::nullopt;
  }
  if (*size == 0) return BytesView(empty_storage, std::size_t{0});
  std::byte* memory = zeroed(arena_, *size);
  if (memory == nullptr) return std::nullopt;
  auto* first = static_cast<std::uint8_t*>(static_cast<void*>(memory));
  if (!from_base64(base64, first)) {
    refuse(JsonErrc::bad_base64);
    return std::nullopt;
  }
  return BytesView(first, *size);
}

bool JsonReader::bytes(const JsonNode& node, std::byte* at) {
  if (node.kind != JsonKind::text) return refuse(JsonErrc::wrong_kind);
  const std::optional<BytesView> bytes = from_text(node.text);
  if (!bytes) return false;
  store(at, *bytes);
  return true;
}

bool JsonReader::big_integer(const JsonNode& node, std::size_t size, std::byte* at) {
  if (node.kind != JsonKind::text) return refuse(JsonErrc::wrong_kind);
  std::array<std::uint8_t, 32> bytes{};
  const std::optional<std::size_t> given = base64_size(node.text);
  if (given && *given != size) return refuse(JsonErrc::out_of_range);
  if (!given || !from_base64(node.text, bytes.data())) return refuse(JsonErrc::bad_base64);
  std::memcpy(at, bytes.data(), size);
  return true;
}

bool JsonReader::string(const JsonNode& node, std::byte* at) {
  if (node.kind == JsonKind::object) {
    // A text that is not UTF-8.
    const JsonNode* only = node.first;
    const bool is_bytes = node.count == 1 && only->key == "base64" && only->kind == JsonKind::text;
    if (!is_bytes) return refuse(JsonErrc::wrong_kind);
    const std::optional<BytesView> bytes = from_text(only->text);
    if (!bytes) return false;
    store(at, as_text(*bytes));
    return true;
  }
  if (node.kind != JsonKind::text) return refuse(JsonErrc::wrong_kind);
  void* memory = arena_.allocate(node.text.size());
  if (memory == nullptr && !node.text.empty()) return refuse(JsonErrc::too_large);
  if (node.text.empty()) {
    store(at, std::string_view("", 0));
    return true;
  }
  std::memcpy(memory, node.text.data(), node.text.size());
  store(at, std::string_view(static_cast<const char*>(memory), node.text.size()));
  return true;
}

bool JsonReader::vector(const Shape& element, const JsonNode& node, std::byte* at) {
  if (node.kind != JsonKind::array) return refuse(JsonErrc::wrong_kind);
  const std::byte* first = as_byte_pointer(empty_storage);
  if (node.count > 0) {
    std::byte* to = zeroed(arena_, node.count * element.size);
    if (to == nullptr) return false;
    first = to;
    Frame frame{.parent = frame_, .elements = node.count};
    frame_ = &frame;
    bool read = true;
    for (const JsonNode* next = node.first; read && next != nullptr; next = next->next) {
      read = value(element, *next, to);
      to += element.size;
      ++frame.element;
    }
    frame_ = frame.parent;
    if (!read) return false;
  }
  store(at, AnySpan(first, node.count));
  return true;
}

/// A value of a later layer: its bytes begin with the id that is its name.
bool JsonReader::unknown(const JsonNode& node, std::string_view name, Unknown& to) {
  const JsonNode* data = nullptr;
  for (const JsonNode* member = node.first; member != nullptr; member = member->next) {
    if (member->key == "bytes") data = member;
  }
  if (data == nullptr || node.count != 2) return refuse(JsonErrc::missing_field);
  if (data->kind != JsonKind::text) return refuse(JsonErrc::wrong_kind);
  const char* const end = name.data() + name.size();
  const auto [stopped, fault] = std::from_chars(name.data() + 1, end, to.id, 16);
  if (name.size() != 9 || stopped != end || fault != std::errc()) {
    return refuse(JsonErrc::unknown_constructor);
  }
  const std::optional<BytesView> bytes = from_text(data->text);
  if (!bytes) return false;
  const bool fits = bytes->size() >= 4 && bytes->size() % 4 == 0 &&
                    load_le<std::uint32_t>(bytes->data()) == to.id && schema_.find(to.id) == 0;
  if (!fits) return refuse(JsonErrc::out_of_range);
  to.bytes = *bytes;
  return true;
}

}  // namespace strata::tl::detail
