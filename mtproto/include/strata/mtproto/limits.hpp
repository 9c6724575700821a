// Every limit of the protocol layer, by name, with the rule that sets it (G-02).
//
// The documentation's table of limits is made from this file: per constant one comment line that
// opens with the rule, then the definition. Options of the single classes may lower a limit;
// raising one takes an option whose name begins with `unsafe_`.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace strata::mtproto::limits {

// Transports
/// C-25: bytes of one received frame
inline constexpr std::size_t max_frame_received = 4 * 1024 * 1024 + 1024;
/// C-25: what the unsafe option may raise it to
inline constexpr std::size_t max_frame_ceiling = 16 * 1024 * 1024;
/// C-25: bytes of one packet that we send
inline constexpr std::size_t max_packet_sent = 1'044'456;
/// C-25: bytes reserved beyond what has arrived, at first
inline constexpr std::size_t receive_growth = 64 * 1024;
/// C-25: bytes an empty receive buffer keeps for the next frame
inline constexpr std::size_t receive_retained = 1024 * 1024 + 64 * 1024;
/// C-10: draws of the obfuscation header before giving up
inline constexpr int obfuscation_redraws = 64;
/// C-26: bytes that a started frame must bring …
inline constexpr std::size_t frame_progress_bytes = 1024;
/// C-26: … in each such time
inline constexpr std::chrono::seconds frame_progress_time{10};
/// C-24: unknown short frames tolerated …
inline constexpr int unknown_frames = 16;
/// C-24: … in each such time
inline constexpr std::chrono::seconds unknown_frames_time{60};
/// C-08: bytes of a proxy secret that enter the key derivation
inline constexpr std::size_t proxy_secret_size = 16;

// Handshake
/// the whole key exchange
inline constexpr std::chrono::seconds handshake_deadline{10};
/// share of the deadline until resPQ is there
inline constexpr int handshake_res_pq_percent = 60;
/// share until the DH parameters are there
inline constexpr int handshake_dh_params_percent = 80;
/// ABORT-HS: attempts from a new nonce before the error is final
inline constexpr int handshake_attempts = 5;
/// ABORT-HS: pause before the second attempt, doubled each time
inline constexpr std::chrono::milliseconds handshake_backoff{500};
/// declared bytes of a plain answer
inline constexpr std::int32_t max_plain_length = 4096;
/// bytes of encrypted_answer, at least
inline constexpr std::size_t min_encrypted_answer = 32;
/// bytes of encrypted_answer, at most
inline constexpr std::size_t max_encrypted_answer = 1024;
/// rounds of dh_gen_retry
inline constexpr int dh_gen_retries = 5;
/// draws of b until g_b is in range
inline constexpr int dh_exponent_draws = 16;
/// shortest life asked for a temporary key
inline constexpr std::chrono::seconds min_temporary_key_life{60};
/// fingerprints of resPQ that an error lists
inline constexpr std::size_t max_offered_fingerprints = 64;

// Session
/// B-84: calls sent and unanswered
inline constexpr std::size_t max_calls_in_flight = 1024;
/// B-84: calls waiting to be sent
inline constexpr std::size_t max_calls_queued = 8192;
/// B-84: bytes of the bodies of all calls
inline constexpr std::size_t max_call_bytes = 256 * 1024 * 1024;
/// B-80: predecessors of one call
inline constexpr std::size_t max_predecessors = 16;
/// B-64: bytes of one object after decompression
inline constexpr std::size_t max_inflated = 16 * 1024 * 1024;
/// H-10: bytes of all objects of one packet after decompression
inline constexpr std::size_t max_inflated_per_packet = 64 * 1024 * 1024;
/// H-19: bytes kept of an error's text
inline constexpr std::size_t max_error_text = 4096;
/// B-90: silence before a ping
inline constexpr std::chrono::seconds ping_after_idle{30};
/// B-90: longest time between two pings
inline constexpr std::chrono::seconds ping_every{60};
/// B-90: silence after a ping before the connection counts as dead
inline constexpr std::chrono::seconds pong_timeout{15};
/// B-90: the server closes a connection without pings after this time
inline constexpr std::chrono::seconds disconnect_delay{75};

}  // namespace strata::mtproto::limits
