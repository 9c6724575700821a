// Fuzzer of account.password's parameters: g, lengths of the salts, the salts, srp_B.
#include "support/scripted_random.hpp"

#include "strata/crypto/dh.hpp"
#include "strata/crypto/srp.hpp"

#include <algorithm>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace strata;
  if (size < 5) return 0;
  const bool known_prime = (data[0] & 0x80U) == 0;
  crypto::SrpParameters parameters;
  parameters.g = data[0] & 0x7f;
  BytesView rest(data + 5, size - 5);
  const auto take = [&rest](std::size_t count) {
    const BytesView taken = rest.first(std::min(count, rest.size()));
    rest = rest.subspan(taken.size());
    return taken;
  };
  parameters.salt1 = take(load_le<std::uint16_t>(data + 1));
  parameters.salt2 = take(load_le<std::uint16_t>(data + 3));
  parameters.p = known_prime ? BytesView(crypto::known_dh_prime()) : take(256);
  parameters.B = rest;

  test::ScriptedRandom random;
  const auto answer = crypto::srp_answer(parameters, as_bytes("password"), random);
  if (answer && !crypto::check_dh_public(answer->A, parameters.p)) std::abort();
  return 0;
}
