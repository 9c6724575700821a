// Decoding by interpretation of a schema.
#include "codec/decoder.hpp"

#include "codec/ids.hpp"

namespace strata::datacenter {
namespace {

using Kind = TypeRef::Kind;

std::string hex_id(std::uint32_t id) {
  std::array<std::uint8_t, 4> big_endian{};
  for (std::size_t i = 0; i < 4; ++i) big_endian[i] = static_cast<std::uint8_t>(id >> (24 - 8 * i));
  return "#" + to_hex(big_endian);
}

}  // namespace

Result<Object> Decoder::object(bool stop_at_query) {
  stop_at_query_ = stop_at_query;
  TypeRef any;
  Value value = read_boxed(any);
  if (Object* const object = value.get_if<Object>()) return finish(std::move(*object));
  reject(Errc::type_mismatch, "a value stands where an object or a call is expected");
  return finish(Object());
}

Result<Value> Decoder::value(const TypeRef& type) { return finish(read(type)); }

template <class T>
Result<T> Decoder::finish(T value) {
  if (error_) return fail(*std::move(error_));
  if (!reader_.ok()) {
    return fail(Errc::malformed,
                "the bytes end or lie at offset " + std::to_string(reader_.position()));
  }
  return value;
}

void Decoder::reject(Errc code, std::string message) {
  if (failed()) return;
  error_.emplace(code, message + " at offset " + std::to_string(reader_.position()));
  reader_.fail();
}

Value Decoder::read(const TypeRef& type) {
  if (values_left_ == 0) {
    reject(Errc::too_complex, "too many values");
    return {};
  }
  --values_left_;
  switch (type.kind) {
    case Kind::flags:
    case Kind::int32:
      return reader_.read<std::int32_t>();
    case Kind::int64:
      return reader_.read<std::int64_t>();
    case Kind::double_:
      return reader_.read<double>();
    case Kind::string:
      return reader_.string();
    case Kind::raw:
      return reader_.raw(type.size);
    case Kind::presence:
      return true;
    case Kind::vector:
      return read_vector(type);
    case Kind::bare:
      return read_fields(*schema_.bare_constructor(type));
    case Kind::boolean:
    case Kind::boxed:
    case Kind::object:
    case Kind::call:
    case Kind::generic:
      return read_boxed(type);
  }
  return {};
}

Value Decoder::read_boxed(const TypeRef& type) {
  const auto id = reader_.read<std::uint32_t>();
  if (failed()) return {};
  if (type.kind == Kind::boolean || type.kind == Kind::object || type.kind == Kind::generic) {
    if (id == bool_true_id) return true;
    if (id == bool_false_id) return false;
  }
  const Combinator* const combinator = schema_.by_id(id);
  if (combinator == nullptr) {
    reject(Errc::unknown_constructor,
           "layer " + std::to_string(schema_.layer()) + " has no constructor " + hex_id(id));
    return {};
  }
  const bool fits = type.kind == Kind::object || type.kind == Kind::generic ||
                    (type.kind == Kind::call && combinator->is_function) ||
                    (type.kind == Kind::boxed && !combinator->is_function &&
                     combinator->result.type == type.type);
  if (!fits) {
    reject(Errc::type_mismatch, combinator->name + " stands where " +
                                    (type.type.empty() ? "a Bool or a call" : type.type) +
                                    " is expected");
    return {};
  }
  return read_fields(*combinator);
}

Value Decoder::read_vector(const TypeRef& type) {
  if (!type.bare && reader_.read<std::uint32_t>() != vector_id) {
    reject(Errc::type_mismatch, "no vector where one is expected");
    return {};
  }
  if (++depth_ > limits_.depth) reject(Errc::too_complex, "nested too deep");
  const std::size_t count = reader_.count();
  Vector items;
  // The count is only a claim: memory grows with what is really read (H-03).
  items.reserve(std::min<std::size_t>(count, 1024));
  for (std::size_t i = 0; i < count && !failed(); ++i) items.push_back(read(*type.element));
  --depth_;
  return items;
}

Object Decoder::read_fields(const Combinator& combinator) {
  Object object(combinator.name);
  if (++depth_ > limits_.depth) reject(Errc::too_complex, "nested too deep");
  std::vector<std::uint32_t> words(combinator.fields.size());
  for (std::size_t i = 0; i < combinator.fields.size() && !failed(); ++i) {
    const FieldPlan& field = combinator.fields[i];
    if (field.flags_field && (words[*field.flags_field] >> field.bit & 1U) == 0) continue;
    if (field.type.kind == Kind::call && stop_at_query_ && depth_ == 1) break;
    Value value = read(field.type);
    if (field.type.kind == Kind::flags) {
      words[i] = static_cast<std::uint32_t>(value.as_int());
    } else {
      object.set(field.name, std::move(value));
    }
  }
  --depth_;
  return object;
}

}  // namespace strata::datacenter
