// Fuzzer of decrypted packets: any plaintext at all, sealed with the right key, so that everything
// behind the cipher has to cope with it.
#include "session/life.hpp"

#include "strata/mtproto/errors.hpp"

#include <utility>

// Input: whether the packet begins with a good header, then the plaintext.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace strata;
  if (size == 0) return 0;
  constexpr std::chrono::seconds time(1'609'459'200);
  const mtproto::Now now{.monotonic = time, .unix_time = time};
  fuzz::Stream random;
  fuzz::Server server;
  mtproto::SessionOptions options;
  options.max_inflated = 256 * 1024;
  mtproto::Session session(fuzz::Server::key(), 1, {}, std::move(options), random);
  server.expect_session(session.session_id());
  session.on_connected(now);

  Bytes plain(data + 1, data + size);
  Bytes packet;
  if (data[0] % 2 == 0) {
    packet = server.seal(server.next_id(time), data[0] >> 4U, plain);
  } else {
    plain.resize((plain.size() + 15) / 16 * 16);
    if (plain.empty()) return 0;
    packet = server.seal_plain(plain);
  }
  const Status status = session.on_packet(now, packet);
  std::size_t events = 0;
  while (session.next_event()) ++events;
  // A member of a container takes at least 20 bytes and makes two events at most.
  fuzz::require(events <= 4 + size / 8, "events are bounded by the bytes that came");
  fuzz::require(session.memory_usage() <= 512 * 1024 + 64 * size, "memory is bounded");
  if (!status) return 0;
  Buffer out;
  int packets = 0;
  while (session.write_packet(now, out)) fuzz::require(++packets < 16, "writing ends");
  return 0;
}
