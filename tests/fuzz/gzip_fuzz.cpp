// Fuzzer of compression: whatever is unpacked stays within its cap and is what zlib says it is, and
// whatever is packed comes back.
#include "session/fuzz_server.hpp"
#include "session/gzip.hpp"

#include <zlib.h>

#include <algorithm>

namespace {

using strata::Bytes;
using strata::BytesView;

/// zlib's own answer in one go, for what is exactly one member of at most `cap` bytes.
bool unpacks_to(BytesView packed, BytesView expected) {
  z_stream stream{};
  if (inflateInit2(&stream, 15 + 16) != Z_OK) return false;
  Bytes in(packed.begin(), packed.end());
  Bytes out(expected.size() + 1);
  stream.next_in = in.data();
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = out.data();
  stream.avail_out = static_cast<uInt>(out.size());
  const int verdict = inflate(&stream, Z_FINISH);
  const bool whole = verdict == Z_STREAM_END && stream.avail_in == 0;
  const std::size_t size = out.size() - stream.avail_out;
  inflateEnd(&stream);
  return whole && size == expected.size() &&
         std::equal(expected.begin(), expected.end(), out.begin());
}

}  // namespace

// Input: the cap, then the data.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using strata::fuzz::require;
  namespace session = strata::mtproto::session;
  if (size == 0) return 0;
  const std::size_t cap = std::size_t{1} << (data[0] % 20U);
  const BytesView input(data + 1, size - 1);

  const auto unpacked = session::inflate_gzip(input, cap);
  if (unpacked) {
    require(unpacked->size() <= cap, "the cap holds");
    require(unpacks_to(input, *unpacked), "zlib unpacks the same");
  }
  const auto packed = session::deflate_if_worth_it(input);
  if (!packed) return 0;
  require(packed->size() <= input.size() - input.size() / 10, "packing pays");
  const auto again = session::inflate_gzip(*packed, input.size());
  require(again.has_value() && std::ranges::equal(*again, input), "what is packed comes back");
  return 0;
}
