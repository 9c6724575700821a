// What the links report: connection state, updates, and failures that end the client.
#include "core/client_core.hpp"

#include "strata/client/errors.hpp"

#include <utility>

namespace strata::detail {

void ClientCore::set_update_sink(std::shared_ptr<UpdateSink> sink) {
  const std::lock_guard lock(sink_mutex_);
  sink_ = std::move(sink);
}

std::shared_ptr<UpdateSink> ClientCore::update_sink() const {
  const std::lock_guard lock(sink_mutex_);
  return sink_;
}

void ClientCore::on_link_changed(const Link& link) {
  if (link.target().updates) connected_ = link.is_ready();
}

void ClientCore::on_updates(const Link&, BytesView body) {
  config_.on_updates(body);
  if (const auto sink = update_sink()) sink->on_updates(body);
}

void ClientCore::on_gap(const Link&, UpdateGap reason) {
  if (const auto sink = update_sink()) sink->on_gap(reason);
}

/// Addresses learnt from the server are forgotten, so that the built-in ones are next.
// Spec: core.telegram.org/mtproto/mtproto-transports#transport-errors (C-22)
void ClientCore::on_wrong_address(const Link& link) {
  environment_->account->change_dc(link.target().dc, [](DcEntry& dc) { dc.addresses.clear(); });
  config_.request();
}

// Perhaps they have moved: the home data centre may know where to.
void ClientCore::on_addresses_failed(const Link&) { config_.request(); }

void ClientCore::on_link_failed(const Link& link, const Error& reason) {
  const bool home = link.target().dc == environment_->account->home_dc();
  const LogField why("reason", escape_for_log(reason.what()));
  environment_->logger.log(home ? LogLevel::error : LogLevel::warning, "net", "a link has failed",
                           {why, LogField("dc", link.target().dc)});
  // Calls to other data centres start a new link; without home there is no client.
  if (home) close(reason);
}

}  // namespace strata::detail
