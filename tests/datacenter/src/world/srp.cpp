// The server's half of SRP, the protocol of two-step verification.
#include "strata/datacenter/world/srp.hpp"

#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/sha.h>

#include <algorithm>
#include <initializer_list>
#include <memory>
#include <new>

namespace strata::datacenter {
namespace {

constexpr std::size_t number_size = 256;
constexpr int password_rounds = 100'000;

struct BignumFree {
  void operator()(BIGNUM* number) const { BN_clear_free(number); }
};
struct ContextFree {
  void operator()(BN_CTX* context) const { BN_CTX_free(context); }
};
using Bignum = std::unique_ptr<BIGNUM, BignumFree>;
using BignumContext = std::unique_ptr<BN_CTX, ContextFree>;

Bignum checked(BIGNUM* number) {
  if (number == nullptr) throw std::bad_alloc();
  return Bignum(number);
}

Bignum to_number(BytesView bytes) {
  return checked(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
}

// Spec: core.telegram.org/api/srp: all numbers are hashed as 256 bytes, big-endian.
Bytes to_bytes(const BIGNUM* number) {
  Bytes bytes(number_size);
  BN_bn2binpad(number, bytes.data(), static_cast<int>(bytes.size()));
  return bytes;
}

Bytes padded(BytesView number) {
  Bytes bytes(number_size);
  const std::size_t size = std::min(number.size(), number_size);
  std::ranges::copy(number.last(size), bytes.end() - static_cast<std::ptrdiff_t>(size));
  return bytes;
}

Bytes padded(int number) {
  const std::array<std::uint8_t, 1> byte{static_cast<std::uint8_t>(number)};
  return padded(BytesView(byte));
}

Bytes sha256(std::initializer_list<BytesView> parts) {
  Bytes joined;
  for (const BytesView part : parts) append(joined, part);
  Bytes digest(SHA256_DIGEST_LENGTH);
  SHA256(joined.data(), joined.size(), digest.data());
  return digest;
}

// The arithmetic modulo p that SRP needs.
class Field {
 public:
  explicit Field(BytesView p) : p_(to_number(p)), context_(BN_CTX_new()) {
    if (!context_) throw std::bad_alloc();
  }

  Bignum power(const BIGNUM* base, const BIGNUM* exponent) const {
    Bignum result = checked(BN_new());
    BN_mod_exp(result.get(), base, exponent, p_.get(), context_.get());
    return result;
  }
  Bignum product(const BIGNUM* a, const BIGNUM* b) const {
    Bignum result = checked(BN_new());
    BN_mod_mul(result.get(), a, b, p_.get(), context_.get());
    return result;
  }
  Bignum sum(const BIGNUM* a, const BIGNUM* b) const {
    Bignum result = checked(BN_new());
    BN_mod_add(result.get(), a, b, p_.get(), context_.get());
    return result;
  }
  // 1 < number < p − 1
  bool holds(const BIGNUM* number) const {
    const Bignum last = checked(BN_dup(p_.get()));
    BN_sub_word(last.get(), 1);
    return BN_cmp(number, BN_value_one()) > 0 && BN_cmp(number, last.get()) < 0;
  }

 private:
  Bignum p_;
  BignumContext context_;
};

}  // namespace

const Bytes& srp_prime() {
  static const Bytes prime = *from_hex(
      "c71caeb9c6b1c9048e6c522f70f13f73980d40238e3e21c14934d037563d930f"
      "48198a0aa7c14058229493d22530f4dbfa336f6e0ac925139543aed44cce7c37"
      "20fd51f69458705ac68cd4fe6b6b13abdc9746512969328454f18faf8c595f64"
      "2477fe96bb2a941d5bcd1d4ac8cc49880708fa9b378e3c4f3a9060bee67cf9a4"
      "a4a695811051907e162753b56b0f6b410dba74d8a84b2a14b3144e0ef1284754"
      "fd17ed950d5965b4b9dd46582db1178d169c6bc465b0d6ff9ca3928fef5b9ae4"
      "e418fc15e83ebea0f87fa9ff5eed70050ded2849f47bf959d956850ce929851f"
      "0d8115f635b105ee2e4e15d04b2454bf6f4fadf034b10403119cd8e3b92fcc5b");
  return prime;
}

Bytes srp_password_hash(std::string_view password, BytesView salt1, BytesView salt2) {
  const Bytes inner = sha256({salt1, as_bytes(password), salt1});
  const Bytes first = sha256({salt2, inner, salt2});
  Bytes stretched(SHA512_DIGEST_LENGTH);
  PKCS5_PBKDF2_HMAC(as_text(first).data(), static_cast<int>(first.size()), salt1.data(),
                    static_cast<int>(salt1.size()), password_rounds, EVP_sha512(),
                    static_cast<int>(stretched.size()), stretched.data());
  return sha256({salt2, stretched, salt2});
}

SrpRecord make_srp_record(std::string_view password, Bytes salt1, Bytes salt2) {
  SrpRecord record;
  record.salt1 = std::move(salt1);
  record.salt2 = std::move(salt2);
  record.p = srp_prime();
  const Field field(record.p);
  const Bignum x = to_number(srp_password_hash(password, record.salt1, record.salt2));
  const Bignum g = to_number(padded(record.g));
  record.verifier = to_bytes(field.power(g.get(), x.get()).get());
  return record;
}

Bytes srp_challenge(const SrpRecord& record, BytesView b) {
  const Field field(record.p);
  const Bignum k = to_number(sha256({record.p, padded(record.g)}));
  const Bignum v = to_number(record.verifier);
  const Bignum g = to_number(padded(record.g));
  const Bignum secret = to_number(b);
  const Bignum masked = field.product(k.get(), v.get());
  return to_bytes(field.sum(masked.get(), field.power(g.get(), secret.get()).get()).get());
}

std::optional<Bytes> srp_expected_answer(const SrpRecord& record, BytesView b, BytesView challenge,
                                         BytesView a) {
  if (a.empty() || a.size() > number_size) return std::nullopt;
  const Field field(record.p);
  const Bytes a_bytes = padded(a);
  const Bignum client = to_number(a_bytes);
  if (!field.holds(client.get())) return std::nullopt;

  // Spec: core.telegram.org/api/srp#checking-the-password-with-srp (D-04)
  const Bignum u = to_number(sha256({a_bytes, challenge}));
  const Bignum v = to_number(record.verifier);
  const Bignum secret = to_number(b);
  const Bignum base = field.product(client.get(), field.power(v.get(), u.get()).get());
  const Bytes key = sha256({to_bytes(field.power(base.get(), secret.get()).get())});

  Bytes mask = sha256({record.p});
  const Bytes generator_hash = sha256({padded(record.g)});
  std::ranges::transform(mask, generator_hash, mask.begin(), std::bit_xor<std::uint8_t>());
  return sha256({mask, sha256({record.salt1}), sha256({record.salt2}), a_bytes, challenge, key});
}

bool is_legal_verifier(BytesView verifier, BytesView p) {
  return verifier.size() == number_size && Field(p).holds(to_number(verifier).get());
}

}  // namespace strata::datacenter
