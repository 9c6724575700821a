// Calls as their owner sees them: queued, given up, or ended with the session.
#include "session/engine.hpp"
#include "session/gzip.hpp"

#include "strata/base/buffer.hpp"
#include "strata/tl/mtproto/types/object.hpp"
#include "strata/tl/writer.hpp"

#include <utility>

namespace strata::mtproto {
namespace {

// What a packet needs besides the body of its one call: headers, padding, wrappers, and service
// messages that ride along.
constexpr std::size_t reserved_bytes = 8 * 1024;

/// The query as gzip_packed, or as it is when packing does not pay (B-65).
Bytes pack(Bytes query) {
  const auto packed = session::deflate_if_worth_it(query);
  if (!packed) return query;
  Buffer object(0);
  {
    tl::Writer writer(object);
    writer.uint32(tl::mtproto::types::GzipPacked::ID);
    writer.bytes(*packed);
  }
  return {object.bytes().begin(), object.bytes().end()};
}

}  // namespace

Result<CallId> Session::Engine::enqueue(Bytes body, BodyBuilder builder,
                                        const SendOptions& options) {
  if (closed_) return strata::fail(*closed_);
  if (!builder && (body.empty() || body.size() % 4 != 0)) {
    return strata::fail(Errc::invalid_argument, "a serialised function is a multiple of 4 bytes");
  }
  if (options.after.size() > limits::max_predecessors) {
    return strata::fail(Errc::invalid_argument, "a call can wait for 16 others at most");
  }
  if (body.size() + options_.init_prefix.size() + reserved_bytes > limits::max_packet_sent) {
    return strata::fail(Errc::packet_too_large, "the call does not fit into one packet");
  }
  if (calls_.waiting() >= options_.max_queued ||
      calls_.bytes() + body.size() > limits::max_call_bytes) {
    return strata::fail(Errc::overloaded, "too many calls are waiting; try again later");
  }

  Call call;
  call.body = options.compress ? pack(std::move(body)) : std::move(body);
  if (builder) call.builder = std::make_unique<BodyBuilder>(std::move(builder));
  call.after.assign(options.after.begin(), options.after.end());
  call.idempotency = options.idempotency;
  call.priority = options.priority;
  call.alone = options.alone;
  call.without_init = options.without_init || call.builder != nullptr;
  call.before_binding = options.before_binding;
  call.quick_ack = options.quick_ack;
  return calls_.add(std::move(call));
}

void Session::Engine::cancel(CallId id) {
  const Call* const call = calls_.find(id);
  if (call == nullptr) {
    events_.forget(id);
    return;
  }
  if (call->is_in_flight()) {
    sent_.change_kind(call->msg_id, SentKind::cancelled_call);
    services_.drop(call->msg_id);
  }
  events_.forget(id);
  calls_.erase(id);
}

void Session::Engine::close(const Error& reason) {
  if (closed_) return;
  closed_ = reason;
  connected_ = false;
  std::vector<CallId> left = calls_.in_flight_ids();
  for (const auto list : {session::CallTable::List::high, session::CallTable::List::normal}) {
    for (auto slot = calls_.first(list); slot != session::CallTable::end;
         slot = calls_.next(slot)) {
      left.push_back(calls_.at(slot).id);
    }
  }
  for (const CallId id : left) complete(id, CallFailed{id, reason});
  sent_.clear();
  services_ = {};
  acks_.clear();
}

}  // namespace strata::mtproto
