// Look-ups in the tables that headers of generated types need without knowing the tables.
#include "strata/tl/schema.hpp"

#include "strata/base/bytes.hpp"
#include "strata/tl/names.hpp"

namespace strata::tl {

std::uint32_t detail::id_of_row(const SchemaTables& schema, std::uint16_t index) noexcept {
  return schema.rows[index].id;
}

std::uint32_t AnyFunction::id() const noexcept {
  if (schema_ != nullptr) return schema_->rows[index_].id;
  return size_ >= 4 ? load_le<std::uint32_t>(encoded().data()) : 0;
}

std::optional<std::string_view> find_name(const SchemaTables& schema, std::uint32_t id) noexcept {
  const std::uint16_t index = schema.find(id);
  if (index != 0) return schema.name(schema.rows[index]);
  // Functions are not in the hash table of a schema that never decodes them.
  for (std::size_t i = schema.constructor_count + 1U; i < schema.rows.size(); ++i) {
    if (schema.rows[i].id == id) return schema.name(schema.rows[i]);
  }
  return std::nullopt;
}

}  // namespace strata::tl
