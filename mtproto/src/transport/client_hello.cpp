// The ClientHello of fake TLS.
#include "transport/client_hello.hpp"

#include "transport/tls_writer.hpp"

#include "strata/crypto/fake_tls.hpp"
#include "strata/crypto/random.hpp"
#include "strata/crypto/secure.hpp"
#include "strata/crypto/x25519.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace strata::mtproto {
namespace {

constexpr std::size_t min_hello_size = 517;
constexpr std::size_t key_size = 32;

// Numbers of IANA's TLS registries.
enum Extension : unsigned {
  server_name = 0,
  status_request = 5,
  supported_groups = 10,
  ec_point_formats = 11,
  signature_algorithms = 13,
  alpn = 16,
  signed_certificate_timestamp = 18,
  padding = 21,
  extended_master_secret = 23,
  compress_certificate = 27,
  session_ticket = 35,
  supported_versions = 43,
  psk_key_exchange_modes = 45,
  key_share = 51,
  application_settings = 17613,
  encrypted_client_hello = 0xfe0d,
  renegotiation_info = 0xff01,
};
constexpr unsigned x25519_mlkem768 = 0x11ec;
constexpr unsigned x25519 = 29;
constexpr unsigned secp256r1 = 23;
constexpr unsigned secp384r1 = 24;

// The reserved numbers that browsers sprinkle in (RFC 8701): 0a0a, 1a1a, … fafa.
struct Grease {
  unsigned cipher, first_extension, last_extension, group, version;
};

Grease draw_grease(crypto::RandomSource& random) {
  const auto value = [](unsigned index) { return index * 0x1010U + 0x0a0aU; };
  const auto draw = [&random] { return static_cast<unsigned>(random.uniform(16)); };
  const unsigned first = draw();
  // One number may not announce two extensions.
  const unsigned last = (first + 1 + static_cast<unsigned>(random.uniform(15))) % 16;
  return {value(draw()), value(first), value(last), value(draw()), value(draw())};
}

class ClientHello {
 public:
  ClientHello(std::string_view domain, HelloShape shape, crypto::RandomSource& random)
      : domain_(domain),
        is_current_(shape == HelloShape::current),
        random_(random),
        grease_(draw_grease(random)) {}

  // ```
  //   | 16 03 01 | length | 01 | length: 3 | 03 03 | random: 32 | 20 | session id: 32 | …
  //   0          3        5                9       11           43   44
  // ```
  Bytes write() {
    out_.u8(0x16);
    out_.u16(0x0301);
    out_.sized(2, [this] {
      out_.u8(1);
      out_.sized(3, [this] { write_body(); });
    });
    return out_.take();
  }

 private:
  void write_body() {
    out_.u16(0x0303);
    out_.zeros(hello_random_size);
    out_.sized(1, [this] { out_.random(32, random_); });
    out_.sized(2, [this] {
      out_.u16(grease_.cipher);
      out_.u16s({0x1301, 0x1302, 0x1303, 0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc013,
                 0xc014, 0x009c, 0x009d, 0x002f, 0x0035});
    });
    out_.sized(1, [this] { out_.u8(0); });
    out_.sized(2, [this] {
      out_.extension(grease_.first_extension, [] {});
      write_permuted_extensions();
      out_.extension(grease_.last_extension, [this] { out_.u8(0); });
      write_padding();
    });
  }

  // Browsers draw the order anew for each connection.
  void write_permuted_extensions() {
    std::vector<unsigned> order{server_name,
                                status_request,
                                supported_groups,
                                ec_point_formats,
                                signature_algorithms,
                                alpn,
                                signed_certificate_timestamp,
                                extended_master_secret,
                                compress_certificate,
                                session_ticket,
                                supported_versions,
                                psk_key_exchange_modes,
                                key_share,
                                application_settings,
                                renegotiation_info};
    if (is_current_) order.push_back(encrypted_client_hello);
    for (std::size_t left = order.size(); left > 1; --left) {
      std::swap(order[left - 1], order[random_.uniform(left)]);
    }
    for (const unsigned type : order) {
      out_.extension(type, [this, type] { write_content(type); });
    }
  }

