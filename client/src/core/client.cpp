// The handle: forwards to the core, on the core's strand.
#include "strata/client/client.hpp"

#include "core/client_core.hpp"
#include "core/client_invoker.hpp"

#include "strata/client/account.hpp"

#include <asio/co_spawn.hpp>
#include <asio/use_awaitable.hpp>

#include <utility>

namespace strata {

using detail::ClientCore;

Client::Client(std::shared_ptr<ClientCore> core)
    : OperationSet(std::make_shared<detail::ClientInvoker>(core)), core_(std::move(core)) {}

Client::~Client() = default;

ClientBuilder Client::builder() { return ClientBuilder(); }

bool Client::is_connected() const { return core_->is_connected(); }

int Client::home_dc() const { return core_->environment().account->home_dc(); }

asio::any_io_executor Client::executor() const { return core_->environment().strand; }

asio::awaitable<void> Client::connect() {
  return asio::co_spawn(executor(), ClientCore::connect(core_), asio::use_awaitable);
}

asio::awaitable<void> Client::disconnect() {
  return asio::co_spawn(executor(), ClientCore::disconnect(core_), asio::use_awaitable);
}

asio::awaitable<void> Client::shutdown() {
  return asio::co_spawn(executor(), ClientCore::shutdown(core_), asio::use_awaitable);
}

asio::awaitable<void> Client::run_until_disconnected() {
  return asio::co_spawn(executor(), ClientCore::wait_until_closed(core_), asio::use_awaitable);
}

void Client::signal_network_restored() const { core_->network_restored(); }

asio::awaitable<void> Client::save_session() {
  return asio::co_spawn(executor(), ClientCore::save(core_), asio::use_awaitable);
}

std::string Client::export_session_string() const {
  SessionData session = core_->environment().account->snapshot();
  session.peers.clear();
  return to_session_string(session);
}

}  // namespace strata
