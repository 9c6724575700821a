// Lets the table interpreter write into something that takes notes.
#include "marked_bytes.hpp"

#include "encoder.hpp"

#include "strata/base/buffer.hpp"
#include "strata/tl/writer.hpp"

namespace strata::tl::fuzzing {
namespace {

/// Stands in for a Writer.
class MarkingSink {
 public:
  void int32(std::int32_t value) { put(Mark::Kind::number, value); }
  void uint32(std::uint32_t value) { put(Mark::Kind::word, value); }
  void int64(std::int64_t value) { put(Mark::Kind::number, value); }
  void float64(double value) { put(Mark::Kind::number, value); }
  void boolean(bool value) { uint32(value ? bool_true : bool_false); }
  void string(std::string_view text) { bytes(as_bytes(text)); }
  void bytes(BytesView bytes) {
    marked_.marks.push_back({marked_.bytes.size(), Mark::Kind::length});
    Buffer out(0);
    {
      Writer writer(out);
      writer.bytes(bytes);
    }
    append(marked_.bytes, out.bytes());
  }
  void raw(BytesView bytes) { append(marked_.bytes, bytes); }
  void vector_header(std::size_t count) {
    uint32(vector);
    this->count(count);
  }
  void count(std::size_t count) { put(Mark::Kind::count, static_cast<std::uint32_t>(count)); }
  void fail(EncodeErrc) noexcept { failed_ = true; }
  [[nodiscard]] bool failed() const noexcept { return failed_; }

  [[nodiscard]] MarkedBytes take() { return std::move(marked_); }

 private:
  static constexpr std::uint32_t bool_true = 0x997275b5;
  static constexpr std::uint32_t bool_false = 0xbc799737;
  static constexpr std::uint32_t vector = 0x1cb5c415;

  template <class T>
  void put(Mark::Kind kind, T value) {
    const std::size_t offset = marked_.bytes.size();
    marked_.marks.push_back({offset, kind});
    marked_.bytes.resize(offset + sizeof value);
    store_le(marked_.bytes.data() + offset, value);
  }

  MarkedBytes marked_;
  bool failed_ = false;
};

}  // namespace

MarkedBytes encode_with_marks(const SchemaTables& schema, const Shape& shape, const void* value) {
  MarkingSink sink;
  detail::Encoder<MarkingSink> encoder(schema, sink);
  encoder.value(shape, detail::as_byte_pointer(value));
  return sink.take();
}

}  // namespace strata::tl::fuzzing