  void write_content(unsigned type) {
    switch (type) {
      case server_name:
        return write_server_name();
      case status_request:
        out_.u8(1);
        return out_.zeros(4);
      case supported_groups:
        return out_.sized(2, [this] { write_groups(); });
      case ec_point_formats:
        return out_.sized(1, [this] { out_.u8(0); });
      case signature_algorithms:
        return out_.sized(2, [this] {
          out_.u16s({0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601});
        });
      case alpn:
        return out_.sized(2, [this] {
          write_name("h2");
          write_name("http/1.1");
        });
      case compress_certificate:
        return out_.sized(1, [this] { out_.u16(2); });
      case supported_versions:
        return out_.sized(1, [this] { out_.u16s({grease_.version, 0x0304, 0x0303}); });
      case psk_key_exchange_modes:
        return out_.sized(1, [this] { out_.u8(1); });
      case key_share:
        return out_.sized(2, [this] { write_key_shares(); });
      case application_settings:
        return out_.sized(2, [this] { write_name("h2"); });
      case encrypted_client_hello:
        return write_encrypted_hello();
      case renegotiation_info:
        return out_.u8(0);
      default:  // the others announce themselves by being there
        return;
    }
  }

  void write_name(std::string_view name) {
    out_.sized(1, [this, name] { out_.raw(as_bytes(name)); });
  }

  void write_server_name() {
    out_.sized(2, [this] {
      out_.u8(0);
      out_.sized(2, [this] { out_.raw(as_bytes(domain_)); });
    });
  }

  void write_groups() {
    out_.u16(grease_.group);
    if (is_current_) out_.u16(x25519_mlkem768);
    out_.u16s({x25519, secp256r1, secp384r1});
  }

  void write_key_shares() {
    out_.u16(grease_.group);
    out_.sized(2, [this] { out_.u8(0); });
    if (is_current_) {
      out_.u16(x25519_mlkem768);
      out_.sized(2, [this] {
        write_mlkem768_key();
        write_x25519_key();
      });
    }
    out_.u16(x25519);
    out_.sized(2, [this] { write_x25519_key(); });
  }

  // Only half of all 32-byte strings are points of the curve, so the value has to be a real one.
  void write_x25519_key() {
    crypto::SecureArray<key_size> secret;
    random_.fill(secret.span());
    out_.raw(crypto::x25519_public(secret.view()));
  }

  // An encapsulation key of ML-KEM-768: 768 numbers below 3329 in 12 bits each, and a seed.
  void write_mlkem768_key() {
    constexpr int pairs = 384;
    constexpr std::uint64_t modulus = 3329;
    for (int i = 0; i < pairs; ++i) {
      const auto a = static_cast<unsigned>(random_.uniform(modulus));
      const auto b = static_cast<unsigned>(random_.uniform(modulus));
      out_.u8(a);
      out_.u8(a >> 8U | b << 4U);
      out_.u8(b >> 4U);
    }
    out_.random(32, random_);
  }

  // What browsers send when they have no key for an encrypted hello: random bytes of its form.
  void write_encrypted_hello() {
    out_.u8(0);                   // an outer hello
    out_.u16s({0x0001, 0x0001});  // HKDF-SHA256, AES-128-GCM
    out_.random(1, random_);
    out_.sized(2, [this] { write_x25519_key(); });
    out_.sized(2, [this] { out_.random(144 + 32 * random_.uniform(4), random_); });
  }

  void write_padding() {
    constexpr std::size_t header = 4;
    if (out_.size() >= min_hello_size) return;
    const std::size_t missing = min_hello_size - out_.size();
    const std::size_t zeros = missing - std::min(missing, header);
    out_.extension(padding, [this, zeros] { out_.zeros(zeros); });
  }

  std::string_view domain_;
  bool is_current_;
  crypto::RandomSource& random_;
  Grease grease_;
  TlsWriter out_;
};

}  // namespace

Bytes draw_client_hello(std::string_view domain, HelloShape shape, crypto::RandomSource& random) {
  return ClientHello(domain, shape, random).write();
}

void sign_client_hello(MutableBytes hello, BytesView secret, std::uint32_t unix_seconds) {
  const auto random = crypto::fake_tls_client_random(secret.first<16>(), hello, unix_seconds);
  if (random) std::ranges::copy(*random, hello.subspan(hello_random_offset).begin());
}

}  // namespace strata::mtproto
