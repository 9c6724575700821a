// Fuzzes the stored forms of a session: the file and the text. Whatever is read is written the same
// way again; what is refused has one of the documented reasons.
#include "session/byte_io.hpp"
#include "session/session_codec.hpp"

#include "strata/client/errors.hpp"
#include "strata/client/session_backend.hpp"
#include "strata/crypto/digest.hpp"

#include <algorithm>
#include <cstdlib>

namespace {

using namespace strata;
using namespace strata::detail;

// Stops libFuzzer at the input that broke the rule.
void require(bool holds) {
  if (!holds) std::abort();
}

/// A file around `payload` with everything that finds damage in order, so that the payload is read.
SecretBuffer whole_file(BytesView payload, std::uint32_t version) {
  ByteWriter out;
  out.bytes(as_bytes("STRATASN"));
  out.number(version);
  out.number(static_cast<std::uint32_t>(payload.size()));
  out.bytes(payload);
  out.bytes(crypto::sha256({BytesView(out.buffer())}));
  return out.take();
}

void check_refusal(const Error& error) {
  require(error.code() == ClientErrc::session_corrupt ||
          error.code() == ClientErrc::session_version ||
          error.code() == ClientErrc::session_bad_string);
  require(!error.message().empty());
}

void read_file(BytesView stored) {
  const Result<SessionData> session = decode_session(stored);
  if (!session) return check_refusal(session.error());
  const SecretBuffer written = encode_session(*session);
  const Result<SessionData> again = decode_session(written);
  require(again.has_value());
  require(std::ranges::equal(encode_session(*again), written));
  require(from_session_string(to_session_string(*session)).has_value());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const BytesView input(data, size);
  read_file(input);
  const Result<SessionData> from_text = from_session_string(as_text(input));
  if (!from_text) check_refusal(from_text.error());
  if (!input.empty()) read_file(whole_file(input.subspan(1), input[0]));
  return 0;
}
