// The proxy's half of fake TLS, for tests.
#include "mtproto/transport/fake_tls_server.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <stdexcept>

namespace strata::mtproto::transport_test {
namespace {

constexpr std::size_t random_offset = 11;
constexpr std::size_t random_size = 32;

// A strict reader of TLS lists: whatever does not fit exactly throws.
class Reader {
 public:
  explicit Reader(BytesView bytes) : bytes_(bytes) {}

  std::size_t number(std::size_t width) {
    std::size_t value = 0;
    for (const std::uint8_t byte : take(width)) value = value << 8U | byte;
    return value;
  }
  BytesView take(std::size_t count) {
    if (count > bytes_.size()) throw std::runtime_error("a list ends too early");
    const BytesView part = bytes_.first(count);
    bytes_ = bytes_.subspan(count);
    return part;
  }
  Reader sized(std::size_t width) { return Reader(take(number(width))); }
  [[nodiscard]] bool at_end() const { return bytes_.empty(); }
  [[nodiscard]] BytesView rest() const { return bytes_; }
  void end() const {
    if (!at_end()) throw std::runtime_error("a list has more than it should");
  }

 private:
  BytesView bytes_;
};

void expect(bool holds, const char* what) {
  if (!holds) throw std::runtime_error(what);
}

void read_extension(unsigned type, Reader content, HelloSeen& seen) {
  if (type == 0) {
    Reader list = content.sized(2);
    expect(list.number(1) == 0, "a name that is no host name");
    Reader name = list.sized(2);
    seen.domain = as_text(name.rest());
    list.end();
  } else if (type == 10) {
    for (Reader list = content.sized(2); !list.at_end();) {
      seen.groups.push_back(static_cast<unsigned>(list.number(2)));
    }
  } else if (type == 51) {
    for (Reader list = content.sized(2); !list.at_end();) {
      const auto group = static_cast<unsigned>(list.number(2));
      seen.shares.emplace_back(group, list.sized(2).rest().size());
    }
  } else {
    return;
  }
  content.end();
}

HelloSeen parse(BytesView hello) {
  HelloSeen seen;
  Reader all(hello);
  expect(all.number(1) == 0x16 && all.number(2) == 0x0301, "no handshake record");
  Reader record = all.sized(2);
  all.end();
  expect(record.number(1) == 1, "no ClientHello");
  Reader body = record.sized(3);
  record.end();
  expect(body.number(2) == 0x0303, "not TLS 1.2");
  const BytesView random = body.take(random_size);
  seen.random.assign(random.begin(), random.end());
  const BytesView id = body.sized(1).rest();
  seen.session_id.assign(id.begin(), id.end());
  for (Reader list = body.sized(2); !list.at_end();) {
    seen.ciphers.push_back(static_cast<unsigned>(list.number(2)));
  }
  expect(body.number(1) == 1 && body.number(1) == 0, "a compression method");
  Reader extensions = body.sized(2);
  body.end();
  while (!extensions.at_end()) {
    const auto type = static_cast<unsigned>(extensions.number(2));
    seen.extensions.push_back(type);
    read_extension(type, extensions.sized(2), seen);
  }
  return seen;
}

}  // namespace

std::optional<HelloSeen> FakeTlsServer::accept(BytesView hello, std::uint32_t now) const {
  HelloSeen seen = parse(hello);
  Bytes blank(hello.begin(), hello.end());
  std::fill_n(blank.begin() + random_offset, random_size, std::uint8_t{0});
  Bytes expected = digest(blank);
  if (!std::equal(expected.begin(), expected.end() - 4, seen.random.begin())) return std::nullopt;
  seen.unix_seconds = load_le<std::uint32_t>(expected.data() + 28) ^
                      load_le<std::uint32_t>(seen.random.data() + 28);
  const std::uint64_t time = seen.unix_seconds;
  if (time + std::uint64_t{20 * 60} < now || time > now + std::uint64_t{10 * 60}) {
    return std::nullopt;
  }
  return seen;
}

Bytes FakeTlsServer::digest(BytesView data) const {
  Bytes result(32);
  unsigned size = 0;
  HMAC(EVP_sha256(), secret_.data(), static_cast<int>(secret_.size()), data.data(), data.size(),
       result.data(), &size);
  return result;
}

Bytes FakeTlsServer::sign(Bytes answer, BytesView client_random) const {
  Bytes signed_data(client_random.begin(), client_random.end());
  append(signed_data, answer);
  const Bytes proof = digest(signed_data);
  std::ranges::copy(proof, answer.begin() + random_offset);
  return answer;
}

Bytes FakeTlsServer::answer(BytesView client_random, int hello_records,
                            std::size_t data_size) const {
  Bytes hello{0x02, 0, 0, 0x76, 3, 3};
  hello.resize(122, 0x5a);
  std::fill_n(hello.begin() + 6, random_size, std::uint8_t{0});
  Bytes all = tls_record(0x16, hello);
  for (int i = 1; i < hello_records; ++i) append(all, tls_record(0x16, Bytes{0x0b, 0, 0, 0}));
  append(all, tls_record(0x14, Bytes{1}));
  append(all, tls_record(0x17, Bytes(data_size, 0xa5)));
  return sign(std::move(all), client_random);
}

Bytes tls_header(std::uint8_t type, std::size_t length) {
  return {type, 3, 3, static_cast<std::uint8_t>(length >> 8U), static_cast<std::uint8_t>(length)};
}

Bytes tls_record(std::uint8_t type, BytesView data) {
  Bytes record = tls_header(type, data.size());
  append(record, data);
  return record;
}

ClientRecords read_client_records(BytesView stream) {
  ClientRecords seen;
  Reader all(stream);
  while (!all.at_end()) {
    const std::size_t type = all.number(1);
    expect(all.number(2) == 0x0303, "a record of another version");
    const BytesView data = all.sized(2).rest();
    if (type == 0x14) {
      expect(seen.sizes.empty() && data.size() == 1 && data[0] == 1, "a change of cipher");
      seen.began_with_cipher_change = true;
      continue;
    }
    expect(type == 0x17 && !data.empty(), "a record without data");
    seen.sizes.push_back(data.size());
    append(seen.data, data);
  }
  return seen;
}

}  // namespace strata::mtproto::transport_test
