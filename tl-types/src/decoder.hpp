// The table interpreter that reads values.
#pragma once

#include "path.hpp"

#include "strata/tl/arena.hpp"
#include "strata/tl/cursor.hpp"
#include "strata/tl/decode.hpp"
#include "strata/tl/schema.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace strata::tl::detail {

/// Reads one value and everything below it. After the first failure nothing more is read. It knows
/// at every moment where in the object it is; the FastDecoder, which runs first, does not.
class Decoder {
 public:
  Decoder(const SchemaTables& schema, const DecodeOptions& options, BytesView input, Arena& arena)
      : schema_(schema),
        in_(input),
        arena_(arena),
        depth_left_(options.depth),
        unknown_(options.unknown) {}

  /// Reads a value of that shape into `at`, which holds zero bytes.
  void value(const Shape& shape, std::byte* at);

  [[nodiscard]] Cursor& cursor() noexcept { return in_; }
  /// Of a failure: the unexpected id, and where in the object it happened.
  [[nodiscard]] std::uint32_t failed_id() const noexcept { return failed_id_; }
  [[nodiscard]] const std::string& failed_path() const noexcept { return failed_path_; }

 private:
  void item(Op op, std::uint16_t ref, const Shape* element, std::byte* at);
  void fields(std::uint16_t index, std::byte* object);
  void field(const FieldRow& row, std::byte* object, std::uint32_t* flags);
  void with_id(std::uint16_t index, std::byte* at);
  void boxed(std::uint16_t type, std::byte* at);
  void vector(const Shape& element, bool has_id, std::byte* at);
  std::size_t elements(const Shape& element, std::byte* first, std::size_t count);
  void function(std::byte* at);
  Handle object_of(std::uint16_t index);
  std::byte* zeroed(std::size_t size);
  bool keep_unknown(std::uint32_t id, std::byte* at);
  std::optional<std::size_t> size_of_unknown();
  void refuse_id(std::uint32_t id, std::size_t offset);
  void note_failure();

  const SchemaTables& schema_;
  Cursor in_;
  Arena& arena_;
  std::size_t depth_left_;
  UnknownConstructor unknown_;
  // An unknown value has swallowed what was left of the vectors down to this frame.
  const Frame* cut_ = nullptr;
  bool cut_all_ = false;
  const Frame* frame_ = nullptr;
  std::uint32_t failed_id_ = 0;
  bool noted_ = false;
  std::string failed_path_;
};

/// decode_value() without the fast attempt before it.
Result<std::size_t> decode_carefully(const DecodeJob& job, BytesView input, Arena& arena, void* at);

}  // namespace strata::tl::detail
