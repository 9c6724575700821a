// The states of the key exchange and the way from each to the next.
#include "strata/mtproto/handshake.hpp"

#include "handshake/client_dh.hpp"
#include "handshake/dh_answer.hpp"
#include "handshake/dh_params.hpp"
#include "handshake/exchange.hpp"
#include "handshake/plain_message.hpp"
#include "handshake/req_dh_params.hpp"
#include "handshake/res_pq.hpp"
#include "handshake/task.hpp"

#include "strata/mtproto/errors.hpp"
#include "strata/tl/encode.hpp"
#include "strata/tl/mtproto/functions/req_pq_multi.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace strata::mtproto {

/// One function per transition; each returns the action to take. Slow arithmetic and the
/// reading and writing of single messages stand in files of their own.
class Handshake::Impl {
 public:
  Impl(HandshakeOptions options, crypto::RandomSource& random)
      : options_(std::move(options)), random_(random) {}
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() { forget(); }

  HandshakeAction start(Now now);
  HandshakeAction on_packet(Now now, BytesView packet);
  HandshakeAction on_task(Now now, HandshakeTask task);
  HandshakeAction on_reconnected(Now now);
  HandshakeAction on_deadline(Now now);

  std::chrono::nanoseconds deadline() const noexcept;
  State state() const noexcept { return state_; }

 private:
  HandshakeAction on_res_pq(BytesView body);
  HandshakeAction on_factors(Now now, const crypto::PqFactors& factors);
  HandshakeAction on_dh_params(Now now, BytesView body);
  HandshakeAction on_dh_key(Now now, DhKey dh_key);
  HandshakeAction on_dh_answer(BytesView body);

  HandshakeAction compute_dh();
  HandshakeAction retry_dh();
  HandshakeAction finish();
  HandshakeAction send(Now now, Buffer packet, State next);
  HandshakeAction abort(Error error);
  HandshakeAction abort(Errc code, std::string message) {
    return abort(Error(code, std::move(message)));
  }
  void forget();

  HandshakeOptions options_;
  crypto::RandomSource& random_;
  State state_ = State::idle;
  std::chrono::nanoseconds started_{};
  PlainMessageIds msg_ids_;
  /// The last request as it was sent, without its envelope. Whatever is secret in it is encrypted.
  Bytes request_;
  std::stop_source tasks_;

  Exchange exchange_;
  Bytes pq_;
  std::optional<crypto::RsaPublicKey> server_key_;
  crypto::TmpAesKey tmp_key_;
  DhParams dh_params_;
  std::chrono::nanoseconds time_offset_{};
  std::optional<crypto::AuthKey> key_;
  std::uint64_t retry_id_ = 0;
  int dh_retries_ = 0;
};

namespace {

Status check(const HandshakeOptions& options) {
  const std::chrono::nanoseconds longest =
      options.unsafe_limits ? limits::max_handshake_deadline : limits::handshake_deadline;
  if (options.deadline <= std::chrono::nanoseconds::zero() || options.deadline > longest) {
    return fail(Errc::invalid_argument, "the deadline of a key exchange is out of range");
  }
  if (!options.expires_in) return {};
  if (*options.expires_in < limits::min_temporary_key_life ||
      *options.expires_in > limits::max_temporary_key_life) {
    return fail(Errc::invalid_argument, "the life of a temporary key is out of range");
  }
  return {};
}

}  // namespace

HandshakeAction Handshake::Impl::start(Now now) {
  if (state_ != State::idle) {
    return abort(Errc::invalid_argument, "a key exchange is started once; make a new one");
  }
  if (Status valid = check(options_); !valid) return abort(std::move(valid).error());
  started_ = now.monotonic;
  random_.fill(exchange_.nonce);
  random_.fill(exchange_.new_nonce.span());
  Buffer packet(Buffer::default_headroom);
  const tl::mtproto::functions::ReqPqMulti query{.nonce = exchange_.nonce};
  if (Status written = tl::encode(query, packet); !written) {
    return abort(std::move(written).error());
  }
  return send(now, std::move(packet), State::awaiting_res_pq);
}

