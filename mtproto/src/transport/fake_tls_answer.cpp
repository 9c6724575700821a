// The proxy's answer to the hello of fake TLS.
#include "transport/fake_tls_answer.hpp"

#include "transport/tls_record.hpp"

#include "strata/crypto/fake_tls.hpp"
#include "strata/mtproto/errors.hpp"

#include <algorithm>
#include <string>

namespace strata::mtproto {
namespace {

// Type, version, length; then handshake type and length, version, random.
constexpr std::size_t min_server_hello = hello_random_offset + hello_random_size - tls_header_size;

::tl::unexpected<Error> refuse(std::string_view why) {
  return fail(Errc::proxy_handshake_failed,
              "the proxy handshake failed: " + std::string(why) + std::string(fake_tls_advice));
}

}  // namespace

// Spec: our rule C-15
Result<PreambleProgress> FakeTlsAnswer::take(BytesView received) {
  std::size_t used = 0;
  while (!is_complete_ && used < received.size()) {
    Result<std::size_t> wanted = record_size();
    if (!wanted) return fail(std::move(wanted).error());
    const std::size_t missing = record_start_ + *wanted - answer_.size();
    const std::size_t count = std::min(missing, received.size() - used);
    append(answer_, received.subspan(used, count));
    used += count;

    wanted = record_size();
    if (!wanted) return fail(std::move(wanted).error());
    if (answer_.size() - record_start_ < *wanted) continue;
    if (Status fits = end_record(BytesView(answer_).subspan(record_start_)); !fits) {
      return fail(std::move(fits).error());
    }
    record_start_ = answer_.size();
  }
  return PreambleProgress{used, is_complete_};
}

// The size of the record under way as far as it is known: first that of its header.
Result<std::size_t> FakeTlsAnswer::record_size() const {
  if (answer_.size() - record_start_ < tls_header_size) return tls_header_size;
  const std::uint8_t* const header = answer_.data() + record_start_;
  if (header[0] == static_cast<std::uint8_t>(TlsRecordType::alert)) {
    return refuse("it answers with a TLS alert");
  }
  if (!is_expected(header)) return refuse("it answers with something else than a proxy's hello");
  const std::size_t size = tls_header_size + tls_length(header);
  if (record_start_ + size > limits::max_tls_answer) return refuse("its answer is too long");
  return size;
}

bool FakeTlsAnswer::is_expected(const std::uint8_t* header) const {
  const std::size_t length = tls_length(header);
  const bool is_handshake = is_tls_header(header, TlsRecordType::handshake);
  switch (expects_) {
    case Expects::server_hello:
      return is_handshake && length >= min_server_hello;
    case Expects::hello_or_cipher_change:
      return (is_handshake && length > 0) ||
             (is_tls_header(header, TlsRecordType::change_cipher_spec) && length == 1);
    case Expects::application_data:
      return is_tls_header(header, TlsRecordType::application_data);
  }
  return false;
}

Status FakeTlsAnswer::end_record(BytesView record) {
  if (is_tls_header(record.data(), TlsRecordType::application_data)) {
    is_complete_ = true;
    return verify();
  }
  if (is_tls_header(record.data(), TlsRecordType::handshake)) {
    expects_ = Expects::hello_or_cipher_change;
    if (++hello_records_ > limits::max_tls_hello_records) return refuse("its hello has no end");
    return {};
  }
  if (!std::ranges::equal(record, change_cipher_spec_record)) {
    return refuse("its change of cipher is damaged");
  }
  expects_ = Expects::application_data;
  return {};
}

Status FakeTlsAnswer::verify() const {
  if (!crypto::is_fake_tls_answer(secret_, client_random_, answer_)) {
    return refuse("its answer does not prove that it knows the secret");
  }
  return {};
}

}  // namespace strata::mtproto
