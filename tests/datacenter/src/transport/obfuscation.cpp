// Reading the header of an obfuscated connection.
#include "transport/obfuscation.hpp"

#include "crypto/digest.hpp"

#include "strata/datacenter/errors.hpp"

#include <algorithm>
#include <optional>

namespace strata::datacenter {
namespace {

std::optional<TransportKind> kind_of(std::uint32_t tag) noexcept {
  if (tag == 0xefefefefU) return TransportKind::abridged;
  if (tag == 0xeeeeeeeeU) return TransportKind::intermediate;
  if (tag == 0xddddddddU) return TransportKind::padded;
  return std::nullopt;
}

/// `seed`: 32 bytes of key and 16 of IV.
CtrStream make_stream(BytesView seed, BytesView secret) {
  AesKey key;
  std::ranges::copy(seed.first(32), key.begin());
  if (!secret.empty()) key = sha256({seed.first(32), secret});
  CtrIv iv;
  std::ranges::copy(seed.subspan(32, 16), iv.begin());
  return CtrStream(key, iv);
}

}  // namespace

Result<Obfuscation> read_obfuscation(BytesView header, std::span<const Bytes> secrets) {
  const BytesView seed = header.subspan(8, 48);
  const Bytes reversed(seed.rbegin(), seed.rend());
  for (std::size_t i = 0; i <= secrets.size(); ++i) {
    const BytesView secret = i == 0 ? BytesView() : BytesView(secrets[i - 1]);
    Obfuscation stream{make_stream(seed, secret), make_stream(reversed, secret)};
    Bytes plain(header.begin(), header.end());
    stream.incoming.apply(plain);
    const auto kind = kind_of(load_le<std::uint32_t>(plain.data() + 56));
    if (!kind) continue;
    stream.kind = *kind;
    stream.dc = load_le<std::int16_t>(plain.data() + 60);
    return stream;
  }
  return fail(Errc::bad_frame, "the first bytes belong to no transport");
}

}  // namespace strata::datacenter
