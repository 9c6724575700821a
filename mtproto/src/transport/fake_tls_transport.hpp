// The records of fake TLS, over another transport.
#pragma once

#include "transport/envelope_transport.hpp"
#include "transport/tls_record.hpp"

namespace strata::mtproto {

/// Carries the stream of `inner` in records of application data. A packet that needs one record is
/// not moved on its way out.
class FakeTlsTransport final : public EnvelopeTransport {
 public:
  explicit FakeTlsTransport(std::unique_ptr<Transport> inner)
      : EnvelopeTransport(std::move(inner)) {}

  Status wrap(Buffer& packet, bool request_quick_ack) override;

 private:
  std::size_t header_size(BytesView) override { return tls_header_size; }
  void on_header(BytesView header) override;
  void on_control(BytesView piece, bool is_last) override;

  bool opening_due_ = true;
};

}  // namespace strata::mtproto
