// gzip by zlib's streaming interface.
#include "session/gzip.hpp"

#include "strata/datacenter/errors.hpp"

#include <zlib.h>

#include <algorithm>

namespace strata::datacenter {
namespace {

/// 32 KiB of window, with a gzip header and trailer.
constexpr int gzip_window_bits = 15 + 16;
/// The same, or with the header of zlib: mtcute sends that one, and Telegram takes both.
constexpr int gzip_or_zlib_window_bits = 15 + 32;

// zlib's interface takes pointers to mutable input that it does not change.
Bytef* input_of(BytesView bytes) { return const_cast<Bytef*>(bytes.data()); }

struct Inflater {
  z_stream stream{};
  bool ready = inflateInit2(&stream, gzip_or_zlib_window_bits) == Z_OK;
  Inflater() = default;
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  ~Inflater() { inflateEnd(&stream); }
};

struct Deflater {
  z_stream stream{};
  bool ready = deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzip_window_bits, 8,
                            Z_DEFAULT_STRATEGY) == Z_OK;
  Deflater() = default;
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;
  ~Deflater() { deflateEnd(&stream); }
};

Bytes deflate_all(BytesView bytes) {
  Deflater deflater;
  if (!deflater.ready) return {};
  z_stream& stream = deflater.stream;
  Bytes packed(deflateBound(&stream, static_cast<uLong>(bytes.size())));
  stream.next_in = input_of(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = packed.data();
  stream.avail_out = static_cast<uInt>(packed.size());
  if (deflate(&stream, Z_FINISH) != Z_STREAM_END) return {};
  packed.resize(stream.total_out);
  return packed;
}

bool saves_enough(std::size_t packed, std::size_t plain) noexcept {
  return packed != 0 && packed + plain / 10 < plain;
}

}  // namespace

Result<Bytes> gunzip(BytesView packed, std::size_t most) {
  Inflater inflater;
  if (!inflater.ready) return fail(Errc::malformed, "zlib does not start");
  z_stream& stream = inflater.stream;
  stream.next_in = input_of(packed);
  stream.avail_in = static_cast<uInt>(packed.size());
  Bytes plain;
  int state = Z_OK;
  while (state == Z_OK) {
    const std::size_t before = plain.size();
    if (before > most) return fail(Errc::too_complex, "packed data inflates beyond the limit");
    plain.resize(before + std::clamp<std::size_t>(packed.size() * 2, 1024, 1U << 16U));
    stream.next_out = plain.data() + before;
    stream.avail_out = static_cast<uInt>(plain.size() - before);
    state = inflate(&stream, Z_NO_FLUSH);
    plain.resize(plain.size() - stream.avail_out);
    if (state == Z_OK && stream.avail_out != 0) break;  // the input ended early
  }
  if (state != Z_STREAM_END || stream.avail_in != 0 || plain.size() > most) {
    return fail(Errc::malformed, "packed data is not one whole gzip member within the limit");
  }
  return plain;
}

std::optional<Bytes> gzip(BytesView bytes) {
  // A sample tells cheaply that photos and encrypted parts will not shrink.
  constexpr std::size_t sample_size = 2048;
  if (bytes.size() > 4 * sample_size) {
    const BytesView sample = bytes.subspan(bytes.size() / 2, sample_size);
    if (!saves_enough(deflate_all(sample).size(), sample.size())) return std::nullopt;
  }
  Bytes packed = deflate_all(bytes);
  if (!saves_enough(packed.size(), bytes.size())) return std::nullopt;
  return packed;
}

}  // namespace strata::datacenter
