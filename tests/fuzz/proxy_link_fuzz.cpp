// Fuzzer of what people paste: secrets of proxies and links to them.
#include "strata/mtproto/errors.hpp"
#include "strata/mtproto/proxy_link.hpp"

#include <cstdlib>
#include <string>

namespace {

using namespace strata;
using namespace strata::mtproto;

// A secret that was accepted is the same when it is written out again.
void check(const ProxySecret& secret) {
  Bytes bytes;
  if (secret.kind() == ProxySecretKind::padded) bytes.push_back(0xdd);
  if (secret.kind() == ProxySecretKind::fake_tls) bytes.push_back(0xee);
  append(bytes, secret.key());
  append(bytes, as_bytes(secret.domain()));
  const Result<ProxySecret> again = parse_proxy_secret(to_hex(bytes));
  if (!again || again->kind() != secret.kind() || again->domain() != secret.domain() ||
      to_hex(again->key()) != to_hex(secret.key())) {
    std::abort();
  }
  if (secret.domain().size() > limits::max_proxy_domain) std::abort();
}

void check_refusal(const Error& error) {
  const bool is_typed = error.code() == Errc::bad_proxy_link ||
                        error.code() == Errc::wrong_proxy_secret ||
                        error.code() == Errc::unsupported_proxy_secret;
  if (!is_typed || error.message().size() > 400) std::abort();
}

void check_link(std::string_view text) {
  const Result<ProxyLink> link = parse_proxy_link(text);
  if (!link) return check_refusal(link.error());
  if (link->port == 0 || link->server.empty()) std::abort();
  check(link->secret);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(as_text({data, size}));
  if (const Result<ProxySecret> secret = parse_proxy_secret(text)) {
    check(*secret);
  } else {
    check_refusal(secret.error());
  }
  if (const Result<ProxySecret> secret = make_proxy_secret({data, size})) check(*secret);
  check_link(text);
  check_link("tg://proxy?" + text);
  check_link("tg://proxy?server=a.b&port=443&secret=" + text);
  return 0;
}
