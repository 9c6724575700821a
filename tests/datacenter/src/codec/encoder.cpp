// Encoding by interpretation of a schema.
#include "codec/encoder.hpp"

#include "codec/ids.hpp"

#include "strata/datacenter/errors.hpp"

#include <algorithm>
#include <limits>

namespace strata::datacenter {
namespace {

using Kind = TypeRef::Kind;

bool is_integer(const Value& value) {
  return value.holds<std::int32_t>() || value.holds<std::int64_t>();
}

bool fits_int(const Value& value) {
  const std::int64_t number = value.as_long();
  return is_integer(value) && number >= std::numeric_limits<std::int32_t>::min() &&
         number <= std::numeric_limits<std::int32_t>::max();
}

auto wrong_kind(const char* wanted) {
  return fail(Errc::bad_value, std::string("the value is not ") + wanted);
}

/// Present fields set the bits of their flags words; the others leave them clear.
std::vector<std::uint32_t> flags_words(const Combinator& combinator, const Object& object) {
  std::vector<std::uint32_t> words(combinator.fields.size());
  for (const FieldPlan& field : combinator.fields) {
    if (!field.flags_field) continue;
    const Value* const value = object.find(field.name);
    const bool present =
        value != nullptr && (field.type.kind != Kind::presence || value->as_bool());
    if (present) words[*field.flags_field] |= 1U << field.bit;
  }
  return words;
}

Error at_field(const Error& error, const std::string& combinator, const std::string& field) {
  return Error(error.code(), combinator + "." + field + ": " + error.message());
}

}  // namespace

Status Encoder::object(const Object& object) {
  TypeRef any;
  return write_boxed(any, Value(object));
}

Status Encoder::value(const TypeRef& type, const Value& value) {
  switch (type.kind) {
    case Kind::int32:
      if (!fits_int(value)) return wrong_kind("an int");
      out_.write(value.as_int());
      return {};
    case Kind::int64:
      if (!is_integer(value)) return wrong_kind("a long");
      out_.write(value.as_long());
      return {};
    case Kind::double_:
      if (!value.holds<double>()) return wrong_kind("a double");
      out_.write(value.as_double());
      return {};
    case Kind::string:
      if (!value.holds<std::string>()) return wrong_kind("a string");
      out_.string(value.as_bytes());
      return {};
    case Kind::raw:
      if (value.as_bytes().size() != type.size) return wrong_kind("a number of that size");
      out_.raw(value.as_bytes());
      return {};
    case Kind::boolean:
      if (!value.holds<bool>()) return wrong_kind("a Bool");
      out_.write(value.as_bool() ? bool_true_id : bool_false_id);
      return {};
    case Kind::vector:
      return write_vector(type, value);
    case Kind::bare: {
      if (!value.holds<Object>()) return wrong_kind("an object");
      return write_fields(*schema_.bare_constructor(type), value.as_object());
    }
    case Kind::boxed:
    case Kind::object:
    case Kind::call:
    case Kind::generic:
      return write_boxed(type, value);
    case Kind::flags:
    case Kind::presence:
      return {};
  }
  return {};
}

const Combinator* Encoder::find(const TypeRef& type, std::string_view name) const noexcept {
  if (type.kind == Kind::call) return schema_.function(name);
  const Combinator* const constructor = schema_.constructor(name);
  if (type.kind == Kind::boxed) {
    const bool fits = constructor != nullptr && constructor->result.type == type.type;
    return fits ? constructor : nullptr;
  }
  return constructor != nullptr ? constructor : schema_.function(name);
}

Status Encoder::write_boxed(const TypeRef& type, const Value& value) {
  const bool any = type.kind == Kind::object || type.kind == Kind::generic;
  if (any && value.holds<bool>()) {
    out_.write(value.as_bool() ? bool_true_id : bool_false_id);
    return {};
  }
  if (!value.holds<Object>()) return wrong_kind("an object");
  const Object& object = value.as_object();
  const Combinator* const combinator = find(type, object.name());
  if (combinator == nullptr) {
    const bool exists = schema_.constructor(object.name()) != nullptr;
    const std::string wanted = type.type.empty() ? "object" : type.type;
    return fail(exists ? Errc::type_mismatch : Errc::unknown_constructor,
                "layer " + std::to_string(schema_.layer()) + " has no " + wanted + " called \"" +
                    object.name() + "\"");
  }
  out_.write(combinator->id);
  return write_fields(*combinator, object);
}

Status Encoder::write_vector(const TypeRef& type, const Value& value) {
  if (!value.holds<Vector>()) return wrong_kind("a vector");
  const Vector& items = value.as_vector();
  if (!type.bare) out_.write(vector_id);
  out_.write(static_cast<std::int32_t>(items.size()));
  for (const Value& item : items) {
    if (auto written = this->value(*type.element, item); !written) return written;
  }
  return {};
}

Status Encoder::write_fields(const Combinator& combinator, const Object& object) {
  if (++depth_ > CodecLimits{}.depth) return fail(Errc::too_complex, "nested too deep");
  if (auto known = check_known(combinator, object); !known) return known;
  const std::vector<std::uint32_t> words = flags_words(combinator, object);
  for (std::size_t i = 0; i < combinator.fields.size(); ++i) {
    const FieldPlan& field = combinator.fields[i];
    if (field.type.kind == Kind::flags) {
      out_.write(words[i]);
      continue;
    }
    if (field.flags_field && (words[*field.flags_field] >> field.bit & 1U) == 0) continue;
    const Value* const present = object.find(field.name);
    Status written =
        present != nullptr ? value(field.type, *present) : write_missing(combinator, field);
    if (!written) return fail(at_field(written.error(), combinator.name, field.name));
  }
  --depth_;
  return {};
}

Status Encoder::write_missing(const Combinator& combinator, const FieldPlan& field) {
  // Several optional fields may share one bit: then all of them stand on the wire. And a layer
  // that services are not written against may want fields that they do not know.
  if (strictness_ == Codec::Strictness::tolerant) {
    switch (field.type.kind) {
      case Kind::int32:
        return value(field.type, 0);
      case Kind::int64:
        return value(field.type, std::int64_t{0});
      case Kind::double_:
        return value(field.type, 0.0);
      case Kind::string:
        return value(field.type, "");
      case Kind::raw:
        return value(field.type, std::string(field.type.size, '\0'));
      case Kind::boolean:
        return value(field.type, false);
      case Kind::vector:
        return value(field.type, Vector());
      default:
        break;
    }
  }
  return fail(Errc::missing_field, combinator.name + " needs it");
}

Status Encoder::check_known(const Combinator& combinator, const Object& object) const {
  if (strictness_ == Codec::Strictness::tolerant) return {};
  for (const Field& field : object.fields()) {
    if (std::ranges::find(combinator.fields, field.name, &FieldPlan::name) ==
        combinator.fields.end()) {
      return fail(Errc::unknown_field, combinator.name + " has no field " + field.name);
    }
  }
  return {};
}

}  // namespace strata::datacenter
