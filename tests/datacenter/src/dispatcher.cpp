// Finds and calls the handler of a request.
#include "strata/datacenter/rpc.hpp"

#include <exception>

namespace strata::datacenter {

void Dispatcher::on(std::string method, Access access, Handler handler) {
  entries_[std::move(method)] = Entry{access, std::move(handler)};
}

void Dispatcher::on(std::string method, Handler handler) {
  on(std::move(method), Access::logged_in, std::move(handler));
}

RpcResult Dispatcher::dispatch(RequestContext& context, const Object& request) const {
  const auto found = entries_.find(request.name());
  if (found == entries_.end()) return RpcError{400, "METHOD_NOT_IMPLEMENTED"};
  const Entry& entry = found->second;
  if (entry.access == Access::logged_in) {
    const std::uint64_t key = context.session.permanent_key_id();
    if (!login_check_ || !login_check_(key)) return RpcError{401, "AUTH_KEY_UNREGISTERED"};
  }
  try {
    return entry.handler(context, request);
  } catch (const std::exception&) {
    // A handler's bad day is one failed call, never the end of the server.
    return RpcError{500, "INTERNAL_SERVER_ERROR"};
  }
}

bool Dispatcher::knows(std::string_view method) const { return entries_.contains(method); }

std::vector<std::string> Dispatcher::methods() const {
  std::vector<std::string> names;
  names.reserve(entries_.size());
  for (const auto& [name, entry] : entries_) names.push_back(name);
  return names;
}

}  // namespace strata::datacenter
