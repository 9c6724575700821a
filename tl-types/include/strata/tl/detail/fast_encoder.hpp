// The encoder of values that can be written: no bookkeeping for errors, the position in a register.
#pragma once

#include "strata/base/buffer.hpp"
#include "strata/base/bytes.hpp"
#include "strata/tl/schema.hpp"
#include "strata/tl/writer.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace strata::tl::detail {

/// Writes values like Encoder does, at several times its speed, but cannot tell why it failed:
/// whoever calls it lets an Encoder write the same value again to find out.
///
/// Every function takes the position to write at and gives the position behind what it wrote, or
/// null when the value cannot be written. Functions generated for frequent constructors are called
/// from here and call back.
class FastEncoder {
 public:
  using Position = std::uint8_t*;

  FastEncoder(const SchemaTables& schema, std::size_t depth, Buffer& out) noexcept
      : schema_(&schema), out_(out), depth_left_(depth) {}

  /// Where to start.
  Position begin() {
    const MutableBytes room = out_.append(first_room);
    start_ = room.data();
    end_ = start_ + room.size();
    return start_;
  }
  /// Gives back what was reserved behind the end; for a null position everything.
  void finish(Position end) noexcept {
    out_.drop_back(static_cast<std::size_t>(end_ - (end != nullptr ? end : start_)));
  }

  /// A value of any shape.
  Position value(const Shape& shape, Position at, const std::byte* from) {
    return item(shape.op, shape.ref, shape.element, at, from);
  }

  /// Makes room for `count` bytes.
  Position need(Position at, std::size_t count) {
    if (static_cast<std::size_t>(end_ - at) >= count) [[likely]]
      return at;
    return grow(at, count);
  }

  Position bytes(Position at, BytesView bytes) {
    const std::size_t size = bytes.size();
    const std::size_t total = string_wire_size(size);
    if (size > max_string_size) return nullptr;
    at = need(at, total);
    store_le(at + total - 4, std::uint32_t{0});  // the padding; the text overwrites the rest
    std::size_t head = 1;
    if (size < 254) {
      *at = static_cast<std::uint8_t>(size);
    } else {
      head = 4;
      store_le(at, static_cast<std::uint32_t>(size << 8U | 254U));
    }
    if (size != 0) std::memcpy(at + head, bytes.data(), size);
    return at + total;
  }
  Position string(Position at, std::string_view text) { return bytes(at, as_bytes(text)); }
  Position raw(Position at, BytesView bytes);
  Position boolean(Position at, bool value);
  Position boxed(Position at, Handle handle);
  /// A constructor with an unrolled encoder, with its id.
  template <class T, Position (*encode)(FastEncoder&, Position, const void*)>
  Position put(Position at, const void* object) {
    // Spec: H-04
    if (depth_left_ == 0) return nullptr;
    at = need(at, 4);
    store_le(at, T::ID);
    --depth_left_;
    at = encode(*this, at + 4, object);
    ++depth_left_;
    return at;
  }
  Position bare(Position at, std::uint16_t index, const std::byte* object);
  Position vector(Position at, const Shape& element, bool has_id, const std::byte* from);
  /// The same with the element's shape by its number in the tables.
  Position vector_of(Position at, std::size_t shape, bool has_id, const void* from) {
    return vector(at, schema_->shapes[shape], has_id, static_cast<const std::byte*>(from));
  }
  Position function(Position at, const AnyFunction& call);

 private:
  static constexpr std::size_t first_room = 256;

  Position item(Op op, std::uint16_t ref, const Shape* element, Position at, const std::byte* from);
  Position fields(const ConstructorRow& row, Position at, const std::byte* object);
  Position grow(Position at, std::size_t count);

  const SchemaTables* schema_;
  Buffer& out_;
  Position start_ = nullptr;  // of what this encoder writes
  Position end_ = nullptr;    // of what it has reserved
  std::size_t depth_left_;
};

}  // namespace strata::tl::detail
