// Encrypts and opens packets in groups, each step for the whole group.
#include "strata/crypto/message_batch.hpp"

#include "aes/ige_lanes.hpp"
#include "digest/sha256_many.hpp"
#include "message/packet_parts.hpp"
#include "wipe.hpp"

#include <cstdlib>

namespace strata::crypto {
namespace {

// Two packets are opened faster one after the other: a single one is hashed while it is decrypted.
constexpr std::size_t least_opened_together = 3;
// And so are two short ones encrypted.
constexpr std::size_t least_bytes_of_two = 512;

// Up to `max_lanes` whole packets and what is derived for them.
class Group {
 public:
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool full() const noexcept { return size_ == max_lanes; }
  void clear() noexcept { size_ = 0; }

  void add(const AuthKey& key, Direction direction, MutableBytes packet) noexcept {
    packets_[size_++] = {&key, direction, packet};
  }

  [[nodiscard]] const Sha256Digest& msg_key_large(std::size_t i) const noexcept {
    return large_[i];
  }
  [[nodiscard]] MutableBytes content(std::size_t i) const noexcept {
    return packets_[i].bytes.subspan(packet_header_size);
  }
  [[nodiscard]] MsgKey msg_key(std::size_t i) const noexcept {
    return packets_[i].bytes.subspan<msg_key_at, 16>();
  }

  // All contents with their prefixes.
  void hash() noexcept {
    std::array<PrefixedText, max_lanes> texts;
    for (std::size_t i = 0; i < size_; ++i) {
      texts[i] = {hash_prefix(*packets_[i].key, packets_[i].direction).data(), content(i)};
    }
    sha256_many(std::span(texts).first(size_), large_.data());
  }

  void write_headers() noexcept {
    for (std::size_t i = 0; i < size_; ++i) {
      write_packet_header(*packets_[i].key, large_[i], packets_[i].bytes.data());
    }
  }

  // Turns all contents into their other form by the msg_keys in the headers.
  void run_cipher(bool encrypting) noexcept {
    std::array<KeyRequest, max_lanes> requests;
    std::array<IgeLane, max_lanes> lanes;
    for (std::size_t i = 0; i < size_; ++i) {
      const Packet& packet = packets_[i];
      requests[i] = {packet.key, packet.direction, msg_key(i).data(), &keys_[i]};
      std::uint8_t* const data = content(i).data();
      lanes[i] = {keys_[i].key.data(), keys_[i].iv.data(), data, data,
                  content(i).size() / cipher_block_size};
    }
    message_keys_many(std::span(requests).first(size_));
    ige_lanes(std::span(lanes).first(size_), encrypting);
  }

 private:
  struct Packet {
    const AuthKey* key = nullptr;
    Direction direction = Direction::client_to_server;
    MutableBytes bytes;
  };

  std::size_t size_ = 0;
  std::array<Packet, max_lanes> packets_;
  std::array<MessageKeys, max_lanes> keys_;
  std::array<Sha256Digest, max_lanes> large_;
};

bool faster_one_by_one(std::span<const OutgoingMessage> messages) noexcept {
  if (messages.size() > 2) return false;
  std::size_t bytes = 0;
  for (const OutgoingMessage& message : messages) bytes += message.packet.size();
  return messages.size() < 2 || bytes < least_bytes_of_two;
}

// `last` is the message behind the group's.
void encrypt_group(Group& group, OutgoingMessage* last) noexcept {
  group.hash();
  group.write_headers();
  group.run_cipher(true);
  OutgoingMessage* const first = last - group.size();
  for (std::size_t i = 0; i < group.size(); ++i) {
    first[i].quick_ack_token = token_of(group.msg_key_large(i));
  }
  group.clear();
}

void open_one(IncomingMessage& message) {
  const auto opened = decrypt_message(message.key, message.direction, message.packet);
  message.plaintext = opened ? std::optional(*opened) : std::nullopt;
}

void open_group(Group& group, const std::array<IncomingMessage*, max_lanes>& messages) {
  if (group.size() < least_opened_together || lanes_kernel() == nullptr) {
    for (IncomingMessage* message : std::span(messages).first(group.size())) open_one(*message);
    return group.clear();
  }
  group.run_cipher(false);
  group.hash();
  for (std::size_t i = 0; i < group.size(); ++i) {
    const bool own = constant_time_equal(middle(group.msg_key_large(i)), group.msg_key(i));
    if (own) {
      messages[i]->plaintext = group.content(i);
    } else {
      wipe(messages[i]->packet);
    }
  }
  group.clear();
}

}  // namespace

void encrypt_messages(std::span<OutgoingMessage> messages) {
  if (faster_one_by_one(messages)) {
    for (OutgoingMessage& message : messages) {
      message.quick_ack_token = encrypt_message(message.key, message.direction, message.packet);
    }
    return;
  }
  const BurnDeepStackOnExit burn;
  Group group;
  for (OutgoingMessage& message : messages) {
    const std::size_t size = message.packet.size();
    if (size == 0 || size % cipher_block_size != 0) std::abort();
    message.packet.prepend(packet_header_size);
    group.add(message.key, message.direction, message.packet.bytes());
    if (group.full()) encrypt_group(group, &message + 1);
  }
  if (group.size() != 0) encrypt_group(group, messages.data() + messages.size());
}

void decrypt_messages(std::span<IncomingMessage> messages) {
  if (messages.size() < least_opened_together) {
    for (IncomingMessage& message : messages) open_one(message);
    return;
  }
  const BurnDeepStackOnExit burn;
  Group group;
  std::array<IncomingMessage*, max_lanes> members{};
  for (IncomingMessage& message : messages) {
    message.plaintext.reset();
    if (!looks_openable(message.key, message.packet)) {
      wipe(message.packet);
      continue;
    }
    members[group.size()] = &message;
    group.add(message.key, message.direction, message.packet);
    if (group.full()) open_group(group, members);
  }
  open_group(group, members);
}

}  // namespace strata::crypto
