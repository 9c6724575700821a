// Decompression that a hostile input cannot make expensive.
#include "session/gzip.hpp"

#include "strata/mtproto/errors.hpp"

#define ZLIB_CONST  // zlib reads its input, so let it say so
#include <zlib.h>

#include <algorithm>
#include <string>

namespace strata::mtproto::session {
namespace {

// zlib's way to ask for a gzip header around a window of 32 KiB, hence about 45 KiB of memory.
constexpr int gzip_window_bits = 15 + 16;
// What a few bytes that claim to be compressed may cost at first.
constexpr std::size_t smallest_buffer = 512;

class Inflater {
 public:
  Inflater() noexcept { ready_ = inflateInit2(&stream_, gzip_window_bits) == Z_OK; }
  ~Inflater() {
    if (ready_) inflateEnd(&stream_);
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  /// Inflates until the member ends or `out` is full; returns zlib's verdict.
  int run(MutableBytes out) noexcept {
    stream_.next_out = out.data();
    stream_.avail_out = static_cast<uInt>(out.size());
    return inflate(&stream_, Z_NO_FLUSH);
  }

  void set_input(BytesView packed) noexcept {
    stream_.next_in = packed.data();
    stream_.avail_in = static_cast<uInt>(packed.size());
  }
  [[nodiscard]] bool ready() const noexcept { return ready_; }
  [[nodiscard]] std::size_t left_in() const noexcept { return stream_.avail_in; }
  [[nodiscard]] std::size_t left_out() const noexcept { return stream_.avail_out; }

 private:
  z_stream stream_{};
  bool ready_ = false;
};

}  // namespace

Result<Bytes> inflate_gzip(BytesView packed, std::size_t cap) {
  Inflater inflater;
  if (!inflater.ready()) return fail(Errc::bad_gzip, "zlib cannot start: out of memory");
  inflater.set_input(packed);

  Bytes out(std::min(cap, std::max(packed.size() * 4, smallest_buffer)));
  std::size_t filled = 0;
  for (;;) {
    const int verdict = inflater.run(MutableBytes(out).subspan(filled));
    filled = out.size() - inflater.left_out();
    if (verdict == Z_STREAM_END) break;
    if (verdict != Z_OK && verdict != Z_BUF_ERROR) {
      return fail(Errc::bad_gzip, "compressed data is damaged");
    }
    if (inflater.left_out() != 0) return fail(Errc::bad_gzip, "compressed data ends too early");
    if (out.size() == cap) {
      return fail(Errc::inflated_too_large,
                  "compressed data exceeds " + std::to_string(cap) + " bytes");
    }
    out.resize(std::min(cap, out.size() * 2));
  }
  if (inflater.left_in() != 0) return fail(Errc::bad_gzip, "bytes follow the compressed data");
  out.resize(filled);
  return out;
}

}  // namespace strata::mtproto::session
