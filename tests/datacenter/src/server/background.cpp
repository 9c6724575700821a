// The thread of a data centre that runs beside its test.
#include "strata/datacenter/background.hpp"

#include <asio/executor_work_guard.hpp>
#include <asio/io_context.hpp>
#include <asio/post.hpp>

#include <future>
#include <thread>

namespace strata::datacenter {

struct BackgroundDataCenter::Impl {
  explicit Impl(WorldOptions options)
      : world(std::move(options)), guard(asio::make_work_guard(context)) {}

  // Handlers that never ran keep services until the context ends: the world must outlive it.
  World world;
  asio::io_context context{1};
  asio::executor_work_guard<asio::io_context::executor_type> guard;
  std::unique_ptr<DataCenter> data_center;
  std::string address;
  std::uint16_t port = 0;
  std::thread thread;
};

BackgroundDataCenter::BackgroundDataCenter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Result<std::unique_ptr<BackgroundDataCenter>> BackgroundDataCenter::start(
    BackgroundOptions options) {
  auto impl = std::make_unique<Impl>(std::move(options.world));
  auto created = DataCenter::create(impl->context.get_executor(), std::move(options.data_center));
  if (!created) return fail(std::move(created).error());
  impl->data_center = *std::move(created);
  impl->data_center->add_service(
      std::make_unique<TelegramServices>(impl->world, std::move(options.services)));
  if (auto started = impl->data_center->start(); !started) return fail(std::move(started).error());
  impl->address = impl->data_center->address();
  impl->port = impl->data_center->port();
  impl->thread = std::thread([&context = impl->context] { context.run(); });
  return std::unique_ptr<BackgroundDataCenter>(new BackgroundDataCenter(std::move(impl)));
}

BackgroundDataCenter::~BackgroundDataCenter() {
  run([](DataCenter& data_center, World&) { data_center.stop(); });
  impl_->guard.reset();
  impl_->thread.join();
  impl_->data_center.reset();
}

const std::string& BackgroundDataCenter::address() const noexcept { return impl_->address; }
std::uint16_t BackgroundDataCenter::port() const noexcept { return impl_->port; }
int BackgroundDataCenter::dc_id() const noexcept { return impl_->data_center->dc_id(); }
const std::string& BackgroundDataCenter::public_key_pem() const noexcept {
  return impl_->data_center->public_key_pem();
}
std::uint64_t BackgroundDataCenter::fingerprint() const noexcept {
  return impl_->data_center->fingerprint();
}
Counters BackgroundDataCenter::counters() const { return impl_->data_center->counters(); }

void BackgroundDataCenter::run(const std::function<void(DataCenter&, World&)>& work) {
  std::promise<void> done;
  asio::post(impl_->context, [&] {
    try {
      work(*impl_->data_center, impl_->world);
      done.set_value();
    } catch (...) {
      done.set_exception(std::current_exception());
    }
  });
  done.get_future().get();
}

}  // namespace strata::datacenter
