// The records of fake TLS, over another transport.
#pragma once

#include "transport/tls_record.hpp"

#include "strata/mtproto/transport.hpp"

#include <array>
#include <memory>
#include <optional>

namespace strata::mtproto {

/// Carries the stream of `inner` in records of application data, whose borders mean nothing. The
/// headers are taken out where the bytes arrive: data moves down by as much, and is not copied
/// elsewhere. A packet that needs one record is not moved on its way out.
class FakeTlsTransport final : public Transport {
 public:
  explicit FakeTlsTransport(std::unique_ptr<Transport> inner) : inner_(std::move(inner)) {}

  TransportTraits traits() const noexcept override { return inner_->traits(); }
  Status wrap(Buffer& packet, bool request_quick_ack) override;
  MutableBytes prepare(std::size_t at_least) override;
  void commit(std::size_t read) override;
  Result<std::optional<TransportEvent>> next() override;
  bool inside_frame() const noexcept override;

 private:
  void on_header();
  void on_cipher_change(std::uint8_t content);

  std::unique_ptr<Transport> inner_;
  MutableBytes space_;  // what the last prepare() returned
  std::array<std::uint8_t, tls_header_size> header_{};
  std::size_t header_fill_ = 0;
  std::size_t left_ = 0;  // bytes of the record under way that have not come
  int empty_records_ = 0;
  std::optional<Error> failure_;
  bool opening_due_ = true;
};

}  // namespace strata::mtproto
