// ClientInvoker: the Invoker of a real client, shared by its handles.
#pragma once

#include "strata/client/invoker.hpp"

#include <memory>

namespace strata::detail {

class ClientCore;

/// When the last handle lets go of it, the client disconnects.
class ClientInvoker final : public Invoker {
 public:
  explicit ClientInvoker(std::shared_ptr<ClientCore> core);
  ClientInvoker(const ClientInvoker&) = delete;
  ClientInvoker& operator=(const ClientInvoker&) = delete;
  ~ClientInvoker() override;

  asio::awaitable<RawAnswer> invoke_raw(RawCall call) override;
  Account& account() noexcept override;
  asio::awaitable<void> forget_login() override;
  void set_update_sink(std::shared_ptr<UpdateSink> sink) override;
  [[nodiscard]] std::shared_ptr<UpdateSink> update_sink() const override;
  void on_undecodable(std::uint32_t method, const Error& why) override;
  [[nodiscard]] asio::any_io_executor strand() const override;

 private:
  std::shared_ptr<ClientCore> core_;
};

}  // namespace strata::detail
