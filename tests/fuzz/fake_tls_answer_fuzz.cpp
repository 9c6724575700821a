// Fuzzer of the proxy's answer to the hello of fake TLS: with and without a right digest.
#include "fuzz/transport_reading.hpp"
#include "transport/fake_tls_answer.hpp"

#include "strata/crypto/digest.hpp"

namespace {

using namespace strata;
using namespace strata::mtproto;

constexpr std::array<std::uint8_t, 16> secret{1, 2, 3};
constexpr HelloRandom client_random{4, 5, 6};

std::string read(BytesView stream, BytesView cuts) {
  FakeTlsAnswer answer(secret, client_random);
  std::size_t used = 0;
  for (std::size_t piece = 0; used < stream.size(); ++piece) {
    const std::size_t size = fuzz::piece_size(cuts, piece, stream.size() - used);
    const Result<PreambleProgress> progress = answer.take(stream.subspan(used, size));
    if (!progress) return progress.error().message();
    if (progress->used > size || (!progress->is_done && progress->used != size)) std::abort();
    used += progress->used;
    if (progress->is_done) return "done after " + std::to_string(used);
  }
  return "waits";
}

// Where the answer would end if it is one, or its whole size.
Bytes signed_answer(BytesView stream) {
  Bytes answer(stream.begin(), stream.end());
  if (answer.size() < hello_random_offset + hello_random_size) return answer;
  std::fill_n(answer.begin() + hello_random_offset, hello_random_size, std::uint8_t{0});
  const crypto::Sha256Digest digest = crypto::hmac_sha256(secret, {client_random, answer});
  std::ranges::copy(digest, answer.begin() + hello_random_offset);
  return answer;
}

}  // namespace

// Input: number of cuts (its top bit: sign the stream), the cuts, the stream.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::Pieces pieces = fuzz::split_input({data, size});
  const bool is_signed = size > 0 && (data[0] & 0x80U) != 0;
  const Bytes stream =
      is_signed ? signed_answer(pieces.stream) : Bytes(pieces.stream.begin(), pieces.stream.end());
  const std::string whole = read(stream, {});
  if (whole != read(stream, pieces.cuts)) std::abort();
  if (!is_signed && whole.starts_with("done")) std::abort();  // nobody guesses a digest
  return 0;
}
