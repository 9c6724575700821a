// Fuzzer of batches: whatever their number and lengths, the same as one packet after the other.
#include "strata/crypto/message_batch.hpp"

#include <algorithm>
#include <cstdlib>
#include <deque>

namespace {

using namespace strata;

const crypto::AuthKey& key() {
  static const crypto::AuthKey fixed = *crypto::AuthKey::from_bytes(Bytes(256, 7));
  return fixed;
}

// A byte says how many blocks the next content has; 0 ends the list.
std::vector<Bytes> contents_of(BytesView input) {
  std::vector<Bytes> contents;
  while (!input.empty() && input[0] != 0 && contents.size() < 40) {
    Bytes content(std::size_t{16} * input[0]);
    input = input.subspan(1);
    const BytesView given = input.first(std::min(input.size(), content.size()));
    std::copy(given.begin(), given.end(), content.begin());
    input = input.subspan(given.size());
    contents.push_back(std::move(content));
  }
  return contents;
}

constexpr crypto::Direction direction = crypto::Direction::server_to_client;

void encrypt_and_open(const std::vector<Bytes>& contents) {
  std::deque<Buffer> packets;
  std::vector<crypto::OutgoingMessage> outgoing;
  for (const Bytes& content : contents) {
    packets.emplace_back().append(content);
    outgoing.push_back({key(), direction, packets.back()});
  }
  crypto::encrypt_messages(outgoing);
  std::vector<crypto::IncomingMessage> incoming;
  for (std::size_t i = 0; i < contents.size(); ++i) {
    Buffer alone;
    alone.append(contents[i]);
    const std::uint32_t token = crypto::encrypt_message(key(), direction, alone);
    if (token != outgoing[i].quick_ack_token ||
        !std::ranges::equal(alone.bytes(), packets[i].bytes())) {
      std::abort();
    }
    incoming.push_back({key(), direction, packets[i].bytes()});
  }
  crypto::decrypt_messages(incoming);
  for (std::size_t i = 0; i < contents.size(); ++i) {
    const bool long_enough = contents[i].size() >= crypto::min_ciphertext_size;
    if (incoming[i].plaintext.has_value() != long_enough) std::abort();
    if (long_enough && !std::ranges::equal(*incoming[i].plaintext, contents[i])) std::abort();
  }
}

// Nobody without the key can make a packet that opens.
void refuse_foreign(std::vector<Bytes> packets) {
  std::vector<crypto::IncomingMessage> incoming;
  for (Bytes& packet : packets) {
    packet.insert(packet.end(), 8, std::uint8_t{1});  // 24 in front of whole blocks
    store_le(packet.data(), key().id());
    incoming.push_back({key(), direction, packet});
  }
  crypto::decrypt_messages(incoming);
  for (const crypto::IncomingMessage& message : incoming) {
    if (message.plaintext) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::vector<Bytes> contents = contents_of({data, size});
  encrypt_and_open(contents);
  refuse_foreign(contents);
  return 0;
}
