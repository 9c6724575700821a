// Hashes what a value would be on the wire, without writing it.
#include "strata/tl/hash.hpp"

#include "encoder.hpp"

#include <bit>

namespace strata::tl::detail {
namespace {

/// Stands in for a Writer. After a failure it takes no more: incomplete values have hashes, too.
class HashSink {
 public:
  void int32(std::int32_t value) { add(static_cast<std::uint32_t>(value)); }
  void uint32(std::uint32_t value) { add(value); }
  void int64(std::int64_t value) { add(static_cast<std::uint64_t>(value)); }
  void float64(double value) { add(std::bit_cast<std::uint64_t>(value)); }
  void boolean(bool value) { add(value ? 1 : 0); }
  void string(std::string_view text) { bytes(as_bytes(text)); }
  void bytes(BytesView bytes) {
    add(bytes.size());
    raw(bytes);
  }
  void raw(BytesView bytes) {
    while (bytes.size() >= 8) {
      add(load_le<std::uint64_t>(bytes.data()));
      bytes = bytes.subspan(8);
    }
    std::uint64_t rest = 0;
    for (const std::uint8_t byte : bytes) rest = rest << 8U | byte;
    add(rest);
  }
  void vector_header(std::size_t count) { add(count); }
  void count(std::size_t count) { add(count); }
  void fail(EncodeErrc) noexcept { failed_ = true; }
  [[nodiscard]] bool failed() const noexcept { return failed_; }
  [[nodiscard]] std::uint64_t hash() const noexcept { return hash_; }

 private:
  void add(std::uint64_t number) { hash_ = mix(hash_ ^ number) + 0x2545f4914f6cdd1dU; }

  std::uint64_t hash_ = 0;
  bool failed_ = false;
};

}  // namespace

std::uint64_t hash_value(const SchemaTables& schema, const Shape& shape, const void* at) {
  HashSink sink;
  Encoder<HashSink> encoder(schema, sink);
  encoder.value(shape, as_byte_pointer(at));
  return sink.hash();
}

}  // namespace strata::tl::detail
