// Defects seen in other clients' transports (table M of the protocol rules): each named, none here.
#include "mtproto/transport/conversation.hpp"
#include "mtproto/transport/obfuscated_server.hpp"

#include <random>

namespace strata::mtproto::transport_test {
namespace {

using Seen = std::vector<std::string>;

TEST(TransportPeerDefects, M08_PaddedFramesOfAnyLengthArePackets) {
  for (const TransportKind kind :
       {TransportKind::padded_intermediate, TransportKind::obfuscated_padded}) {
    for (std::size_t padding = 0; padding < 16; ++padding) {
      ScriptedRandom random;
      const auto transport = make(kind, random);
      const Bytes opening = wrap(*transport, sample_packet());
      const Bytes packet = pattern(24 + 64 + padding);
      Bytes frame(4);
      store_le(frame.data(), static_cast<std::uint32_t>(packet.size()));
      append(frame, packet);
      if (transport->traits().obfuscated) frame = ObfuscatedServer(opening).send(frame);
      EXPECT_EQ(read_all(*transport, frame), Seen{describe(packet)}) << padding;
    }
  }
}

TEST(TransportPeerDefects, M09_KeyStreamsMoveByWhatWasReadNotByTheSpaceOffered_C09) {
  std::mt19937 generator(9);
  for (const TransportKind kind : every_kind) {
    if (!is_stream_cipher(kind)) continue;
    for (int round = 0; round < 100; ++round) {
      Conversation each = converse(kind);
      Bytes stream = each.stream();
      Seen seen;
      for (BytesView rest = stream; !rest.empty();) {
        const MutableBytes space = each.transport->prepare(1 + generator() % 5000);
        const std::size_t count =
            std::min<std::size_t>({1 + generator() % 37, space.size(), rest.size()});
        std::copy_n(rest.begin(), count, space.begin());
        each.transport->commit(count);
        rest = rest.subspan(count);
        for (;;) {
          const auto event = each.transport->next();
          ASSERT_TRUE(event.has_value()) << name_of(kind);
          if (!*event) break;
          seen.push_back(describe(**event));
        }
      }
      ASSERT_EQ(seen, expected_events()) << name_of(kind);
    }
  }
}

TEST(TransportPeerDefects, M09_ReadOfNothingMovesNothing_C09) {
  for (const TransportKind kind : every_kind) {
    Conversation each = converse(kind);
    for (int i = 0; i < 3; ++i) {
      (void)each.transport->prepare(100);
      each.transport->commit(0);
      EXPECT_FALSE(each.transport->next().value().has_value());
    }
    EXPECT_EQ(hear(*each.transport, each.stream()), expected_events()) << name_of(kind);
  }
}

TEST(TransportPeerDefects, M11_OnlyNegativeCodesAreErrors) {
  ScriptedRandom random;
  const auto transport = make(TransportKind::intermediate, random);
  for (const std::int32_t code : {404, 429, 1, 0, 2'147'483'647}) {
    Bytes frame = hex("0400000000000000");
    store_le(frame.data() + 4, code);
    EXPECT_EQ(read_all(*transport, frame), Seen{"unknown " + std::to_string(code)});
    store_le(frame.data() + 4, -code);
    const bool is_error = code > 0 && code < 10'000;
    EXPECT_EQ(read_all(*transport, frame),
              Seen{(is_error ? "error " : "unknown ") + std::to_string(-code)});
  }
}

}  // namespace
}  // namespace strata::mtproto::transport_test
