// Look-ups in the tables that headers of generated types need without knowing the tables.
#include "strata/tl/schema.hpp"

#include "strata/base/bytes.hpp"

namespace strata::tl {

std::uint32_t detail::id_of_row(const SchemaTables& schema, std::uint16_t index) noexcept {
  return schema.rows[index].id;
}

std::uint32_t AnyFunction::id() const noexcept {
  if (schema_ != nullptr) return schema_->rows[index_].id;
  return size_ >= 4 ? load_le<std::uint32_t>(encoded().data()) : 0;
}

}  // namespace strata::tl
