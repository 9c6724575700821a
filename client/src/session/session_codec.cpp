// Encodes and decodes the stored form of a session.
#include "session/session_codec.hpp"

#include "session/byte_io.hpp"

#include "strata/client/errors.hpp"
#include "strata/crypto/auth_key.hpp"
#include "strata/crypto/digest.hpp"

#include <algorithm>

namespace strata::detail {
namespace {

constexpr std::string_view magic = "STRATASN";
constexpr std::uint32_t version = 2;
/// Without secrets of addresses, and without what the server said about them.
constexpr std::uint32_t oldest_version = 1;
constexpr std::size_t header_size = 16;
constexpr std::size_t digest_size = 32;

constexpr int max_dc_id = 1000;            // Spec: C-30
constexpr std::size_t max_addresses = 64;  // Spec: C-30
constexpr std::size_t max_secret = 17;
constexpr std::size_t min_address_size = 5;  // empty text, port, flags

enum SessionFlag : std::uint8_t {
  test_environment = 1,
  has_user = 2,
  is_bot = 4,
  prefer_ipv6 = 8,
};
enum DcFlag : std::uint8_t { has_key = 1, authorized = 2 };
enum AddressFlag : std::uint8_t {
  ipv6 = 1,
  media_only = 2,
  tcpo_only = 4,
  cdn = 8,
  fixed = 16,
  one_port = 32,
  has_secret = 64,
};

std::uint8_t flag(bool set, std::uint8_t bit) { return set ? bit : std::uint8_t{0}; }

// Writing ------------------------------------------------------------------------------------

void write_address(ByteWriter& out, const DcAddress& address) {
  out.text(address.ip);
  out.number(address.port);
  out.number(static_cast<std::uint8_t>(
      flag(address.ipv6, ipv6) | flag(address.media_only, media_only) |
      flag(address.tcpo_only, tcpo_only) | flag(address.cdn, cdn) | flag(address.is_static, fixed) |
      flag(address.this_port_only, one_port) | flag(!address.secret.empty(), has_secret)));
  if (!address.secret.empty()) out.text(as_text(address.secret));
}

void write_dc(ByteWriter& out, const DcEntry& dc) {
  out.number(static_cast<std::int32_t>(dc.id));
  out.number(static_cast<std::uint8_t>(flag(dc.auth_key != nullptr, has_key) |
                                       flag(dc.authorized, authorized)));
  if (dc.auth_key) out.bytes(dc.auth_key->bytes());
  out.number(dc.server_salt);
  out.number(dc.time_offset);
  const std::size_t count = std::min(dc.addresses.size(), max_addresses);
  out.number(static_cast<std::uint32_t>(count));
  for (std::size_t i = 0; i < count; ++i) write_address(out, dc.addresses[i]);
}

void write_updates(ByteWriter& out, const UpdateState& state) {
  out.number(state.pts);
  out.number(state.qts);
  out.number(state.date);
  out.number(state.seq);
  out.number(static_cast<std::uint32_t>(state.channels.size()));
  for (const auto& [channel, pts] : state.channels) {
    out.number(channel);
    out.number(pts);
  }
}

void write_peer(ByteWriter& out, const CachedPeer& peer) {
  out.number(static_cast<std::uint8_t>(peer.kind));
  out.number(peer.id);
  out.number(peer.access_hash);
  out.text(peer.username);
}

void write_payload(ByteWriter& out, const SessionData& session) {
  out.number(static_cast<std::int32_t>(session.home_dc));
  out.number(static_cast<std::uint8_t>(
      flag(session.test_environment, test_environment) | flag(session.user.has_value(), has_user) |
      flag(session.user && session.user->is_bot, is_bot) | flag(session.prefer_ipv6, prefer_ipv6)));
  out.number(session.user ? session.user->id : std::int64_t{0});
  out.number(session.dc_options_expire);
  out.number(static_cast<std::uint32_t>(session.dcs.size()));
  for (const DcEntry& dc : session.dcs) write_dc(out, dc);
  write_updates(out, session.updates);
  out.number(static_cast<std::uint32_t>(session.peers.size()));
  for (const CachedPeer& peer : session.peers) write_peer(out, peer);
}

// Reading ------------------------------------------------------------------------------------

bool is_dc_id(int id) { return id >= 1 && id <= max_dc_id; }

DcAddress read_address(ByteReader& in) {
  DcAddress address;
  address.ip = in.text();
  address.port = in.number<std::uint16_t>();
  const auto flags = in.number<std::uint8_t>();
  address.ipv6 = (flags & ipv6) != 0;
  address.media_only = (flags & media_only) != 0;
  address.tcpo_only = (flags & tcpo_only) != 0;
  address.cdn = (flags & cdn) != 0;
  address.is_static = (flags & fixed) != 0;
  address.this_port_only = (flags & one_port) != 0;
  if ((flags & has_secret) != 0) {
    const BytesView secret = in.bytes(in.number<std::uint16_t>());
    if (secret.empty() || secret.size() > max_secret) in.fail();
    address.secret.assign(secret.begin(), secret.end());
  }
  if (address.ip.empty() || address.port == 0) in.fail();
  return address;
}

DcEntry read_dc(ByteReader& in) {
  DcEntry dc;
  dc.id = in.number<std::int32_t>();
  if (!is_dc_id(dc.id)) in.fail();
  const auto flags = in.number<std::uint8_t>();
  dc.authorized = (flags & authorized) != 0;
  if ((flags & has_key) != 0) {
    auto key = crypto::AuthKey::from_bytes(in.bytes(crypto::AuthKey::size));
    if (key) {
      dc.auth_key = std::make_shared<const crypto::AuthKey>(std::move(*key));
    } else {
      in.fail();
    }
  }
  dc.server_salt = in.number<std::int64_t>();
  dc.time_offset = in.number<std::int32_t>();
  const std::size_t count = in.count(min_address_size);
  if (count > max_addresses) in.fail();
  for (std::size_t i = 0; i < count && !in.failed(); ++i) dc.addresses.push_back(read_address(in));
  return dc;
}

UpdateState read_updates(ByteReader& in) {
  UpdateState state;
  state.pts = in.number<std::int32_t>();
  state.qts = in.number<std::int32_t>();
  state.date = in.number<std::int32_t>();
  state.seq = in.number<std::int32_t>();
  const std::size_t count = in.count(sizeof(std::int64_t) + sizeof(std::int32_t));
  for (std::size_t i = 0; i < count; ++i) {
    const auto channel = in.number<std::int64_t>();
    state.channels[channel] = in.number<std::int32_t>();
  }
  return state;
}

CachedPeer read_peer(ByteReader& in) {
  CachedPeer peer;
  const auto kind = in.number<std::uint8_t>();
  if (kind < 1 || kind > 3) in.fail();
  peer.kind = static_cast<PeerKind>(kind);
  peer.id = in.number<std::int64_t>();
  peer.access_hash = in.number<std::int64_t>();
  peer.username = in.text();
  return peer;
}

SessionData read_payload(ByteReader& in, std::uint32_t format) {
  SessionData session;
  session.home_dc = in.number<std::int32_t>();
  if (!is_dc_id(session.home_dc)) in.fail();
  const auto flags = in.number<std::uint8_t>();
  session.test_environment = (flags & test_environment) != 0;
  const auto user_id = in.number<std::int64_t>();
  if ((flags & has_user) != 0) session.user = SessionUser{user_id, (flags & is_bot) != 0};
  session.prefer_ipv6 = (flags & prefer_ipv6) != 0;
  if (format > oldest_version) session.dc_options_expire = in.number<std::int64_t>();

  const std::size_t dcs = in.count(sizeof(std::int32_t));
  for (std::size_t i = 0; i < dcs && !in.failed(); ++i) {
    DcEntry dc = read_dc(in);
    if (session.find_dc(dc.id) != nullptr) in.fail();
    session.dcs.push_back(std::move(dc));
  }
  session.updates = read_updates(in);
  constexpr std::size_t peer_size = 1 + 8 + 8 + 2;
  const std::size_t peers = in.count(peer_size);
  session.peers.reserve(peers);
  for (std::size_t i = 0; i < peers && !in.failed(); ++i) session.peers.push_back(read_peer(in));
  return session;
}

::tl::unexpected<Error> corrupt(std::string why) {
  return fail(ClientErrc::session_corrupt,
              "the stored session is damaged (" + std::move(why) +
                  "); it was left as it is: restore a backup, or delete it to log in again");
}

}  // namespace

SecretBuffer encode_session(const SessionData& session) {
  ByteWriter payload;
  write_payload(payload, session);

  ByteWriter out;
  out.bytes(as_bytes(magic));
  out.number(version);
  out.number(static_cast<std::uint32_t>(payload.buffer().size()));
  out.bytes(payload.buffer());
  const crypto::Sha256Digest digest = crypto::sha256({BytesView(out.buffer())});
  out.bytes(digest);
  return out.take();
}

// Spec: H-20
Result<SessionData> decode_session(BytesView stored) {
  if (stored.size() < magic.size() || as_text(stored.first(magic.size())) != magic) {
    return corrupt("it does not begin as a session does");
  }
  if (stored.size() < header_size + digest_size) return corrupt("it is cut off");
  const auto found = load_le<std::uint32_t>(stored.data() + magic.size());
  if (found < oldest_version || found > version) {
    return fail(ClientErrc::session_version,
                "the stored session has format " + std::to_string(found) +
                    ", this library reads formats up to " + std::to_string(version) +
                    "; it was left as it is");
  }
  const auto length = load_le<std::uint32_t>(stored.data() + magic.size() + sizeof version);
  if (stored.size() - header_size - digest_size != length) return corrupt("its length is wrong");
  const crypto::Sha256Digest digest = crypto::sha256({stored.first(header_size + length)});
  if (!crypto::constant_time_equal(digest, stored.last(digest_size))) {
    return corrupt("its check sum is wrong");
  }

  ByteReader in(stored.subspan(header_size, length));
  SessionData session = read_payload(in, found);
  if (!in.finished()) return corrupt("its content is impossible");
  return session;
}

}  // namespace strata::detail
