// The texts of the protocol layer's error codes.
#include "strata/mtproto/errors.hpp"

namespace strata::mtproto {
namespace {

const char* text_of(Errc code) noexcept {
  switch (code) {
    case Errc::invalid_argument:
      return "an option is out of range or contradicts another";
    case Errc::packet_too_large:
      return "the packet is larger than servers accept";
    case Errc::request_under_way:
      return "the answer to the last packet has not come";
    case Errc::wrong_proxy_secret:
      return "the proxy secret is incomplete or mistyped";
    case Errc::unsupported_proxy_secret:
      return "the proxy secret is of an unknown kind";
    case Errc::bad_proxy_link:
      return "the proxy link cannot be used";
    case Errc::frame_length:
      return "a frame has a length that its framing cannot have";
    case Errc::frame_too_large:
      return "a received frame is larger than the limit";
    case Errc::frame_sequence:
      return "a frame is out of sequence";
    case Errc::frame_checksum:
      return "a frame is damaged";
    case Errc::frame_too_slow:
      return "a frame does not make progress";
    case Errc::frame_flood:
      return "too many frames without meaning";
    case Errc::obfuscation_failed:
      return "the random source is broken";
    case Errc::proxy_handshake_failed:
      return "the proxy handshake failed";
    case Errc::preamble_timeout:
      return "the connection was not set up in time";
    case Errc::bad_record:
      return "a TLS record that does not belong here";
    case Errc::bad_http:
      return "an HTTP response that cannot be used";
    case Errc::websocket_refused:
      return "the server does not open a WebSocket";
    case Errc::bad_websocket_frame:
      return "a WebSocket frame that a server may not send";
    case Errc::peer_closes:
      return "the server closes the connection";
    case Errc::malformed:
      return "a message cannot be parsed";
    case Errc::unexpected_message:
      return "a message that this step does not wait for";
    case Errc::nonce_mismatch:
      return "the answer belongs to another key exchange";
    case Errc::unknown_server_key:
      return "the server offers no RSA key that is known";
    case Errc::bad_pq:
      return "pq is not a product of two different odd primes";
    case Errc::rsa_failed:
      return "RSA encryption failed";
    case Errc::bad_length:
      return "the encrypted answer has an impossible length";
    case Errc::answer_hash_mismatch:
      return "the encrypted answer is damaged";
    case Errc::prime_size:
      return "the server's prime has not 2048 bits";
    case Errc::not_safe_prime:
      return "the server's prime is not a safe prime";
    case Errc::bad_generator:
      return "the server's generator does not fit its prime";
    case Errc::g_a_range:
      return "the server's public value is outside the safe range";
    case Errc::g_b_range:
      return "no public value inside the safe range was found";
    case Errc::dh_params_refused:
      return "the server refused the key exchange";
    case Errc::new_nonce_hash_mismatch:
      return "the server does not prove that it has the key";
    case Errc::dh_gen_failed:
      return "the server could not make the key";
    case Errc::too_many_dh_retries:
      return "the server asks for another exponent over and over";
    case Errc::auth_key_unusable:
      return "the key that was made has the id zero";
    case Errc::handshake_timeout:
      return "the key exchange took too long";
    case Errc::packet_length:
      return "a packet has a length that no message can have";
    case Errc::unexpected_plain:
      return "an unencrypted message although there is a key";
    case Errc::unknown_auth_key:
      return "a packet is under another key";
    case Errc::msg_key_mismatch:
      return "a packet is damaged or not from the server";
    case Errc::bad_message_length:
      return "a message's length and padding do not fit its packet";
    case Errc::foreign_session:
      return "a message belongs to another session";
    case Errc::bad_msg_id:
      return "a message has an id that no server gives";
    case Errc::malformed_message:
      return "a container or service message cannot be parsed";
    case Errc::bad_gzip:
      return "compressed data is damaged";
    case Errc::inflated_too_large:
      return "compressed data is larger than the limit once decompressed";
    case Errc::salt_storm:
      return "the server refuses one salt after the other; connect again later";
    case Errc::too_many_rejections:
      return "the server refuses one session after the other; connect again later";
    case Errc::unwanted_answers:
      return "the server answers calls that nobody made";
    case Errc::connection_dead:
      return "the server is silent; connect again";
    case Errc::events_not_taken:
      return "the events of the last packet were not taken";
    case Errc::overloaded:
      return "too many calls are waiting; try again later";
    case Errc::unknown_outcome:
      return "the server may or may not have executed the call";
    case Errc::message_rejected:
      return "the server refuses the message again and again";
    case Errc::call_dropped:
      return "the server gave the call up";
    case Errc::session_closed:
      return "the session is closed";
    case Errc::binding_failed:
      return "temporary keys cannot be made and bound";
    case Errc::permanent_key_lost:
      return "the server does not know the permanent key any more";
  }
  return "unknown protocol error";
}

class Category final : public std::error_category {
 public:
  const char* name() const noexcept override { return "strata.mtproto"; }
  std::string message(int code) const override { return text_of(static_cast<Errc>(code)); }
};

}  // namespace

const std::error_category& error_category() noexcept {
  static const Category category;
  return category;
}

std::error_code make_error_code(Errc code) noexcept {
  return {static_cast<int>(code), error_category()};
}

}  // namespace strata::mtproto
