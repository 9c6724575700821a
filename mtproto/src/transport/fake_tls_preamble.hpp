// The hello of fake TLS: proves the secret to the proxy and has the proxy prove it in turn.
#pragma once

#include "transport/client_hello.hpp"
#include "transport/fake_tls_answer.hpp"

#include "strata/mtproto/preamble.hpp"

#include <optional>
#include <string>

namespace strata::mtproto {

/// It camouflages and authenticates nothing but the secret: no rule above it may be relaxed (C-17).
class FakeTlsPreamble final : public Preamble {
 public:
  FakeTlsPreamble(ProxyKey secret, std::string_view domain, HelloShape shape,
                  crypto::RandomSource& random)
      : secret_(secret), domain_(domain), shape_(shape), random_(random) {}

 protected:
  Bytes compose(Now now) override;
  Result<PreambleProgress> take(BytesView received) override { return answer_->take(received); }
  Error ended_early() const override;

 private:
  crypto::SecureArray<limits::proxy_secret_size> secret_;
  std::string domain_;
  HelloShape shape_;
  crypto::RandomSource& random_;
  std::optional<FakeTlsAnswer> answer_;  // from the hello on
};

}  // namespace strata::mtproto
