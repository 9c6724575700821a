// AnyFunction and Blob: a function call of any kind, and bytes that TL does not interpret.
#pragma once

#include "strata/tl/box.hpp"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>

namespace strata::tl {

/// A value of any type, uninterpreted: its bytes on the wire, id included.
/// It is what `Object` means in the MTProto schema, and the result of a generic function.
struct Blob {
  std::span<const std::uint8_t> bytes = {};
};

/// A generated struct for a function (`functions::…`), complete: it can be called over RPC and
/// answers with `Result`.
template <class T>
concept RemoteCall = requires {
  typename T::Result;
  typename T::Schema;
  { T::ID } -> std::convertible_to<std::uint32_t>;
  { T::INDEX } -> std::convertible_to<std::uint16_t>;
};

/// A reference to a function call of any kind, for fields declared `!X`
/// (`invokeWithLayer{.layer = LAYER, .query = call}`). It does not own the call.
class AnyFunction {
 public:
  constexpr AnyFunction() noexcept = default;

  /// Refers to `call`, which must outlive this.
  template <RemoteCall F>
  AnyFunction(const F& call) noexcept
      : schema_(&F::Schema::schema()), data_(&call), index_(F::INDEX) {}

  // A temporary dies at the end of the statement: name it first, or make it with Arena::make().
  template <RemoteCall F>
  AnyFunction(const F&& a_temporary_would_dangle_name_it_or_use_Arena_make) = delete;

  // The field wants a function (functions::…), not a value.
  template <Constructor T>
  AnyFunction(const T& a_constructor_is_no_function) = delete;

  /// Refers to a call that is encoded already, id included.
  explicit AnyFunction(std::span<const std::uint8_t> encoded) noexcept
      : data_(encoded.data()), size_(encoded.size()) {}

  /// For code that works over the tables: a call by its row.
  AnyFunction(const SchemaTables& schema, std::uint16_t index, const void* call) noexcept
      : schema_(&schema), data_(call), index_(index) {}

  [[nodiscard]] bool has_value() const noexcept { return schema_ != nullptr || size_ != 0; }
  [[nodiscard]] std::uint32_t id() const noexcept;

  /// The call as function `F`, or null when it is another one or is given as bytes.
  template <RemoteCall F>
  [[nodiscard]] const F* get_if() const noexcept {
    const bool same = schema_ == &F::Schema::schema() && index_ == F::INDEX;
    return same ? static_cast<const F*>(data_) : nullptr;
  }

  /// The tables that describe the call; null when it is given as bytes.
  [[nodiscard]] const SchemaTables* schema() const noexcept { return schema_; }
  [[nodiscard]] std::uint16_t index() const noexcept { return index_; }
  [[nodiscard]] const void* address() const noexcept { return data_; }
  [[nodiscard]] std::span<const std::uint8_t> encoded() const noexcept {
    if (schema_ != nullptr || size_ == 0) return {};
    return {static_cast<const std::uint8_t*>(data_), size_};
  }

 private:
  const SchemaTables* schema_ = nullptr;
  const void* data_ = nullptr;
  std::size_t size_ = 0;
  std::uint16_t index_ = 0;
};

}  // namespace strata::tl
