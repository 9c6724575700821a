// A strict reader of RSA public keys in PEM: PKCS #1 and SubjectPublicKeyInfo.
#include "rsa/rsa_key.hpp"

#include <sodium.h>

#include <algorithm>

namespace strata::crypto {
namespace {

constexpr std::uint8_t tag_integer = 0x02;
constexpr std::uint8_t tag_bit_string = 0x03;
constexpr std::uint8_t tag_sequence = 0x30;

// rsaEncryption (1.2.840.113549.1.1.1) with its NULL parameters, as the content of a sequence.
constexpr std::array<std::uint8_t, 13> rsa_algorithm{0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7,
                                                     0x0d, 0x01, 0x01, 0x01, 0x05, 0x00};

// Reads DER from front to back; lengths of at most two bytes are enough for keys.
class DerReader {
 public:
  explicit DerReader(BytesView bytes) : rest_(bytes) {}

  [[nodiscard]] bool at_end() const noexcept { return rest_.empty(); }

  // The content of the next element if it has this tag.
  [[nodiscard]] std::optional<BytesView> take(std::uint8_t tag) {
    if (rest_.size() < 2 || rest_[0] != tag) return std::nullopt;
    std::size_t header = 2;
    std::size_t length = rest_[1];
    if (length >= 0x80) {
      const std::size_t length_bytes = length & 0x7fU;
      if (length_bytes < 1 || length_bytes > 2 || rest_.size() < 2 + length_bytes) {
        return std::nullopt;
      }
      length = 0;
      for (std::size_t i = 0; i < length_bytes; ++i) length = length << 8U | rest_[2 + i];
      const bool minimal = length >= (length_bytes == 1 ? 0x80U : 0x100U);
      if (!minimal) return std::nullopt;
      header += length_bytes;
    }
    if (rest_.size() - header < length) return std::nullopt;
    const BytesView content = rest_.subspan(header, length);
    rest_ = rest_.subspan(header + length);
    return content;
  }

  // A positive integer, with the zero that DER puts before a high bit.
  [[nodiscard]] std::optional<BytesView> take_number() {
    const std::optional<BytesView> content = take(tag_integer);
    if (!content || content->empty() || (content->front() & 0x80U) != 0) return std::nullopt;
    return content;
  }

 private:
  BytesView rest_;
};

// RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER }
std::optional<RsaNumbers> parse_pkcs1(BytesView der) {
  DerReader outer(der);
  const std::optional<BytesView> sequence = outer.take(tag_sequence);
  if (!sequence || !outer.at_end()) return std::nullopt;
  DerReader inner(*sequence);
  const std::optional<BytesView> n = inner.take_number();
  const std::optional<BytesView> e = n ? inner.take_number() : std::nullopt;
  if (!e || !inner.at_end()) return std::nullopt;
  return RsaNumbers{*n, *e};
}

// SubjectPublicKeyInfo ::= SEQUENCE { SEQUENCE { OID, NULL }, BIT STRING of the above }
std::optional<RsaNumbers> parse_spki(BytesView der) {
  DerReader outer(der);
  const std::optional<BytesView> sequence = outer.take(tag_sequence);
  if (!sequence || !outer.at_end()) return std::nullopt;
  DerReader inner(*sequence);
  const std::optional<BytesView> algorithm = inner.take(tag_sequence);
  if (!algorithm || !std::ranges::equal(*algorithm, rsa_algorithm)) return std::nullopt;
  const std::optional<BytesView> bits = inner.take(tag_bit_string);
  // The first byte counts the unused bits at the end.
  if (!bits || !inner.at_end() || bits->empty() || bits->front() != 0) return std::nullopt;
  return parse_pkcs1(bits->subspan(1));
}

// The text between the two lines that name `label`.
std::optional<std::string_view> armoured(std::string_view pem, std::string_view label) {
  const std::string begin = "-----BEGIN " + std::string(label) + "-----";
  const std::string end = "-----END " + std::string(label) + "-----";
  const std::size_t from = pem.find(begin);
  if (from == std::string_view::npos) return std::nullopt;
  const std::string_view rest = pem.substr(from + begin.size());
  const std::size_t to = rest.find(end);
  if (to == std::string_view::npos) return std::nullopt;
  return rest.substr(0, to);
}

bool decode_base64(std::string_view text, Bytes& out) {
  out.resize(text.size() / 4 * 3 + 3);
  std::size_t size = 0;
  const char* stop = nullptr;
  const int done = sodium_base642bin(out.data(), out.size(), text.data(), text.size(), " \t\r\n",
                                     &size, &stop, sodium_base64_VARIANT_ORIGINAL);
  if (done != 0 || stop != text.data() + text.size()) return false;
  out.resize(size);
  return true;
}

}  // namespace

std::optional<RsaNumbers> parse_rsa_pem(std::string_view pem, Bytes& der) {
  if (pem.size() > max_pem_size) return std::nullopt;
  if (const auto text = armoured(pem, "RSA PUBLIC KEY")) {
    return decode_base64(*text, der) ? parse_pkcs1(der) : std::nullopt;
  }
  if (const auto text = armoured(pem, "PUBLIC KEY")) {
    return decode_base64(*text, der) ? parse_spki(der) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace strata::crypto
