// Encoding by interpretation of a schema.
#pragma once

#include "codec/schema.hpp"
#include "wire.hpp"

#include "strata/datacenter/codec.hpp"

namespace strata::datacenter {

/// Writes values of one schema. Values come from services or tests, so mistakes are errors with
/// the path of the field, never crashes.
class Encoder {
 public:
  Encoder(const Schema& schema, Codec::Strictness strictness)
      : schema_(schema), strictness_(strictness) {}

  Status object(const Object& object);
  Status value(const TypeRef& type, const Value& value);
  [[nodiscard]] Bytes take() noexcept { return out_.take(); }

 private:
  Status write_boxed(const TypeRef& type, const Value& value);
  Status write_vector(const TypeRef& type, const Value& value);
  Status write_fields(const Combinator& combinator, const Object& object);
  Status write_missing(const Combinator& combinator, const FieldPlan& field);
  Status check_known(const Combinator& combinator, const Object& object) const;
  [[nodiscard]] const Combinator* find(const TypeRef& type, std::string_view name) const noexcept;

  const Schema& schema_;
  Codec::Strictness strictness_;
  WireWriter out_;
  std::size_t depth_ = 0;
};

}  // namespace strata::datacenter
