// Takes calls from any thread to the client's strand.
#include "core/client_invoker.hpp"

#include "core/client_core.hpp"
#include "rpc/methods.hpp"

#include "strata/tl/layer.hpp"

#include <asio/co_spawn.hpp>
#include <asio/use_awaitable.hpp>

#include <utility>

namespace strata::detail {

ClientInvoker::ClientInvoker(std::shared_ptr<ClientCore> core) : core_(std::move(core)) {}

ClientInvoker::~ClientInvoker() { core_->abandon(); }

asio::awaitable<RawAnswer> ClientInvoker::invoke_raw(RawCall call) {
  return asio::co_spawn(core_->environment().strand, ClientCore::invoke(core_, std::move(call)),
                        asio::use_awaitable);
}

Account& ClientInvoker::account() noexcept { return *core_->environment().account; }

asio::awaitable<void> ClientInvoker::forget_login() {
  return asio::co_spawn(core_->environment().strand, ClientCore::forget_login(core_),
                        asio::use_awaitable);
}

void ClientInvoker::set_update_sink(std::shared_ptr<UpdateSink> sink) {
  core_->set_update_sink(std::move(sink));
}

std::shared_ptr<UpdateSink> ClientInvoker::update_sink() const { return core_->update_sink(); }

// The layer of the schema may be the reason: whoever operates the program should see it (B-73).
void ClientInvoker::on_undecodable(std::uint32_t method, const Error& why) {
  const LogField name("method", method_name(method));
  const LogField reason("reason", escape_for_log(why.what()));
  core_->environment().logger.log(LogLevel::warning, "rpc", "an answer does not decode",
                                  {name, reason, LogField("layer", tl::LAYER)});
  Invoker::on_undecodable(method, why);
}

asio::any_io_executor ClientInvoker::strand() const { return core_->environment().strand; }

}  // namespace strata::detail
