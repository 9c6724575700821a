// TL values at run time: what services build and read, without any generated type.
#pragma once

#include "strata/base/bytes.hpp"

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace strata::datacenter {

class Value;
struct Field;
using Vector = std::vector<Value>;

/// A constructor or function call by name, with its fields by name: `user` {id: 7, first_name: …}.
///
/// Fields keep the order in which they were set. A field that was never set, or was set to
/// nothing, is absent; the schema decides at encoding whether it may be. Getters never fail: they
/// give an empty value where the field is absent or of another kind, so that hostile requests
/// need no special care (decoded requests have the kinds that the schema promises anyway).
class Object {
 public:
  // Defined where Field, which holds objects in turn, is complete.
  Object();
  Object(const Object&);
  Object(Object&&) noexcept;
  Object& operator=(const Object&);
  Object& operator=(Object&&) noexcept;
  ~Object();
  explicit Object(std::string name);
  /// `Object("peerUser", {{"user_id", id}})`.
  Object(std::string name, std::initializer_list<Field> fields);

  /// Full name of the constructor or function as in the schema, with its namespace.
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] bool is(std::string_view name) const noexcept { return name_ == name; }
  /// True for a default-constructed object, which names no constructor.
  [[nodiscard]] bool empty() const noexcept { return name_.empty(); }

  /// Sets or replaces a field; setting nothing removes it.
  Object& set(std::string_view field, Value value) &;
  Object&& set(std::string_view field, Value value) &&;
  void erase(std::string_view field);

  /// The field, or null when it is absent.
  [[nodiscard]] const Value* find(std::string_view field) const noexcept;
  [[nodiscard]] Value* find(std::string_view field) noexcept;
  [[nodiscard]] bool has(std::string_view field) const noexcept { return find(field) != nullptr; }
  /// The field, or the value of nothing when it is absent.
  [[nodiscard]] const Value& operator[](std::string_view field) const noexcept;

  /// Shorthands for `(*this)[field].as_…()`.
  [[nodiscard]] std::int32_t get_int(std::string_view field, std::int32_t fallback = 0) const;
  [[nodiscard]] std::int64_t get_long(std::string_view field, std::int64_t fallback = 0) const;
  [[nodiscard]] double get_double(std::string_view field, double fallback = 0) const;
  [[nodiscard]] bool get_bool(std::string_view field) const;
  [[nodiscard]] const std::string& get_string(std::string_view field) const;
  [[nodiscard]] BytesView get_bytes(std::string_view field) const;
  [[nodiscard]] const Object& get_object(std::string_view field) const;
  [[nodiscard]] const Vector& get_vector(std::string_view field) const;

  [[nodiscard]] const std::vector<Field>& fields() const noexcept { return fields_; }

  friend bool operator==(const Object& a, const Object& b) noexcept;

 private:
  std::string name_;
  std::vector<Field> fields_;
};

/// One TL value of any kind. Strings, bytes, int128 and int256 are all byte strings; integers keep
/// the width in which they were given, and the codec checks that they fit the one of the schema.
class Value {
 public:
  using Variant = std::variant<std::monostate, bool, std::int32_t, std::int64_t, double,
                               std::string, Vector, Object>;

  Value() = default;
  Value(bool flag) : data_(flag) {}        // NOLINT(google-explicit-constructor)
  Value(double number) : data_(number) {}  // NOLINT(google-explicit-constructor)
  template <std::integral T>
    requires(!std::same_as<T, bool> && sizeof(T) <= 4)
  Value(T number)  // NOLINT(google-explicit-constructor)
      : data_(static_cast<std::int32_t>(number)) {}
  template <std::integral T>
    requires(sizeof(T) == 8)
  Value(T number)  // NOLINT(google-explicit-constructor)
      : data_(static_cast<std::int64_t>(number)) {}
  Value(std::string text) : data_(std::move(text)) {}             // NOLINT
  Value(std::string_view text) : data_(std::string(text)) {}      // NOLINT
  Value(const char* text) : data_(std::string(text)) {}           // NOLINT
  Value(BytesView bytes) : data_(std::string(as_text(bytes))) {}  // NOLINT
  Value(const Bytes& bytes) : Value(BytesView(bytes)) {}          // NOLINT
  Value(Object object) : data_(std::move(object)) {}              // NOLINT
  Value(Vector items) : data_(std::move(items)) {}                // NOLINT
  Value(std::vector<Object> items);                               // NOLINT
  Value(const std::vector<std::int32_t>& items) : data_(Vector(items.begin(), items.end())) {}
  Value(const std::vector<std::int64_t>& items) : data_(Vector(items.begin(), items.end())) {}
  /// Pointers other than to text are never meant.
  template <class T>
  Value(T*) = delete;

  [[nodiscard]] bool is_nothing() const noexcept {
    return std::holds_alternative<std::monostate>(data_);
  }
  template <class T>
  [[nodiscard]] bool holds() const noexcept {
    return std::holds_alternative<T>(data_);
  }
  template <class T>
  [[nodiscard]] const T* get_if() const noexcept {
    return std::get_if<T>(&data_);
  }
  template <class T>
  [[nodiscard]] T* get_if() noexcept {
    return std::get_if<T>(&data_);
  }

  /// The value as the kind named, or the fallback when it is of another kind. Integers convert
  /// between widths when they fit; nothing else converts.
  [[nodiscard]] bool as_bool() const noexcept;
  [[nodiscard]] std::int32_t as_int(std::int32_t fallback = 0) const noexcept;
  [[nodiscard]] std::int64_t as_long(std::int64_t fallback = 0) const noexcept;
  [[nodiscard]] double as_double(double fallback = 0) const noexcept;
  [[nodiscard]] const std::string& as_string() const noexcept;
  [[nodiscard]] BytesView as_bytes() const noexcept;
  [[nodiscard]] const Object& as_object() const noexcept;
  [[nodiscard]] const Vector& as_vector() const noexcept;

  [[nodiscard]] const Variant& variant() const noexcept { return data_; }

  friend bool operator==(const Value& a, const Value& b) noexcept;

 private:
  Variant data_;
};

/// A named value inside an Object.
struct Field {
  std::string name;
  Value value;

  friend bool operator==(const Field& a, const Field& b) noexcept = default;
};

/// Readable text of a value, for logs and test failures: `user{id: 7, first_name: "Ada"}`; byte
/// strings that are not printable are shown in hexadecimal, long ones are cut.
[[nodiscard]] std::string to_string(const Value& value);
[[nodiscard]] std::string to_string(const Object& object);

}  // namespace strata::datacenter
