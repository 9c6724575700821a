// Takes calls from any thread to the client's strand.
#include "core/client_invoker.hpp"

#include "core/client_core.hpp"

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

void ClientInvoker::set_update_sink(std::shared_ptr<UpdateSink> sink) {
  core_->set_update_sink(std::move(sink));
}

std::shared_ptr<UpdateSink> ClientInvoker::update_sink() const { return core_->update_sink(); }

asio::any_io_executor ClientInvoker::strand() const { return core_->environment().strand; }

}  // namespace strata::detail
