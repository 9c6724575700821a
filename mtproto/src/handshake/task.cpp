// The slow arithmetic of the key exchange.
#include "handshake/task.hpp"

#include "handshake/exchange.hpp"

#include "strata/crypto/dh.hpp"

#include <algorithm>
#include <utility>

namespace strata::mtproto {
namespace {

Result<DhKey> make_key(DhWork& work) {
  const Result<crypto::DhExchange> exchange =
      crypto::DhExchange::start(work.dh_prime, work.g, work.g_a, *work.random);
  if (!exchange) return fail(exchange_error(exchange.error(), Errc::g_b_range));
  Result<crypto::AuthKey> key = exchange->auth_key();
  if (!key) return fail(exchange_error(key.error(), Errc::g_b_range));
  std::array<std::uint8_t, 256> g_b;
  std::ranges::copy(exchange->g_b(), g_b.begin());
  return DhKey{g_b, std::move(*key)};
}

}  // namespace

void FactorizeWork::run(const std::stop_token& stop) {
  Result<crypto::PqFactors> factors = crypto::factorize_pq(pq, stop);
  if (factors) {
    result.emplace(std::move(*factors));
  } else {
    result.emplace(fail(exchange_error(factors.error(), Errc::bad_pq)));
  }
}

void DhWork::run() { result.emplace(make_key(*this)); }

HandshakeTask::HandshakeTask(std::unique_ptr<Work> work) : work_(std::move(work)) {}
HandshakeTask::HandshakeTask(HandshakeTask&& other) noexcept = default;
HandshakeTask& HandshakeTask::operator=(HandshakeTask&& other) noexcept = default;
HandshakeTask::~HandshakeTask() = default;

void HandshakeTask::run() {
  if (!work_) return;
  if (auto* factorize = std::get_if<FactorizeWork>(&work_->work)) {
    factorize->run(work_->stop);
  } else if (auto* dh = std::get_if<DhWork>(&work_->work)) {
    dh->run();
  }
}

}  // namespace strata::mtproto
