// The options of make_transport: what is refused and what is passed on.
#include "mtproto/transport/obfuscated_server.hpp"
#include "mtproto/transport/stream.hpp"

#include "strata/mtproto/errors.hpp"

namespace strata::mtproto::transport_test {
namespace {

std::error_code refusal(TransportKind kind, const TransportOptions& options) {
  ScriptedRandom random;
  const auto transport = make_transport(kind, random, options);
  return transport ? std::error_code() : transport.error().code();
}

TEST(MakeTransport, ProxySecret_NeedsObfuscationAndSixteenBytes) {
  const Bytes secret(16, 7);
  EXPECT_EQ(refusal(TransportKind::obfuscated_padded, {.proxy_secret = secret}), std::error_code());
  EXPECT_EQ(refusal(TransportKind::abridged, {.proxy_secret = secret}), Errc::invalid_argument);
  const Bytes with_mark(17, 0xdd);
  EXPECT_EQ(refusal(TransportKind::obfuscated_padded, {.proxy_secret = with_mark}),
            Errc::invalid_argument);
}

TEST(MakeTransport, ProxySecret_ChangesTheStreamAndIsNotKept) {
  ScriptedRandom random;
  Bytes secret(16, 7);
  const auto transport =
      make(TransportKind::obfuscated_intermediate, random, {.dc = 2, .proxy_secret = secret});
  secret.assign(16, 0);
  const Bytes out = wrap(*transport, sample_packet());
  // Without the secret nothing of it can be read.
  EXPECT_NE(ObfuscatedServer(out).tag(), 0xee);
}

TEST(MakeTransport, FrameLimit_IsRaisedOnlyWhenAskedTwice_G02) {
  const std::size_t above = limits::max_frame_received + 4;
  EXPECT_EQ(refusal(TransportKind::full, {.max_frame = above}), Errc::invalid_argument);
  EXPECT_EQ(refusal(TransportKind::full, {.max_frame = above, .unsafe_limits = true}),
            std::error_code());
  EXPECT_EQ(refusal(TransportKind::full,
                    {.max_frame = limits::max_frame_ceiling + 4, .unsafe_limits = true}),
            Errc::invalid_argument);
}

TEST(MakeTransport, BrokenRandomSource_IsReported_C10) {
  ScriptedRandom random(Bytes(64 * static_cast<std::size_t>(limits::obfuscation_redraws), 0xdd));
  const auto transport = make_transport(TransportKind::obfuscated_abridged, random, {});
  ASSERT_FALSE(transport.has_value());
  EXPECT_EQ(transport.error().code(), Errc::obfuscation_failed);
}

TEST(MakeTransport, UnknownKind_IsReported) {
  EXPECT_EQ(refusal(static_cast<TransportKind>(99), {}), Errc::invalid_argument);
}

}  // namespace
}  // namespace strata::mtproto::transport_test
