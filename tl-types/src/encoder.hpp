// The table interpreter that writes values, to a Writer or to something that only counts.
#pragma once

#include "field_access.hpp"

#include "strata/tl/decode_options.hpp"
#include "strata/tl/encode.hpp"
#include "strata/tl/errors.hpp"
#include "strata/tl/schema.hpp"
#include "strata/tl/writer.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace strata::tl::detail {

/// Stands in for a Writer to learn how many bytes would be written.
class SizeCounter {
 public:
  void int32(std::int32_t) { size_ += 4; }
  void uint32(std::uint32_t) { size_ += 4; }
  void int64(std::int64_t) { size_ += 8; }
  void float64(double) { size_ += 8; }
  void boolean(bool) { size_ += 4; }
  void string(std::string_view text) { bytes(as_bytes(text)); }
  void bytes(BytesView bytes) {
    if (bytes.size() > max_string_size) failed_ = true;
    size_ += string_wire_size(bytes.size());
  }
  void raw(BytesView bytes) { size_ += bytes.size(); }
  void vector_header(std::size_t) { size_ += 8; }
  void count(std::size_t) { size_ += 4; }
  void fail(EncodeErrc) noexcept { failed_ = true; }
  [[nodiscard]] bool failed() const noexcept { return failed_; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }

 private:
  std::size_t size_ = 0;
  bool failed_ = false;
};

/// Writes one value and everything below it, and knows where it failed; the FastEncoder, which runs
/// first, does not.
template <class Sink>
class Encoder {
 public:
  Encoder(const SchemaTables& schema, Sink& out) : schema_(&schema), out_(out) {}

  void value(const Shape& shape, const std::byte* at) {
    item(shape.op, shape.ref, shape.element, at);
  }

  /// Of a failure: the path to the value, `messages.sendMessage.peer`.
  [[nodiscard]] std::string take_path() { return std::move(path_); }

 private:
  void item(Op op, std::uint16_t ref, const Shape* element, const std::byte* at);
  void fields(std::uint16_t index, const std::byte* object);
  void field(const FieldRow& row, const ConstructorRow& owner, const std::byte* object,
             std::uint32_t* flags);
  [[nodiscard]] std::uint32_t flags_word(std::uint16_t word, const ConstructorRow& owner,
                                         const std::byte* object) const;
  void boxed(const std::byte* at);
  void vector(const Shape& element, bool has_id, const std::byte* at);
  void function(const std::byte* at);
  void sized_blob(const FieldRow& row, const std::byte* object);
  void add_to_path(std::string step) { path_.insert(0, step); }

  const SchemaTables* schema_;
  Sink& out_;
  std::size_t depth_ = 0;
  std::string path_;
};

template <class Sink>
void Encoder<Sink>::item(Op op, std::uint16_t ref, const Shape* element, const std::byte* at) {
  switch (op) {
    case Op::boolean:
      return out_.boolean(load<bool>(at));
    case Op::int32:
      return out_.int32(load<std::int32_t>(at));
    case Op::int64:
      return out_.int64(load<std::int64_t>(at));
    case Op::float64:
      return out_.float64(load<double>(at));
    case Op::string:
      return out_.string(load<std::string_view>(at));
    case Op::bytes:
      return out_.bytes(load<BytesView>(at));
    case Op::int128:
    case Op::int256:
      return out_.raw(BytesView(static_cast<const std::uint8_t*>(static_cast<const void*>(at)),
                                op == Op::int128 ? 16 : 32));
    case Op::boxed:
      return boxed(at);
    case Op::bare:
      return fields(ref, at);
    case Op::with_id:
      out_.uint32(schema_->rows[ref].id);
      return fields(ref, at);
    case Op::vector:
    case Op::bare_vector:
      return vector(*element, op == Op::vector, at);
    case Op::function:
      return function(at);
    case Op::blob:
      return out_.raw(load<Blob>(at).bytes);
    case Op::flags_word:
    case Op::true_flag:
    case Op::sized_blob:
      return;  // only fields have these
  }
}

