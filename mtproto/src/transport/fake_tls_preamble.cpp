// The hello of fake TLS.
#include "transport/fake_tls_preamble.hpp"

#include "strata/mtproto/errors.hpp"

#include <algorithm>

namespace strata::mtproto {

Bytes FakeTlsPreamble::compose(Now now) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now.unix_time).count();
  Bytes hello = draw_client_hello(domain_, shape_, random_);
  sign_client_hello(hello, secret_, static_cast<std::uint32_t>(seconds));

  HelloRandom client_random;
  std::copy_n(hello.begin() + hello_random_offset, hello_random_size, client_random.begin());
  answer_.emplace(secret_.view(), client_random);
  return hello;
}

Error FakeTlsPreamble::ended_early() const {
  return Error(
      Errc::proxy_handshake_failed,
      "the proxy closed the connection instead of answering" + std::string(fake_tls_advice));
}

}  // namespace strata::mtproto
