// Seals and opens the stored form of a session.
#include "session/session_seal.hpp"

#include "session/byte_io.hpp"
#include "session/session_codec.hpp"

#include "strata/client/errors.hpp"
#include "strata/crypto/digest.hpp"
#include "strata/crypto/errors.hpp"
#include "strata/crypto/random.hpp"

#include <algorithm>
#include <string>

namespace strata::detail {
namespace {

using crypto::PassphraseCost;
using crypto::PassphraseKey;

constexpr std::string_view magic = "STRATASX";
constexpr std::uint32_t version = 1;
constexpr std::size_t digest_size = 32;

struct Header {
  PassphraseCost cost;
  PassphraseKey::Salt salt{};
  PassphraseKey::Nonce nonce{};
  std::uint32_t length = 0;
};

::tl::unexpected<Error> corrupt(std::string why) {
  return fail(ClientErrc::session_corrupt,
              "the encrypted session is damaged (" + std::move(why) +
                  "); it was left as it is: restore a backup, or delete it to log in again");
}

Error key_error(const Error& error) {
  if (error.code() == crypto::Errc::bad_length) {
    return Error(ClientErrc::invalid_argument, error.message());
  }
  if (error.code() == crypto::Errc::work_limit) {
    return Error(ClientErrc::invalid_argument, "the session's passphrase: " + error.message());
  }
  return Error(ClientErrc::session_io, error.message());
}

template <std::size_t N>
void copy_to(std::array<std::uint8_t, N>& out, BytesView from) {
  std::copy(from.begin(), from.end(), out.begin());
}

bool is_acceptable(const PassphraseCost& cost) {
  return cost.passes >= 1 && cost.passes <= crypto::max_passphrase_passes &&
         cost.memory_kib >= crypto::min_passphrase_memory_kib &&
         cost.memory_kib <= crypto::max_passphrase_memory_kib;
}

/// What stands before the sealed part, once nothing is damaged. The file may be hostile: what it
/// asks for is bounded before anything is done with it.
Result<Header> read_header(ByteReader& in, std::size_t rest_size) {
  Header header;
  header.cost.passes = in.number<std::uint32_t>();
  header.cost.memory_kib = in.number<std::uint32_t>();
  copy_to(header.salt, in.bytes(header.salt.size()));
  copy_to(header.nonce, in.bytes(header.nonce.size()));
  header.length = in.number<std::uint32_t>();
  if (in.failed() || header.length < PassphraseKey::tag_size) return corrupt("it is cut off");
  constexpr std::size_t fixed = 2 * 4 + 16 + 24 + 4;
  if (rest_size != fixed + header.length) return corrupt("its length is wrong");
  if (!is_acceptable(header.cost)) {
    return corrupt("its passphrase would cost more memory or time than is allowed");
  }
  return header;
}

void write_header(ByteWriter& out, const Header& header) {
  out.bytes(as_bytes(magic));
  out.number(version);
  out.number(header.cost.passes);
  out.number(header.cost.memory_kib);
  out.bytes(header.salt);
  out.bytes(header.nonce);
  out.number(header.length);
}

}  // namespace

SessionSeal::SessionSeal(std::string_view passphrase, PassphraseCost cost)
    : passphrase_(as_bytes(passphrase)), wanted_(cost) {}

bool SessionSeal::is_sealed(BytesView stored) noexcept {
  return stored.size() >= magic.size() && as_text(stored.first(magic.size())) == magic;
}

Status SessionSeal::derive(const PassphraseKey::Salt& salt, PassphraseCost cost) {
  if (key_ && salt_ == salt && cost_ == cost) return {};
  Result<PassphraseKey> key = PassphraseKey::derive(passphrase_, salt, cost);
  if (!key) return fail(key_error(key.error()));
  key_ = std::move(*key);
  salt_ = salt;
  cost_ = cost;
  return {};
}

// Spec: A-81, H-20
Result<SecretBuffer> SessionSeal::open(BytesView stored) {
  ByteReader start(stored);
  (void)start.bytes(magic.size());
  const auto found = start.number<std::uint32_t>();
  if (start.failed()) return corrupt("it is cut off");
  if (found != version) {
    return fail(ClientErrc::session_version,
                "the encrypted session has format " + std::to_string(found) +
                    ", this library reads format " + std::to_string(version) +
                    "; it was left as it is");
  }
  const std::size_t before = magic.size() + sizeof version;
  if (stored.size() < before + digest_size) return corrupt("it is cut off");
  const BytesView content = stored.first(stored.size() - digest_size);
  const crypto::Sha256Digest digest = crypto::sha256({content});
  if (!crypto::constant_time_equal(digest, stored.last(digest_size))) {
    return corrupt("its check sum is wrong");
  }

  const BytesView rest = content.subspan(before);
  ByteReader in(rest);
  const Result<Header> header = read_header(in, rest.size());
  if (!header) return fail(header.error());
  if (Status derived = derive(header->salt, header->cost); !derived) {
    return fail(std::move(derived).error());
  }
  const BytesView context = content.first(content.size() - header->length);
  SecretBuffer plain(header->length - PassphraseKey::tag_size);
  if (!key_->open(header->nonce, context, content.last(header->length), plain)) {
    key_.reset();
    return fail(ClientErrc::session_passphrase,
                "the passphrase does not open the session (or somebody changed it on purpose); "
                "it was left as it is");
  }
  return plain;
}

Result<SecretBuffer> SessionSeal::seal(BytesView plain) {
  Header header;
  header.cost = wanted_;
  // Under the same salt the key at hand serves again; another cost needs another key.
  const bool reuse = key_ && cost_ == wanted_;
  header.salt = reuse ? salt_ : crypto::system_random().array<16>();
  if (Status derived = derive(header.salt, header.cost); !derived) {
    return fail(std::move(derived).error());
  }
  header.nonce = crypto::system_random().array<24>();
  header.length = static_cast<std::uint32_t>(plain.size() + PassphraseKey::tag_size);

  ByteWriter out;
  write_header(out, header);
  SecretBuffer sealed(header.length);
  key_->seal(header.nonce, out.buffer(), plain, sealed);
  out.bytes(sealed);
  const crypto::Sha256Digest digest = crypto::sha256({BytesView(out.buffer())});
  out.bytes(digest);
  return out.take();
}

}  // namespace strata::detail
