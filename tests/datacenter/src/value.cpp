// Access to runtime TL values: fields by name, checked conversions, equality.
#include "strata/datacenter/value.hpp"

#include <algorithm>
#include <limits>

namespace strata::datacenter {
namespace {

const Value nothing;
const std::string no_text;
const Vector no_items;
const Object no_object;

}  // namespace

Object::Object() = default;
Object::Object(const Object&) = default;
Object::Object(Object&&) noexcept = default;
Object& Object::operator=(const Object&) = default;
Object& Object::operator=(Object&&) noexcept = default;
Object::~Object() = default;

Object::Object(std::string name) : name_(std::move(name)) {}

Object::Object(std::string name, std::initializer_list<Field> fields) : name_(std::move(name)) {
  fields_.reserve(fields.size());
  for (const Field& field : fields) set(field.name, field.value);
}

Object& Object::set(std::string_view field, Value value) & {
  if (value.is_nothing()) {
    erase(field);
    return *this;
  }
  if (Value* const present = find(field)) {
    *present = std::move(value);
  } else {
    fields_.push_back({std::string(field), std::move(value)});
  }
  return *this;
}

Object&& Object::set(std::string_view field, Value value) && {
  set(field, std::move(value));
  return std::move(*this);
}

void Object::erase(std::string_view field) {
  std::erase_if(fields_, [&](const Field& each) { return each.name == field; });
}

const Value* Object::find(std::string_view field) const noexcept {
  const auto found =
      std::ranges::find_if(fields_, [&](const Field& each) { return each.name == field; });
  return found == fields_.end() ? nullptr : &found->value;
}

Value* Object::find(std::string_view field) noexcept {
  return const_cast<Value*>(std::as_const(*this).find(field));
}

const Value& Object::operator[](std::string_view field) const noexcept {
  const Value* const found = find(field);
  return found == nullptr ? nothing : *found;
}

std::int32_t Object::get_int(std::string_view field, std::int32_t fallback) const {
  return (*this)[field].as_int(fallback);
}
std::int64_t Object::get_long(std::string_view field, std::int64_t fallback) const {
  return (*this)[field].as_long(fallback);
}
double Object::get_double(std::string_view field, double fallback) const {
  return (*this)[field].as_double(fallback);
}
bool Object::get_bool(std::string_view field) const { return (*this)[field].as_bool(); }
const std::string& Object::get_string(std::string_view field) const {
  return (*this)[field].as_string();
}
BytesView Object::get_bytes(std::string_view field) const { return (*this)[field].as_bytes(); }
const Object& Object::get_object(std::string_view field) const {
  return (*this)[field].as_object();
}
const Vector& Object::get_vector(std::string_view field) const {
  return (*this)[field].as_vector();
}

Value::Value(std::vector<Object> items) {
  Vector values;
  values.reserve(items.size());
  for (Object& item : items) values.emplace_back(std::move(item));
  data_ = std::move(values);
}

bool Value::as_bool() const noexcept {
  const bool* const flag = get_if<bool>();
  return flag != nullptr && *flag;
}

std::int32_t Value::as_int(std::int32_t fallback) const noexcept {
  if (const auto* const narrow = get_if<std::int32_t>()) return *narrow;
  const auto* const wide = get_if<std::int64_t>();
  if (wide == nullptr || *wide < std::numeric_limits<std::int32_t>::min() ||
      *wide > std::numeric_limits<std::int32_t>::max()) {
    return fallback;
  }
  return static_cast<std::int32_t>(*wide);
}

std::int64_t Value::as_long(std::int64_t fallback) const noexcept {
  if (const auto* const wide = get_if<std::int64_t>()) return *wide;
  const auto* const narrow = get_if<std::int32_t>();
  return narrow == nullptr ? fallback : *narrow;
}

double Value::as_double(double fallback) const noexcept {
  const double* const number = get_if<double>();
  return number == nullptr ? fallback : *number;
}

const std::string& Value::as_string() const noexcept {
  const auto* const text = get_if<std::string>();
  return text == nullptr ? no_text : *text;
}

BytesView Value::as_bytes() const noexcept { return strata::as_bytes(as_string()); }

const Object& Value::as_object() const noexcept {
  const auto* const object = get_if<Object>();
  return object == nullptr ? no_object : *object;
}

const Vector& Value::as_vector() const noexcept {
  const auto* const items = get_if<Vector>();
  return items == nullptr ? no_items : *items;
}

bool operator==(const Value& a, const Value& b) noexcept { return a.data_ == b.data_; }

bool operator==(const Object& a, const Object& b) noexcept {
  if (a.name_ != b.name_ || a.fields_.size() != b.fields_.size()) return false;
  return std::ranges::all_of(a.fields_, [&](const Field& field) {
    const Value* const other = b.find(field.name);
    return other != nullptr && *other == field.value;
  });
}

}  // namespace strata::datacenter
