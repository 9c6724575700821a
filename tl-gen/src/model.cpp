// Small questions that a model answers about itself.
#include "model.hpp"

#include <algorithm>

namespace strata::tl_gen {

bool StructModel::has_members() const {
  return std::any_of(fields.begin(), fields.end(),
                     [](const FieldModel& field) { return field.is_stored(); });
}

std::size_t Model::minimum_of(const ValueModel& value) const {
  switch (value.kind) {
    case Kind::true_flag:
    case Kind::blob:
    case Kind::sized_blob:
      return 0;
    case Kind::flags_word:
    case Kind::boolean:
    case Kind::int32:
    case Kind::string:
    case Kind::bytes:
    case Kind::bare_vector:
    case Kind::function:
      return 4;
    case Kind::int64:
    case Kind::float64:
    case Kind::vector:
      return 8;
    case Kind::int128:
      return 16;
    case Kind::int256:
      return 32;
    case Kind::boxed:
      return types[value.target].minimum;
    case Kind::bare:
      return constructors[value.target].minimum;
  }
  return 0;
}

}  // namespace strata::tl_gen
