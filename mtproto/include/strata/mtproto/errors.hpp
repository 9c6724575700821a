// The error codes of the protocol layer.
#pragma once

#include "strata/base/error.hpp"

#include <cstdint>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace strata::mtproto {

/// What can go wrong between the byte stream and the typed call. The comment says how the caller
/// reacts; the words in capitals are those of the protocol rules: CLOSE this connection (key and
/// session stay), ABORT-HS the handshake (a new attempt starts from a new nonce).
enum class Errc {
  // Misuse by the program.
  invalid_argument = 1,  ///< an option contradicts another or is out of its range
  packet_too_large,      ///< the packet to send is over `limits::max_packet_sent`
  request_under_way,     ///< HTTP: the answer to the last packet has to come first

  // What a person typed: say it and ask again.
  wrong_proxy_secret,        ///< no secret: too short, or not in a form that secrets have
  unsupported_proxy_secret,  ///< a secret of a kind that is not known
  bad_proxy_link,            ///< no link to a proxy, or one with parts missing or out of range

  // Transports: CLOSE.
  frame_length,  ///< a length that this framing cannot have: zero, overlong form, not divisible by
                 ///< 4
  frame_too_large,         ///< a received frame is over the cap
  frame_sequence,          ///< full framing: not the next sequence number
  frame_checksum,          ///< full framing: wrong CRC-32
  frame_too_slow,          ///< a started frame does not make progress
  frame_flood,             ///< too many frames that mean nothing
  obfuscation_failed,      ///< the random source gives no usable obfuscation header
  proxy_handshake_failed,  ///< fake TLS: the proxy does not prove that it knows the secret
  preamble_timeout,        ///< what precedes the transport was not over in time
  bad_record,              ///< fake TLS: a record of another kind, or over the cap
  bad_http,                ///< HTTP: a response that is none, or over the limits
  websocket_refused,       ///< the server does not accept the upgrade to a WebSocket
  bad_websocket_frame,     ///< a WebSocket frame that a server may not send, or over the cap
  peer_closes,             ///< the server has announced the end of the connection

  // Key exchange: ABORT-HS.
  malformed,                ///< an answer does not parse, or declares an impossible length
  unexpected_message,       ///< a message that this step does not wait for
  nonce_mismatch,           ///< nonce or server_nonce differ from this attempt's
  unknown_server_key,       ///< no RSA key of ours was offered; detail: UnknownServerKey
  bad_pq,                   ///< pq is no product of two different odd primes in range
  rsa_failed,               ///< the inner data could not be encrypted with the server's key
  bad_length,               ///< encrypted_answer has an impossible length
  answer_hash_mismatch,     ///< the decrypted DH parameters are damaged or not for us
  prime_size,               ///< dh_prime has not exactly 2048 bits
  not_safe_prime,           ///< dh_prime or (dh_prime - 1) / 2 is composite
  bad_generator,            ///< g does not generate the right subgroup of this prime
  g_a_range,                ///< the server's g_a is outside the safe range
  g_b_range,                ///< no exponent gave a g_b inside the safe range
  dh_params_refused,        ///< server_DH_params_fail with a correct hash
  new_nonce_hash_mismatch,  ///< the answer does not prove that the server has the same key
  dh_gen_failed,            ///< dh_gen_fail with a correct hash
  too_many_dh_retries,      ///< dh_gen_retry over and over
  auth_key_unusable,        ///< the key's id is zero, which means "no key", or that of a known key
  handshake_timeout,        ///< the step's share of the deadline has passed

  // Received packets of a session: CLOSE.
  packet_length,        ///< shorter than any message, or not whole cipher blocks
  unexpected_plain,     ///< an unencrypted message although the key exists
  unknown_auth_key,     ///< the packet is under another key than ours
  msg_key_mismatch,     ///< the packet is damaged or not from the server
  bad_message_length,   ///< the length field or the padding it leaves is impossible
  foreign_session,      ///< the message belongs to another session
  bad_msg_id,           ///< not an id that a server gives
  malformed_message,    ///< a container or service message does not parse
  bad_gzip,             ///< compressed data is damaged, incomplete or followed by junk
  inflated_too_large,   ///< decompresses to more than `limits::max_inflated`
  salt_storm,           ///< the server refuses one salt after the other; back off
  too_many_rejections,  ///< the server refuses one session after the other; back off
  unwanted_answers,     ///< the server keeps answering calls that nobody made
  connection_dead,      ///< nothing received since the last ping
  events_not_taken,     ///< on_packet before the events of the last packet were taken

  // Calls of a session: the one call fails.
  overloaded,        ///< too many calls wait; try again later
  unknown_outcome,   ///< the server may or may not have executed it, and repeating could do harm
  message_rejected,  ///< the server refuses the message again and again
  call_dropped,      ///< the server gave the call up
  session_closed,    ///< the session was closed by its owner

  // Forward secrecy.
  binding_failed,      ///< several temporary keys in a row could not be made and bound; back off
  permanent_key_lost,  ///< the server does not know the permanent key any more
};

/// The category of Errc; its name is "strata.mtproto".
[[nodiscard]] const std::error_category& error_category() noexcept;

[[nodiscard]] std::error_code make_error_code(Errc code) noexcept;

/// Detail of Errc::unknown_server_key: what the server offered.
class UnknownServerKey : public ErrorDetail {
 public:
  UnknownServerKey(std::string message, std::vector<std::uint64_t> offered)
      : ErrorDetail(std::move(message)), offered_(std::move(offered)) {}

  /// The offered fingerprints, at most `limits::max_offered_fingerprints` of them.
  [[nodiscard]] const std::vector<std::uint64_t>& offered() const noexcept { return offered_; }

 private:
  std::vector<std::uint64_t> offered_;
};

}  // namespace strata::mtproto

template <>
struct std::is_error_code_enum<strata::mtproto::Errc> : std::true_type {};
