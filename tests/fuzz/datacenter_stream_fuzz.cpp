// Fuzzer of the first bytes of a connection: transports, frames, plain messages of the exchange.
#include "strata/datacenter/engine.hpp"

#include <cstdlib>

namespace {

using namespace strata;
using namespace strata::datacenter;

class Sink final : public ConnectionSink {
 public:
  void write(Bytes bytes) override { written += bytes.size(); }
  void close() override { is_closed = true; }

  std::size_t written = 0;
  bool is_closed = false;
};

}  // namespace

// The first byte says into pieces of which size the rest is cut.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::unique_ptr<Engine> engine = [] {
    EngineOptions options;
    options.seed = 1;
    return Engine::create(std::move(options)).value();
  }();
  if (size < 2) return 0;
  const auto now = std::chrono::seconds(1'700'000'000);
  const std::size_t piece = std::size_t{data[0]} + 1;
  Sink sink;
  const ConnectionId connection = engine->open(now, sink);
  for (std::size_t at = 1; at < size && !sink.is_closed; at += piece) {
    engine->receive(now, connection, BytesView(data + at, std::min(piece, size - at)));
  }
  if (!sink.is_closed) engine->closed(now, connection);
  if (engine->counters().connections_open != 0) std::abort();
  return 0;
}
