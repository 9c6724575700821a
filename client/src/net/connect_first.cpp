// The attempts of a race are coroutines of their own; the first to succeed stops the others.
#include "net/connect_first.hpp"

#include "core/clock.hpp"

#include "strata/client/errors.hpp"

#include <asio/bind_cancellation_slot.hpp>
#include <asio/cancellation_signal.hpp>
#include <asio/co_spawn.hpp>
#include <asio/this_coro.hpp>

#include <algorithm>
#include <exception>
#include <optional>
#include <string>
#include <utility>

namespace strata::detail {
namespace {

/// What the attempts and the one who waits for them share.
struct Race {
  Race(Connector how, std::vector<DcAddress> where, std::chrono::nanoseconds stagger)
      : connector(std::move(how)),
        places(std::move(where)),
        procedure(places.size(), stagger),
        signals(places.size()) {}

  Connector connector;
  std::vector<DcAddress> places;
  ConnectRace procedure;
  std::vector<asio::cancellation_signal> signals;
  std::optional<FirstConnection> winner;
  std::optional<Error> failure;  ///< of the attempt that began first among those that failed
  bool over = false;
  AsyncEvent changed;
};

Error connect_failed(const DcAddress& address, const std::string& why,
                     std::error_code code = ClientErrc::connect_failed) {
  return Error(code,
               "cannot connect to " + address.ip + ":" + std::to_string(address.port) + ": " + why);
}

void lose(Race& race, std::size_t number, const Error& why) {
  if (race.over) return;
  if (!race.failure) {
    race.failure = connect_failed(race.places[number], why.what(), why.code());
  }
  race.procedure.on_failed(read_clocks().monotonic);
  race.changed.notify();
}

/// One attempt. A stream that comes too late is closed as it goes.
asio::awaitable<void> attempt(std::shared_ptr<Race> race, asio::any_io_executor strand,
                              std::size_t number) {
  Error why(ClientErrc::connect_failed, "the connector gave no stream");
  try {
    Endpoint endpoint(race->places[number].ip, race->places[number].port);
    std::unique_ptr<Stream> stream = co_await race->connector(strand, std::move(endpoint));
    if (stream && !race->over) {
      race->over = true;
      race->winner.emplace(std::move(stream), race->places[number]);
      race->changed.notify();
      co_return;
    }
    if (stream) stream->close();
  } catch (const Error& failure) {
    why = failure;
  } catch (const std::exception& failure) {
    why = Error(ClientErrc::connect_failed, failure.what());
  }
  lose(*race, number, why);
}

void end(Race& race) {
  race.over = true;
  for (asio::cancellation_signal& signal : race.signals) {
    signal.emit(asio::cancellation_type::terminal);
  }
}

void begin_due(const std::shared_ptr<Race>& race, const asio::any_io_executor& strand) {
  while (!race->over) {
    const auto number = race->procedure.next(read_clocks().monotonic);
    if (!number) return;
    // The signal must outlive the coroutine, so the one who hears of its end keeps the race.
    auto keep = [race](std::exception_ptr) {};
    asio::co_spawn(strand, attempt(race, strand, *number),
                   asio::bind_cancellation_slot(race->signals[*number].slot(), std::move(keep)));
  }
}

asio::awaitable<void> run(std::shared_ptr<Race> race, asio::any_io_executor strand,
                          AsyncEvent::TimePoint deadline) {
  while (!race->over && !race->procedure.is_lost() && AsyncEvent::Clock::now() < deadline) {
    begin_due(race, strand);
    // An attempt that ends at once has told so before anyone waits.
    if (race->over || race->procedure.is_lost()) break;
    AsyncEvent::TimePoint until = deadline;
    if (const auto next = race->procedure.deadline()) {
      until = std::min(until, to_time_point(*next));
    }
    co_await race->changed.wait(until);
    check_cancelled(co_await asio::this_coro::cancellation_state);
  }
}

}  // namespace

asio::awaitable<Result<FirstConnection>> connect_first(Connector connector,
                                                       asio::any_io_executor strand,
                                                       std::vector<DcAddress> places,
                                                       RaceTimes times) {
  const auto race = std::make_shared<Race>(std::move(connector), std::move(places), times.stagger);
  try {
    co_await run(race, strand, AsyncEvent::Clock::now() + times.limit);
  } catch (...) {
    end(*race);
    throw;
  }
  end(*race);
  if (race->winner) co_return std::move(*race->winner);
  if (!race->failure) co_return fail(connect_failed(race->places.front(), "no answer in time"));
  co_return fail(*race->failure);
}

}  // namespace strata::detail
