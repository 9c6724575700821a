// Compression of queries, given up early where it does not pay.
#include "session/gzip.hpp"

#include "strata/mtproto/limits.hpp"

#define ZLIB_CONST  // zlib reads its input, so let it say so
#include <zlib.h>

#include <cstring>

namespace strata::mtproto::session {
namespace {

constexpr int gzip_window_bits = 15 + 16;
constexpr int memory_level = 8;
// Longer queries are tried on a piece from their middle first: media that is compressed already is
// recognised there at a small price.
constexpr std::size_t probe_size = 1024;
constexpr std::size_t probe_from = 4 * probe_size;

/// Compresses into at most `most` bytes, or gives up.
std::optional<Bytes> deflate_into(BytesView input, std::size_t most) {
  z_stream stream{};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzip_window_bits, memory_level,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    return std::nullopt;
  }
  Bytes out(most);
  stream.next_in = input.data();
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = out.data();
  stream.avail_out = static_cast<uInt>(out.size());
  const bool fits = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  out.resize(out.size() - stream.avail_out);
  deflateEnd(&stream);
  if (!fits) return std::nullopt;
  return out;
}

std::size_t nine_tenths(std::size_t size) { return size - size / 10; }

}  // namespace

std::optional<Bytes> deflate_if_worth_it(BytesView query) {
  if (query.size() <= limits::min_deflated) return std::nullopt;
  if (query.size() >= probe_from) {
    const BytesView probe = query.subspan((query.size() - probe_size) / 2, probe_size);
    if (!deflate_into(probe, nine_tenths(probe_size))) return std::nullopt;
  }
  return deflate_into(query, nine_tenths(query.size()));
}

}  // namespace strata::mtproto::session
