// Decoding by interpretation of a schema.
#pragma once

#include "codec/schema.hpp"
#include "wire.hpp"

#include "strata/datacenter/codec.hpp"
#include "strata/datacenter/errors.hpp"

namespace strata::datacenter {

/// Reads values of one schema from bytes that may be hostile: nesting, the number of values and
/// every length are bounded by the limits and by the bytes that are there.
class Decoder {
 public:
  Decoder(const Schema& schema, BytesView input, const CodecLimits& limits)
      : schema_(schema), reader_(input), limits_(limits), values_left_(limits.values) {}

  /// A boxed constructor or a function call. With `stop_at_query`, the field `query:!X` of a
  /// wrapper is left unread: `reader().rest()` begins with it.
  Result<Object> object(bool stop_at_query = false);
  Result<Value> value(const TypeRef& type);

  [[nodiscard]] const WireReader& reader() const noexcept { return reader_; }

 private:
  Value read(const TypeRef& type);
  Value read_boxed(const TypeRef& type);
  Value read_vector(const TypeRef& type);
  Object read_fields(const Combinator& combinator);
  void reject(Errc code, std::string message);
  [[nodiscard]] bool failed() const noexcept { return error_.has_value() || !reader_.ok(); }
  template <class T>
  Result<T> finish(T value);

  const Schema& schema_;
  WireReader reader_;
  CodecLimits limits_;
  std::size_t depth_ = 0;
  std::size_t values_left_;
  bool stop_at_query_ = false;
  std::optional<Error> error_;
};

}  // namespace strata::datacenter
