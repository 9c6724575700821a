// A connector that leads everything to one loopback port, and remembers what was opened and closed.
#pragma once

#include "strata/client/stream.hpp"

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace strata::testing_support {

/// One line per event, as "open 192.0.2.1:443" and "close 192.0.2.1:443". Must outlive its streams.
class RecordingConnector {
 public:
  [[nodiscard]] Connector connector(std::uint16_t port) {
    return [this, port](asio::any_io_executor executor, Endpoint endpoint) {
      return open(std::move(executor), std::move(endpoint), port);
    };
  }

  [[nodiscard]] const std::vector<std::string>& events() const noexcept { return *events_; }
  /// The places that were opened, in order.
  [[nodiscard]] std::vector<std::string> opened() const {
    std::vector<std::string> places;
    for (const std::string& event : *events_) {
      if (event.starts_with("open ")) places.push_back(event.substr(5));
    }
    return places;
  }

 private:
  using Events = std::shared_ptr<std::vector<std::string>>;

  class RecordedStream final : public Stream {
   public:
    RecordedStream(std::unique_ptr<Stream> stream, std::string name, Events events)
        : stream_(std::move(stream)), name_(std::move(name)), events_(std::move(events)) {}
    asio::awaitable<std::size_t> read_some(MutableBytes to, std::error_code& error) override {
      return stream_->read_some(to, error);
    }
    asio::awaitable<void> write(BytesView from, std::error_code& error) override {
      return stream_->write(from, error);
    }
    void close() noexcept override {
      events_->push_back("close " + name_);
      stream_->close();
    }
    void abort() noexcept override {
      events_->push_back("close " + name_);
      stream_->abort();
    }

   private:
    std::unique_ptr<Stream> stream_;
    std::string name_;
    Events events_;
  };

  asio::awaitable<std::unique_ptr<Stream>> open(asio::any_io_executor executor, Endpoint endpoint,
                                                std::uint16_t port) {
    std::string name = endpoint.host() + ":" + std::to_string(endpoint.port());
    events_->push_back("open " + name);
    const Connector tcp = tcp_connector();
    Endpoint here("127.0.0.1", port);
    std::unique_ptr<Stream> stream = co_await tcp(executor, std::move(here));
    co_return std::make_unique<RecordedStream>(std::move(stream), std::move(name), events_);
  }

  Events events_ = std::make_shared<std::vector<std::string>>();
};

}  // namespace strata::testing_support