// Plain messages are accepted only in the state that waits for them.
// Spec: core.telegram.org/mtproto/auth_key
HandshakeAction Handshake::Impl::on_packet(Now now, BytesView packet) {
  if (state_ == State::done || state_ == State::failed) return HandshakeWait{};
  const Result<PlainMessage> message = parse_plain_message(packet);
  if (!message) return abort(message.error());
  switch (state_) {
    case State::awaiting_res_pq:
      return on_res_pq(message->body);
    case State::awaiting_dh_params:
      return on_dh_params(now, message->body);
    case State::awaiting_dh_answer:
      return on_dh_answer(message->body);
    default:
      return abort(Errc::unexpected_message, "a message came while none was awaited");
  }
}

HandshakeAction Handshake::Impl::on_res_pq(BytesView body) {
  Result<ResPq> res_pq = read_res_pq(body, exchange_, options_.keys);
  if (!res_pq) return abort(std::move(res_pq).error());
  exchange_.server_nonce = res_pq->server_nonce;
  server_key_ = std::move(res_pq->key);
  pq_ = std::move(res_pq->pq);
  state_ = State::factorizing;
  return RunTask{HandshakeTask(
      std::make_unique<HandshakeTask::Work>(tasks_.get_token(), FactorizeWork{pq_, {}}))};
}

// Both factors and the RSA block; from here on the nonces give the key of the next two messages.
HandshakeAction Handshake::Impl::on_factors(Now now, const crypto::PqFactors& factors) {
  Buffer packet(Buffer::default_headroom);
  Status written = write_req_dh_params(packet, exchange_, pq_, factors, *server_key_,
                                       {options_.dc, options_.expires_in}, random_);
  if (!written) return abort(std::move(written).error());
  tmp_key_ = crypto::tmp_aes_key(exchange_.new_nonce.view(), exchange_.server_nonce);
  return send(now, std::move(packet), State::awaiting_dh_params);
}

// Spec: core.telegram.org/mtproto/auth_key#6-random-number-b-is-computed (A-66: the time offset)
HandshakeAction Handshake::Impl::on_dh_params(Now now, BytesView body) {
  Result<DhParams> params = read_dh_params(body, exchange_, tmp_key_);
  if (!params) return abort(std::move(params).error());
  dh_params_ = std::move(*params);
  time_offset_ = std::chrono::seconds(dh_params_.server_time) - now.monotonic;
  return compute_dh();
}

HandshakeAction Handshake::Impl::compute_dh() {
  state_ = State::computing_dh;
  return RunTask{HandshakeTask(std::make_unique<HandshakeTask::Work>(
      tasks_.get_token(), DhWork{dh_params_.dh_prime,
                                 dh_params_.g,
                                 dh_params_.g_a,
                                 std::make_unique<TaskRandom>(random_),
                                 {}}))};
}

HandshakeAction Handshake::Impl::on_dh_key(Now now, DhKey dh_key) {
  key_ = std::move(dh_key.key);
  Buffer packet(Buffer::default_headroom);
  Status written =
      write_set_client_dh_params(packet, exchange_, tmp_key_, retry_id_, dh_key.g_b, random_);
  if (!written) return abort(std::move(written).error());
  return send(now, std::move(packet), State::awaiting_dh_answer);
}

HandshakeAction Handshake::Impl::on_dh_answer(BytesView body) {
  const Result<DhAnswer> answer = read_dh_answer(body, exchange_, *key_);
  if (!answer) return abort(answer.error());
  return *answer == DhAnswer::ok ? finish() : retry_dh();
}

// The server holds a key with the same id already: another exponent, the same everything else.
// Spec: core.telegram.org/mtproto/auth_key#9-server-responds-in-one-of-three-ways
HandshakeAction Handshake::Impl::retry_dh() {
  if (++dh_retries_ > limits::dh_gen_retries) {
    return abort(Errc::too_many_dh_retries,
                 "the server asked for another exponent " + std::to_string(dh_retries_) + " times");
  }
  retry_id_ = key_->aux_hash();
  key_.reset();
  return compute_dh();
}

// Spec: our rule A-67
HandshakeAction Handshake::Impl::finish() {
  if (std::ranges::find(options_.known_key_ids, key_->id()) != options_.known_key_ids.end()) {
    return abort(Errc::auth_key_unusable, "the new key has the id of a key that is known already");
  }
  HandshakeDone done{
      .key = std::move(*key_),
      .server_salt = crypto::first_server_salt(exchange_.new_nonce.view(), exchange_.server_nonce),
      .time_offset = time_offset_,
      .expires_at = std::nullopt};
  if (options_.expires_in) {
    done.expires_at = std::chrono::seconds(dh_params_.server_time) + *options_.expires_in;
  }
  forget();
  state_ = State::done;
  return done;
}

