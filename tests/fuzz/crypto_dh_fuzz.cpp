// Fuzzer of the numbers in server_DH_inner_data: g, then g_a, with the known prime or a given one.
#include "support/scripted_random.hpp"

#include "strata/crypto/dh.hpp"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace strata;
  if (size < 4) return 0;
  const auto g = load_le<std::int32_t>(data);
  const BytesView rest(data + 4, size - 4);
  test::ScriptedRandom random;

  const BytesView known = crypto::known_dh_prime();
  const auto exchange = crypto::DhExchange::start(known, g, rest, random);
  if (exchange) {
    if (g != 3 && g != 4 && g != 7) std::abort();
    if (!crypto::check_dh_public(exchange->g_b(), known)) std::abort();
    const auto key = exchange->auth_key();
    if (!key || key->id() == 0) std::abort();
  }
  static_cast<void>(crypto::check_dh_params(rest, g, random));
  return 0;
}
