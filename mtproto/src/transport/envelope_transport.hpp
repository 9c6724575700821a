// A stream inside the envelopes of another protocol: TLS records, WebSocket frames.
#pragma once

#include "strata/mtproto/transport.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>

namespace strata::mtproto {

/// Reads the stream of `inner` out of envelopes, each a header and its content, whose borders mean
/// nothing. What is not of the stream is taken out where the bytes arrive: data moves down by as
/// much, and is not copied elsewhere.
///
/// ```
///   arrived   | header | data … | header | control | header | data … |
///   inner     | data … | data … |
/// ```
class EnvelopeTransport : public Transport {
 public:
  TransportTraits traits() const noexcept override { return inner_->traits(); }
  MutableBytes prepare(std::size_t at_least) override;
  void commit(std::size_t read) override;
  Result<std::optional<TransportEvent>> next() override;
  bool inside_frame() const noexcept override;

 protected:
  enum class Content { stream, control };

  explicit EnvelopeTransport(std::unique_ptr<Transport> inner) : inner_(std::move(inner)) {}

  /// The size of a header that begins like this, at least one byte more than there is as long as
  /// that cannot be told. May refuse it.
  virtual std::size_t header_size(BytesView so_far) = 0;
  /// A header has come: says what follows it with `expect`, or refuses it.
  virtual void on_header(BytesView header) = 0;
  /// A piece of content that is not of the stream; `is_last` once in each envelope.
  virtual void on_control(BytesView piece, bool is_last) = 0;

  void expect(Content content, std::uint64_t length);
  /// Nothing is read from here on; next() gives what came before, and then this.
  void refuse(Error failure) { failure_ = std::move(failure); }
  /// An envelope has come, with data or not: refuses `what` when too many in a row have none.
  void count(bool has_data, std::string_view what);

  [[nodiscard]] Transport& inner() noexcept { return *inner_; }

 private:
  void take_header_byte(std::uint8_t byte);

  static constexpr std::size_t max_header = 16;

  std::unique_ptr<Transport> inner_;
  MutableBytes space_;  // what the last prepare() returned
  std::array<std::uint8_t, max_header> header_{};
  std::size_t header_fill_ = 0;
  Content content_ = Content::stream;  // of the envelope under way
  std::uint64_t left_ = 0;             // bytes of it that have not come
  int empty_ = 0;
  std::optional<Error> failure_;
};

}  // namespace strata::mtproto
