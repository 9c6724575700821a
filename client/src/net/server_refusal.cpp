// Keeps the server's code in the error.
#include "net/server_refusal.hpp"

#include "strata/client/errors.hpp"

#include <memory>

namespace strata {
namespace {

class RefusalDetail final : public ErrorDetail {
 public:
  RefusalDetail(std::string message, std::int32_t code)
      : ErrorDetail(std::move(message)), code_(code) {}
  [[nodiscard]] std::int32_t code() const noexcept { return code_; }

 private:
  std::int32_t code_;
};

}  // namespace

std::optional<std::int32_t> TransportError::server_code() const noexcept {
  const auto* refusal = detail<RefusalDetail>();
  if (refusal == nullptr) return std::nullopt;
  return refusal->code();
}

namespace detail {

// Spec: core.telegram.org/mtproto/mtproto-transports#transport-errors (C-22)
Error server_refusal(const std::string& what, std::int32_t code) {
  return Error(ClientErrc::server_refused,
               std::make_shared<RefusalDetail>(
                   "the server refused " + what + " with " + std::to_string(code), code));
}

bool is_refusal(const Error& error, std::int32_t code) noexcept {
  return TransportError(error).server_code() == code;
}

}  // namespace detail
}  // namespace strata
