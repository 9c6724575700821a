// A local data centre and a client builder that knows it.
#pragma once

#include "client/coroutine_test.hpp"

#include "strata/client/client.hpp"
#include "strata/client/errors.hpp"
#include "strata/datacenter/background.hpp"

#include <asio/io_context.hpp>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>

namespace strata::testing_support {

/// Gives a packet another body; the padding still makes it whole blocks.
inline void replace_body(datacenter::OutgoingPacket& packet, Bytes body) {
  packet.body = std::move(body);
  packet.padding.resize(12 + (16 - (packet.body.size() + 12) % 16) % 16);
}

/// Each test gets a data centre of its own on a thread, and runs its client on the test's thread.
class EndToEnd : public ::testing::Test {
 protected:
  explicit EndToEnd(datacenter::BackgroundOptions options = {}) {
    auto started = datacenter::BackgroundDataCenter::start(std::move(options));
    if (!started) throw started.error();
    server_ = std::move(*started);
  }

  /// A strict data centre counts what a correct client never does.
  void TearDown() override {
    for (const auto& [rule, count] : server_->counters().violations) {
      ADD_FAILURE() << "the client broke " << rule << " " << count << " times";
    }
  }

  [[nodiscard]] std::string address() const {
    return server_->address() + ":" + std::to_string(server_->port());
  }

  /// Nothing stored; the data centre's key and address.
  [[nodiscard]] ClientBuilder builder() const {
    ClientBuilder settings;
    settings.api_id(1).api_hash("hash").in_memory();
    settings.dc_addr(address()).server_key(server_->public_key_pem());
    return settings;
  }

  [[nodiscard]] datacenter::Counters counters() const { return server_->counters(); }

  void set_faults(const std::function<void(datacenter::Faults&)>& change) {
    server_->run([&](datacenter::DataCenter& dc, datacenter::World&) { change(dc.faults()); });
  }
  void at_server(const std::function<void(datacenter::DataCenter&)>& act) {
    server_->run([&](datacenter::DataCenter& dc, datacenter::World&) { act(dc); });
  }

  void run_here(asio::awaitable<void> coroutine) { run(context_, std::move(coroutine)); }

  /// Lets the client run until the data centre has seen something.
  asio::awaitable<void> until(std::function<bool(const datacenter::Counters&)> seen) {
    while (!seen(counters())) co_await tick();
  }

  std::unique_ptr<datacenter::BackgroundDataCenter> server_;
  asio::io_context context_;
};

}  // namespace strata::testing_support
