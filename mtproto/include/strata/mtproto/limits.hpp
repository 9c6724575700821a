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
/// C-11: bytes of the domain in a proxy secret
inline constexpr std::size_t max_proxy_domain = 182;
/// H-22: characters of a proxy's link or secret
inline constexpr std::size_t max_proxy_link = 1024;
/// C-15: what precedes a transport (fake TLS, WebSocket) is done within this time
inline constexpr std::chrono::seconds preamble_deadline{10};
/// C-15: bytes of a proxy's answer to the hello of fake TLS
inline constexpr std::size_t max_tls_answer = 64 * 1024;
/// C-15: handshake records in that answer
inline constexpr int max_tls_hello_records = 16;
/// C-16: bytes of data in one record that we send
inline constexpr std::size_t max_tls_record_sent = 2878;
/// C-16: bytes of data in one received record
inline constexpr std::size_t max_tls_record_received = 16 * 1024 + 256;
/// C-16: received records or frames without data tolerated in a row
inline constexpr int max_empty_records = 16;
/// H-15: bytes of the head of an HTTP response
inline constexpr std::size_t max_http_head = 16 * 1024;
/// H-15: fields in the head of an HTTP response
inline constexpr std::size_t max_http_fields = 64;
/// C-19: bytes of one received WebSocket frame, of which none are reserved in advance
inline constexpr std::uint64_t max_websocket_frame = 16 * 1024 * 1024;
/// H-16: pings of a WebSocket that are answered …
inline constexpr int websocket_pongs = 10;
/// H-16: … in each such time; the others are dropped
inline constexpr std::chrono::seconds websocket_pongs_time{1};

// Handshake
/// the whole key exchange
inline constexpr std::chrono::seconds handshake_deadline{10};
/// what the unsafe option may raise it to: servers forget an attempt after this time
inline constexpr std::chrono::minutes max_handshake_deadline{10};
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
/// shortest life asked for a temporary key
inline constexpr std::chrono::seconds min_temporary_key_life{60};
/// longest life asked for a temporary key
inline constexpr std::chrono::hours max_temporary_key_life{7 * 24};
/// H-18: bytes of pq, leading zeros included
inline constexpr std::size_t max_pq_size = 16;
/// fingerprints of resPQ that an error lists
inline constexpr std::size_t max_offered_fingerprints = 64;

// Session
/// B-11, B-30: an id may be so far ahead of the server's time …
inline constexpr std::chrono::seconds max_ahead{30};
/// B-30: … and so far behind it
inline constexpr std::chrono::seconds max_behind{300};
/// B-31: an answer's id before the id of its question, from which our clock must be wrong
inline constexpr std::chrono::seconds answer_before_question{15};
/// B-34: movement between wall clock and monotonic clock that casts doubt on the time
inline constexpr std::chrono::seconds clock_jump{30};
/// B-20: received ids remembered
inline constexpr std::size_t duplicate_window = 1024;
/// B-51: acknowledgements that go by themselves at once
inline constexpr std::size_t acks_per_flush = 16;
/// B-51: how long an acknowledgement waits for company
inline constexpr std::chrono::seconds ack_delay{1};
/// B-51: acknowledgements waiting
inline constexpr std::size_t max_acks_queued = 8192;
/// H-13: ids in one received service message
inline constexpr std::size_t max_ids = 8192;
/// B-60: messages in one container that we send
inline constexpr std::size_t max_container_sent = 1000;
/// B-60: calls among them; the rest is left for service messages
inline constexpr std::size_t max_calls_per_container = 960;
/// B-60: bytes of queries in one container that we send (one longer query goes alone)
inline constexpr std::size_t max_container_bytes = 32 * 1024;
/// B-60: messages in one received container
inline constexpr std::size_t max_container_received = 1024;
/// B-43: salts kept
inline constexpr std::size_t max_salts = 64;
/// B-43: salts asked for at once
inline constexpr std::int32_t salts_requested = 64;
/// B-43: ask for salts when fewer are left
inline constexpr std::size_t min_salts = 2;
/// B-43: ask for salts when the last ends within this time
inline constexpr std::chrono::minutes salts_run_out{30};
/// B-43: shortest time between two requests for salts
inline constexpr std::chrono::seconds salts_request_pause{60};
/// B-43: a new salt is used only after it has held for this time
inline constexpr std::chrono::seconds salt_hysteresis{60};
/// B-33: how long a sent message is remembered for notifications about it
inline constexpr std::chrono::minutes sent_message_life{10};
/// B-33: sent messages remembered besides the calls in flight
inline constexpr std::size_t max_sent_remembered = 256;
/// B-41: changes of salt for one message …
inline constexpr int max_salt_changes = 3;
/// B-40: rejections of one message for other reasons …
inline constexpr int max_rejections = 3;
/// B-41: … in such a time
inline constexpr std::chrono::seconds rejection_period{60};
/// N-061: resets of the session …
inline constexpr int max_resets = 2;
/// N-061: … in such a time
inline constexpr std::chrono::seconds reset_period{60};
/// B-75: a call without acknowledgement and answer is asked for after this time
inline constexpr std::chrono::seconds state_check_after{10};
/// B-75: questions for the state of calls that are open at the same time
inline constexpr std::size_t max_state_requests = 4;
/// B-76: answers to the server's questions that wait to be sent
inline constexpr std::size_t max_state_answers = 16;
/// B-77: answers asked for again, waiting to be sent
inline constexpr std::size_t max_resend_requests = 8192;
/// B-74: rpc_drop_answer waiting to be sent
inline constexpr std::size_t max_drops_queued = 1024;
/// B-79: old sessions to destroy, waiting
inline constexpr std::size_t max_destroy_queued = 8;
/// B-70: bytes of answers that nobody waits for, in one connection
inline constexpr std::size_t max_unwanted_bytes = 256 * 1024;
/// B-93: packets that wait for a quick acknowledgement
inline constexpr std::size_t max_quick_acks = 1024;
/// B-82: attempts of one call to initialise the connection
inline constexpr int max_init_attempts = 3;
/// B-80: times that one call is sent again because the server waited for its predecessors
inline constexpr int max_wait_attempts = 8;
/// B-65: bytes of a query that is sent as it is
inline constexpr std::size_t min_deflated = 255;
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

/// B-92: how long the server gathers messages for a long poll
inline constexpr std::chrono::milliseconds long_poll_max_delay{0};
/// B-92: how long it waits for more after the last one
inline constexpr std::chrono::milliseconds long_poll_wait_after{0};
/// B-92: how long it waits for anything at all
inline constexpr std::chrono::milliseconds long_poll_max_wait{25'000};

// Temporary keys
/// life asked for a temporary key
inline constexpr std::chrono::hours temporary_key_life{24};
/// the next key is made when so much of the life is left
inline constexpr std::chrono::minutes temporary_key_renewal{60};
/// failures in a row before the owner is told
inline constexpr int max_bind_failures = 3;
/// a permanent key younger than this is not suspected for a refused binding
inline constexpr std::chrono::seconds permanent_key_immunity{60};
/// pause after a failure, doubled each time
inline constexpr std::chrono::seconds bind_backoff{1};

}  // namespace strata::mtproto::limits
