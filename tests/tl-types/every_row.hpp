// For tests that hold for every constructor and function of a schema.
#pragma once

#include "zoo/fwd.hpp"

#include "strata/base/buffer.hpp"
#include "strata/tl/decode.hpp"
#include "strata/tl/encode.hpp"
#include "strata/tl/equal.hpp"
#include "strata/tl/fwd.hpp"
#include "strata/tl/mtproto/fwd.hpp"
#include "strata/tl/random_instance.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace strata::tl::testing {

/// A constructor or function that stands alone with its id.
struct AnyRow {
  const SchemaTables* schema;
  std::uint16_t index;

  [[nodiscard]] const ConstructorRow& row() const { return schema->rows[index]; }
  [[nodiscard]] std::string name() const { return std::string(schema->name(row())); }
  [[nodiscard]] Shape shape() const {
    return {.op = Op::with_id, .ref = index, .size = row().size, .minimum = 4};
  }
};

/// Every row of a schema.
inline std::vector<AnyRow> rows_of(const SchemaTables& schema) {
  std::vector<AnyRow> rows;
  for (std::size_t i = 1; i < schema.rows.size(); ++i) {
    rows.push_back({&schema, static_cast<std::uint16_t>(i)});
  }
  return rows;
}

/// Whether instances of the row can be decoded: a schema without decodable functions cannot find
/// the function in a function.
inline bool is_decodable(const AnyRow& row) {
  if (row.schema != &schema()) return true;
  for (const FieldRow& field : row.schema->fields_of(row.row())) {
    if (field.op == Op::function) return tags::AnyTag::DECODABLE_FUNCTIONS;
  }
  return true;
}

/// An instance of a row, made from a seed.
inline void* make_instance(const AnyRow& row, RandomInstances& random, Arena& arena) {
  const std::size_t size = std::max<std::size_t>(row.row().size, 1);
  void* at = arena.allocate(size);
  std::memset(at, 0, size);
  random.fill(row.shape(), at, arena);
  return at;
}

inline Result<Bytes> encode_row(const AnyRow& row, const void* at) {
  return detail::value_to_bytes(*row.schema, row.shape(), at);
}

/// Decodes in place; `at` gets the object.
inline Result<std::size_t> decode_row(const AnyRow& row, BytesView bytes, Arena& arena, void*& at,
                                      const DecodeOptions& options = {}) {
  const std::size_t size = std::max<std::size_t>(row.row().size, 1);
  at = arena.allocate(size);
  std::memset(at, 0, size);
  return detail::decode_value({.schema = *row.schema, .shape = row.shape(), .options = options},
                              bytes, arena, at);
}

inline bool rows_equal(const AnyRow& row, const void* a, const void* b) {
  return detail::values_equal(*row.schema, row.shape(), a, b);
}

/// The schemas that this library is built with.
class EverySchema : public ::testing::TestWithParam<const SchemaTables*> {
 protected:
  [[nodiscard]] std::vector<AnyRow> rows() const { return rows_of(*GetParam()); }
};

}  // namespace strata::tl::testing
