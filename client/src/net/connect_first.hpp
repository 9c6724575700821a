// connect_first: runs the race for a connection.
#pragma once

#include "net/async_event.hpp"
#include "net/connect_race.hpp"

#include "strata/base/result.hpp"
#include "strata/client/session_data.hpp"
#include "strata/client/stream.hpp"

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>

#include <chrono>
#include <memory>
#include <vector>

namespace strata::detail {

/// The stream that was there first, and where it leads.
struct FirstConnection {
  FirstConnection(std::unique_ptr<Stream> won, DcAddress place)
      : stream(std::move(won)), address(std::move(place)) {}
  std::unique_ptr<Stream> stream;
  DcAddress address;
};

struct RaceTimes {
  RaceTimes() = default;
  explicit RaceTimes(std::chrono::milliseconds whole) : limit(whole) {}
  std::chrono::milliseconds limit = std::chrono::seconds{10};
  std::chrono::milliseconds stagger = ConnectRace::usual_stagger;
};

/// Connects to one of `places` (not empty). The attempts that did not win are cancelled, and closed
/// if they have connected meanwhile. Runs on `strand`. Error: connect_failed, or the code of the
/// Error that the connector threw. *Throws* Cancelled.
asio::awaitable<Result<FirstConnection>> connect_first(Connector connector,
                                                       asio::any_io_executor strand,
                                                       std::vector<DcAddress> places,
                                                       RaceTimes times);

}  // namespace strata::detail
