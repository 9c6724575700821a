// Fuzzer of the records of fake TLS, over the framing that they carry.
#include "fuzz/transport_reading.hpp"
#include "transport/fake_tls_transport.hpp"
#include "transport/framed_transport.hpp"

namespace {

using namespace strata;
using namespace strata::mtproto;

std::vector<std::string> read(BytesView stream, BytesView cuts) {
  fuzz::FixedRandom random;
  FakeTlsTransport transport(std::make_unique<FramedTransport>(
      make_padded_intermediate(limits::max_frame_received, random), Opening::omit));
  return fuzz::read(transport, stream, cuts);
}

// The stream in honest records, whose sizes repeat `sizes`: what comes out is what was put in.
Bytes in_records(BytesView stream, BytesView sizes) {
  Bytes records;
  for (std::size_t piece = 0; !stream.empty(); ++piece) {
    const std::size_t size =
        fuzz::piece_size(sizes, piece, std::min<std::size_t>(stream.size(), 16'000));
    records.resize(records.size() + tls_header_size);
    write_tls_header(records.data() + records.size() - tls_header_size,
                     TlsRecordType::application_data, size);
    append(records, stream.first(size));
    stream = stream.subspan(size);
  }
  return records;
}

std::vector<std::string> read_unwrapped(BytesView stream) {
  fuzz::FixedRandom random;
  FramedTransport transport(make_padded_intermediate(limits::max_frame_received, random),
                            Opening::omit);
  return fuzz::read(transport, stream, {});
}

}  // namespace

// Input: number of cuts, the cuts, the stream.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::Pieces pieces = fuzz::split_input({data, size});
  if (read(pieces.stream, {}) != read(pieces.stream, pieces.cuts)) std::abort();
  const Bytes records = in_records(pieces.stream, pieces.cuts);
  if (read(records, pieces.cuts) != read_unwrapped(pieces.stream)) std::abort();
  return 0;
}
