// The records of fake TLS.
#include "transport/fake_tls_transport.hpp"

#include "strata/mtproto/errors.hpp"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

namespace strata::mtproto {
namespace {

// Cuts `packet` into records, from the end so that every byte moves once.
void split_into_records(Buffer& packet) {
  constexpr std::size_t most = limits::max_tls_record_sent;
  const std::size_t size = packet.size();
  const std::size_t records = (size + most - 1) / most;
  packet.append((records - 1) * tls_header_size);
  for (std::size_t i = records; i-- > 1;) {
    const std::size_t length = std::min(most, size - i * most);
    std::uint8_t* const header = packet.data() + i * most + (i - 1) * tls_header_size;
    std::memmove(header + tls_header_size, packet.data() + i * most, length);
    write_tls_header(header, TlsRecordType::application_data, length);
  }
  write_tls_header(packet.prepend(tls_header_size).data(), TlsRecordType::application_data,
                   std::min(most, size));
}

Error bad_record(std::string what) { return Error(Errc::bad_record, std::move(what)); }

}  // namespace

// Spec: our rule C-16
Status FakeTlsTransport::wrap(Buffer& packet, bool request_quick_ack) {
  if (Status framed = inner().wrap(packet, request_quick_ack); !framed) return framed;
  split_into_records(packet);
  if (std::exchange(opening_due_, false)) {
    std::ranges::copy(change_cipher_spec_record,
                      packet.prepend(change_cipher_spec_record.size()).begin());
  }
  return {};
}

void FakeTlsTransport::on_header(BytesView header) {
  const std::size_t length = tls_length(header.data());
  const bool is_data = is_tls_header(header.data(), TlsRecordType::application_data);
  const bool is_cipher_change = is_tls_header(header.data(), TlsRecordType::change_cipher_spec);
  if (!is_data && !(is_cipher_change && length == 1)) {
    return refuse(bad_record("the proxy sends a TLS record of type " + std::to_string(header[0]) +
                             " where only data belongs"));
  }
  if (length > limits::max_tls_record_received) {
    return refuse(
        bad_record("a TLS record of " + std::to_string(length) + " bytes is over the limit"));
  }
  expect(is_data ? Content::stream : Content::control, length);
  count(is_data && length > 0, "the proxy sends TLS records");
}

void FakeTlsTransport::on_control(BytesView piece, bool) {
  if (piece.front() == change_cipher_spec_record.back()) return;
  refuse(bad_record("the proxy sends a damaged change of cipher"));
}

}  // namespace strata::mtproto
