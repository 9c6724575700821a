// MTProto 2.0 encryption of several packets at once: the same bytes as one by one, in less time.
#pragma once

#include "strata/crypto/message_cipher.hpp"

#include <optional>

namespace strata::crypto {

/// One packet to encrypt. See `encrypt_message` for what `packet` holds before and after.
struct OutgoingMessage {
  const AuthKey& key;
  Direction direction;
  Buffer& packet;
  /// Filled by `encrypt_messages`.
  std::uint32_t quick_ack_token = 0;
};

/// Encrypts all packets in place, each with its own key. A packet is a chain in which every step
/// waits for the one before, so several of them side by side cost little more than one: eight take
/// about a third of the time that they take one after another. Lengths may differ; a group of
/// eight neighbours takes as long as its longest member, so give packets of like size together.
///
/// All buffers are different. A content that `encrypt_message` would not take ends the process.
///
/// Spec: core.telegram.org/mtproto/description#defining-aes-key-and-initialization-vector (B-01)
void encrypt_messages(std::span<OutgoingMessage> messages);

/// One packet to open. See `decrypt_message` for what `packet` holds before and after.
struct IncomingMessage {
  const AuthKey& key;
  Direction direction;
  MutableBytes packet;
  /// Filled by `decrypt_messages`: the plaintext, a view into `packet`, or nothing when the packet
  /// does not open; it holds zeros then.
  std::optional<MutableBytes> plaintext = std::nullopt;
};

/// Opens all packets in place. What `decrypt_message` promises holds for each of them: a packet
/// that does not open says nothing of the reason, does not touch the others, and nothing in a
/// plaintext is looked at before all msg_keys have been compared in constant time (B-04, B-05).
void decrypt_messages(std::span<IncomingMessage> messages);

}  // namespace strata::crypto
