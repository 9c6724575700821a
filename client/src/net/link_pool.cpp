// Makes, finds and stops links.
#include "net/link_pool.hpp"

#include "strata/client/errors.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace strata::detail {

Result<std::shared_ptr<Link>> LinkPool::get(int dc, SessionKind kind) {
  LinkTarget target;
  target.dc = dc;
  target.kind = kind;
  target.updates = kind == SessionKind::main && dc == environment_->account->home_dc();

  const auto known = links_.find(target);
  if (known != links_.end() && !known->second->has_ended()) return known->second;
  if (known == links_.end() && links_.size() >= max_links) {
    return fail(ClientErrc::overloaded, "too many connections to data centres are open");
  }
  auto link = std::make_shared<Link>(environment_, target, observer_);
  links_[target] = link;
  link->start();
  return link;
}

std::shared_ptr<Link> LinkPool::home() const {
  const auto found = std::find_if(links_.begin(), links_.end(), [](const auto& entry) {
    return entry.first.updates && !entry.second->has_ended();
  });
  return found == links_.end() ? nullptr : found->second;
}

void LinkPool::stop(int dc, const Error& reason) {
  std::vector<std::shared_ptr<Link>> stopped;
  for (auto entry = links_.begin(); entry != links_.end();) {
    if (entry->first.dc == dc) {
      stopped.push_back(std::move(entry->second));
      entry = links_.erase(entry);
    } else {
      ++entry;
    }
  }
  for (const std::shared_ptr<Link>& link : stopped) link->stop(reason);
}

void LinkPool::stop_all(const Error& reason) {
  const auto stopped = std::exchange(links_, {});
  for (const auto& [target, link] : stopped) link->stop(reason);
}

void LinkPool::reconnect_now() {
  for (const auto& [target, link] : links_) link->reconnect_now();
}

std::size_t LinkPool::pending_calls() const {
  std::size_t count = 0;
  for (const auto& [target, link] : links_) count += link->pending_calls();
  return count;
}

}  // namespace strata::detail
