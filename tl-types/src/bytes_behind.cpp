// Adds up the fixed sizes of the fields that follow.
#include "bytes_behind.hpp"

namespace strata::tl::detail {
namespace {

std::optional<std::size_t> fixed_size(Op op) {
  switch (op) {
    case Op::true_flag:
      return 0;
    case Op::boolean:
    case Op::int32:
      return 4;
    case Op::int64:
    case Op::float64:
      return 8;
    case Op::int128:
      return 16;
    case Op::int256:
      return 32;
    default:
      return std::nullopt;
  }
}

std::optional<std::size_t> fields_behind(const SchemaTables& schema, const Frame& frame) {
  std::size_t total = 0;
  bool reached = false;
  for (const FieldRow& field : schema.fields_of(*frame.row)) {
    if (!reached) {
      reached = &field == frame.field;
      continue;
    }
    // A flags word that is still to come has no fixed size here, so every word is known.
    const bool absent =
        field.conditional() && ((frame.flags[field.flag >> 5U] >> (field.flag & 31U)) & 1U) == 0;
    if (absent) continue;
    const std::optional<std::size_t> size = fixed_size(field.op);
    if (!size) return std::nullopt;
    total += *size;
  }
  return total;
}

}  // namespace

std::optional<std::size_t> bytes_behind(const SchemaTables& schema, const Frame* innermost) {
  std::size_t total = 0;
  for (const Frame* frame = innermost; frame != nullptr; frame = frame->parent) {
    if (frame->row == nullptr) continue;
    const std::optional<std::size_t> behind = fields_behind(schema, *frame);
    if (!behind) return std::nullopt;
    total += *behind;
  }
  return total;
}

}  // namespace strata::tl::detail