HandshakeAction Handshake::Impl::on_task(Now now, HandshakeTask task) {
  HandshakeTask::Work* const work = task.work_.get();
  if (work == nullptr || work->stop != tasks_.get_token()) return HandshakeWait{};
  if (auto* factorize = std::get_if<FactorizeWork>(&work->work);
      factorize != nullptr && state_ == State::factorizing) {
    if (!factorize->result) return RunTask{std::move(task)};
    if (!*factorize->result) return abort(factorize->result->error());
    return on_factors(now, **factorize->result);
  }
  if (auto* dh = std::get_if<DhWork>(&work->work); dh != nullptr && state_ == State::computing_dh) {
    if (!dh->result) return RunTask{std::move(task)};
    if (!*dh->result) return abort(dh->result->error());
    return on_dh_key(now, std::move(**dh->result));
  }
  return HandshakeWait{};
}

// Each step has its share of the whole, so that a silent server is noticed early.
// Spec: our rule A-07, after TDLib
std::chrono::nanoseconds Handshake::Impl::deadline() const noexcept {
  int percent = 100;
  if (state_ == State::awaiting_res_pq) percent = limits::handshake_res_pq_percent;
  if (state_ == State::awaiting_dh_params) percent = limits::handshake_dh_params_percent;
  return started_ + options_.deadline / 100 * percent;
}

HandshakeAction Handshake::Impl::on_deadline(Now now) {
  const bool is_running = state_ != State::idle && state_ != State::done && state_ != State::failed;
  if (!is_running || now.monotonic < deadline()) return HandshakeWait{};
  return abort(Errc::handshake_timeout, "the server did not answer the key exchange in time");
}

HandshakeAction Handshake::Impl::send(Now now, Buffer packet, State next) {
  state_ = next;
  request_.assign(packet.bytes().begin(), packet.bytes().end());
  wrap_plain_message(packet, msg_ids_.next(now));
  return SendPacket{std::move(packet)};
}

// Parameters never change under the same nonce: what is sent again is what was sent.
// Spec: core.telegram.org/mtproto/auth_key
HandshakeAction Handshake::Impl::on_reconnected(Now now) {
  const bool awaits_answer = state_ == State::awaiting_res_pq ||
                             state_ == State::awaiting_dh_params ||
                             state_ == State::awaiting_dh_answer;
  if (!awaits_answer) return HandshakeWait{};
  Buffer packet(Buffer::default_headroom);
  packet.append(BytesView(request_));
  wrap_plain_message(packet, msg_ids_.next(now));
  return SendPacket{std::move(packet)};
}

HandshakeAction Handshake::Impl::abort(Error error) {
  forget();
  state_ = State::failed;
  return HandshakeFailed{std::move(error)};
}

// Spec: our rule A-80: nothing secret outlives the attempt, however it ends.
void Handshake::Impl::forget() {
  tasks_.request_stop();
  exchange_.new_nonce.clear();
  tmp_key_.key.clear();
  tmp_key_.iv.clear();
  key_.reset();
}

Handshake::Handshake(HandshakeOptions options, crypto::RandomSource& random)
    : impl_(std::make_unique<Impl>(std::move(options), random)) {}
Handshake::Handshake(Handshake&&) noexcept = default;
Handshake& Handshake::operator=(Handshake&&) noexcept = default;
Handshake::~Handshake() = default;

HandshakeAction Handshake::start(Now now) { return impl_->start(now); }
HandshakeAction Handshake::on_packet(Now now, BytesView packet) {
  return impl_->on_packet(now, packet);
}
HandshakeAction Handshake::on_task(Now now, HandshakeTask task) {
  return impl_->on_task(now, std::move(task));
}
HandshakeAction Handshake::on_reconnected(Now now) { return impl_->on_reconnected(now); }
HandshakeAction Handshake::on_deadline(Now now) { return impl_->on_deadline(now); }
std::chrono::nanoseconds Handshake::deadline() const noexcept { return impl_->deadline(); }
Handshake::State Handshake::state() const noexcept { return impl_->state(); }

}  // namespace strata::mtproto
