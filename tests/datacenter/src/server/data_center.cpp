// Listening, accepting and timers of a data centre.
#include "strata/datacenter/data_center.hpp"

#include "server/socket_connection.hpp"

#include "strata/datacenter/errors.hpp"

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/ip/address.hpp>
#include <asio/redirect_error.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>

#include <map>

namespace strata::datacenter {

using asio::ip::tcp;

class DataCenter::Impl final : public SocketConnection::Server,
                               public std::enable_shared_from_this<Impl> {
 public:
  using Clock = Engine::Clock;

  Impl(asio::any_io_executor executor, DataCenterOptions options,
       std::unique_ptr<Engine> the_engine)
      : engine(std::move(the_engine)),
        options_(std::move(options)),
        acceptor_(executor),
        timer_(executor),
        started_steady_(std::chrono::steady_clock::now()),
        started_unix_(std::chrono::system_clock::now().time_since_epoch()) {}

  std::unique_ptr<Engine> engine;

  Status start();
  void stop();
  [[nodiscard]] tcp::endpoint endpoint() const { return endpoint_; }

  [[nodiscard]] Clock now() const {
    return started_unix_ + (std::chrono::steady_clock::now() - started_steady_) + ahead_;
  }
  void advance(Clock by) {
    ahead_ += by;
    engine->advance(now());
    arm_timer();
  }
  /// Runs something of the engine and sees to what it leads to.
  template <class Work>
  void run(Work&& work) {
    work(*engine, now());
    arm_timer();
  }

  void on_bytes(ConnectionId id, BytesView bytes) override {
    run([&](Engine& each, Clock time) { each.receive(time, id, bytes); });
  }
  void on_gone(ConnectionId id) override {
    run([&](Engine& each, Clock time) { each.closed(time, id); });
  }

 private:
  asio::awaitable<void> accept();
  asio::awaitable<void> serve(std::shared_ptr<SocketConnection> connection);
  void arm_timer();

  DataCenterOptions options_;
  tcp::acceptor acceptor_;
  asio::steady_timer timer_;
  tcp::endpoint endpoint_;
  std::chrono::steady_clock::time_point started_steady_;
  Clock started_unix_;
  Clock ahead_{};
  std::map<ConnectionId, std::shared_ptr<SocketConnection>> connections_;
  /// Tells handlers of an earlier start() that they are not wanted any more.
  std::uint64_t run_ = 0;
};

Status DataCenter::Impl::start() {
  asio::error_code error;
  const auto address = asio::ip::make_address(options_.address, error);
  if (error || !address.is_loopback()) {
    return fail(Errc::cannot_listen,
                options_.address +
                    " is not a loopback address; a data centre for tests listens "
                    "nowhere else");
  }
  const tcp::endpoint wanted(address, endpoint_.port() != 0 ? endpoint_.port() : options_.port);
  acceptor_.open(wanted.protocol(), error);
  if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor_.bind(wanted, error);
  if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
  if (error) {
    asio::error_code ignored;
    acceptor_.close(ignored);
    return fail(Errc::cannot_listen, "cannot listen on " + options_.address + " port " +
                                         std::to_string(wanted.port()) + ": " + error.message());
  }
  endpoint_ = acceptor_.local_endpoint();
  engine->set_endpoint(options_.address, endpoint_.port());
  asio::co_spawn(acceptor_.get_executor(), accept(), asio::detached);
  arm_timer();
  return {};
}

void DataCenter::Impl::stop() {
  ++run_;
  asio::error_code ignored;
  acceptor_.close(ignored);
  timer_.cancel();
  for (const auto& [id, connection] : std::exchange(connections_, {})) {
    connection->abort();
    engine->closed(now(), id);
  }
}

asio::awaitable<void> DataCenter::Impl::accept() {
  const auto self = shared_from_this();
  const std::uint64_t run = run_;
  while (run == run_) {
    asio::error_code error;
    tcp::socket socket =
        co_await acceptor_.async_accept(asio::redirect_error(asio::use_awaitable, error));
    if (run != run_) co_return;
    if (error) {
      // Out of descriptors, most likely: better to wait than to spin.
      asio::steady_timer pause(acceptor_.get_executor(), std::chrono::milliseconds(50));
      co_await pause.async_wait(asio::use_awaitable);
      continue;
    }
    if (connections_.size() >= options_.most_connections) continue;
    socket.set_option(tcp::no_delay(true), error);
    const auto connection = std::make_shared<SocketConnection>(std::move(socket), *this);
    asio::co_spawn(acceptor_.get_executor(), serve(connection), asio::detached);
  }
}

asio::awaitable<void> DataCenter::Impl::serve(std::shared_ptr<SocketConnection> connection) {
  const auto self = shared_from_this();
  ConnectionId id = 0;
  run([&](Engine& each, Clock time) { id = each.open(time, *connection); });
  connection->set_id(id);
  connections_.emplace(id, connection);
  co_await connection->read();
  connections_.erase(id);
}

void DataCenter::Impl::arm_timer() {
  const auto deadline = engine->deadline();
  if (!deadline) return;
  timer_.expires_after(std::max(*deadline - now(), Clock::zero()));
  timer_.async_wait([weak = weak_from_this(), run = run_](const asio::error_code& error) {
    const auto self = weak.lock();
    if (error || self == nullptr || run != self->run_) return;
    self->run([](Engine& each, Clock time) { each.advance(time); });
  });
}

DataCenter::DataCenter(std::shared_ptr<Impl> impl) : impl_(std::move(impl)) {}
DataCenter::~DataCenter() { stop(); }

Result<std::unique_ptr<DataCenter>> DataCenter::create(asio::any_io_executor executor,
                                                       DataCenterOptions options) {
  auto engine = Engine::create(options.engine);
  if (!engine) return fail(std::move(engine).error());
  auto impl = std::make_shared<Impl>(std::move(executor), std::move(options), *std::move(engine));
  return std::unique_ptr<DataCenter>(new DataCenter(std::move(impl)));
}

void DataCenter::add_service(std::unique_ptr<Service> service) {
  impl_->engine->add_service(std::move(service));
}

Status DataCenter::start() { return impl_->start(); }
void DataCenter::stop() { impl_->stop(); }
std::string DataCenter::address() const { return impl_->engine->host().address(); }
std::uint16_t DataCenter::port() const { return impl_->endpoint().port(); }
int DataCenter::dc_id() const { return impl_->engine->host().dc_id(); }
const std::string& DataCenter::public_key_pem() const { return impl_->engine->key().public_pem(); }
std::uint64_t DataCenter::fingerprint() const { return impl_->engine->key().fingerprint(); }
Counters DataCenter::counters() const { return impl_->engine->counters(); }
Faults& DataCenter::faults() { return impl_->engine->faults(); }
void DataCenter::advance_clock(std::chrono::nanoseconds by) { impl_->advance(by); }
std::chrono::nanoseconds DataCenter::unix_time() const { return impl_->now(); }

void DataCenter::drop_connections() {
  impl_->run([](Engine& engine, Engine::Clock now) { engine.drop_connections(now); });
}
void DataCenter::forget_salts() {
  impl_->run([](Engine& engine, Engine::Clock now) { engine.forget_salts(now); });
}
void DataCenter::forget_sessions() {
  impl_->run([](Engine& engine, Engine::Clock now) { engine.forget_sessions(now); });
}
void DataCenter::forget_temporary_keys() {
  impl_->run([](Engine& engine, Engine::Clock now) { engine.forget_temporary_keys(now); });
}
void DataCenter::forget_keys() {
  impl_->run([](Engine& engine, Engine::Clock now) { engine.forget_keys(now); });
}

}  // namespace strata::datacenter