template <class Sink>
void Encoder<Sink>::fields(std::uint16_t index, const std::byte* object) {
  if (depth_ == max_depth) return out_.fail(EncodeErrc::too_deep);
  ++depth_;
  const ConstructorRow& owner = schema_->rows[index];
  std::array<std::uint32_t, max_flags_words> flags{};
  for (const FieldRow& row : schema_->fields_of(owner)) {
    field(row, owner, object, flags.data());
    if (out_.failed()) [[unlikely]] {
      add_to_path('.' + std::string(schema_->name(row)));
      if (depth_ == 1) add_to_path(std::string(schema_->name(owner)));
      break;
    }
  }
  --depth_;
}

template <class Sink>
void Encoder<Sink>::field(const FieldRow& row, const ConstructorRow& owner, const std::byte* object,
                          std::uint32_t* flags) {
  if (row.conditional()) {
    if (((flags[row.flag >> 5U] >> (row.flag & 31U)) & 1U) == 0) return;
    if (row.op == Op::true_flag) return;
    // Another field of the same bit announces this one too.
    if (!is_present(*schema_, row, object)) return out_.fail(EncodeErrc::missing_companion);
  }
  const std::byte* at = object + row.offset;
  switch (row.op) {
    case Op::flags_word:
      flags[row.ref] = flags_word(row.ref, owner, object);
      return out_.uint32(flags[row.ref]);
    case Op::vector:
    case Op::bare_vector:
      return vector(schema_->shapes[row.ref], row.op == Op::vector, at);
    case Op::sized_blob:
      return sized_blob(row, object);
    default:
      return item(row.op, row.ref, nullptr, at);
  }
}

/// The word that announces the fields which are present. Bits of no field stay zero. (H-06)
template <class Sink>
std::uint32_t Encoder<Sink>::flags_word(std::uint16_t word, const ConstructorRow& owner,
                                        const std::byte* object) const {
  std::uint32_t bits = 0;
  for (const FieldRow& row : schema_->fields_of(owner)) {
    if (!row.conditional() || row.flag >> 5U != word) continue;
    if (is_present(*schema_, row, object)) bits |= std::uint32_t{1} << (row.flag & 31U);
  }
  return bits;
}

template <class Sink>
void Encoder<Sink>::boxed(const std::byte* at) {
  const auto handle = load<Handle>(at);
  if (handle.index() == 0) return out_.fail(EncodeErrc::missing_field);
  if (handle.index() == unknown_index) {
    return out_.raw(static_cast<const Unknown*>(handle.address())->bytes);
  }
  out_.uint32(schema_->rows[handle.index()].id);
  fields(handle.index(), as_byte_pointer(handle.address()));
}

template <class Sink>
void Encoder<Sink>::vector(const Shape& element, bool has_id, const std::byte* at) {
  const auto span = load<AnySpan>(at);
  if (has_id) {
    out_.vector_header(span.size());
  } else {
    out_.count(span.size());
  }
  const std::byte* next = span.data();
  for (std::size_t i = 0; i < span.size() && !out_.failed(); ++i, next += element.size) {
    item(element.op, element.ref, element.element, next);
    if (out_.failed()) [[unlikely]]
      add_to_path('[' + std::to_string(i) + ']');
  }
}

template <class Sink>
void Encoder<Sink>::function(const std::byte* at) {
  const auto call = load<AnyFunction>(at);
  if (!call.has_value()) return out_.fail(EncodeErrc::missing_field);
  if (call.schema() == nullptr) return out_.raw(call.encoded());

  const SchemaTables* outer = std::exchange(schema_, call.schema());
  out_.uint32(schema_->rows[call.index()].id);
  fields(call.index(), as_byte_pointer(call.address()));
  schema_ = outer;
}

template <class Sink>
void Encoder<Sink>::sized_blob(const FieldRow& row, const std::byte* object) {
  const auto blob = load<Blob>(object + row.offset);
  const auto length = load<std::int32_t>(object + row.ref);
  if (length < 0 || static_cast<std::size_t>(length) != blob.bytes.size()) {
    return out_.fail(EncodeErrc::wrong_length);
  }
  out_.raw(blob.bytes);
}

/// encode_value() without the fast attempt before it.
Status encode_carefully(const SchemaTables& schema, const Shape& shape, const void* at,
                        Buffer& out);

}  // namespace strata::tl::detail
