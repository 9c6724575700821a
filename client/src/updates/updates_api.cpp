// Opens the stream of updates, and takes the server's state.
#include "strata/client/updates_api.hpp"

#include "updates/on_center.hpp"
#include "updates/take_state.hpp"
#include "updates/update_center.hpp"

#include "strata/client/errors.hpp"

namespace strata {

UpdateStream UpdatesApi::stream_updates(const UpdateOptions& options) const {
  const auto open = updates::center_of(*invoker());
  if (open && !open->is_closed()) {
    throw Error(ClientErrc::invalid_argument,
                "another stream of updates is open on this client; close it first");
  }
  const auto center = std::make_shared<updates::UpdateCenter>(invoker(), options);
  invoker()->set_update_sink(center);
  center->start();
  return UpdateStream(center);
}

asio::awaitable<void> UpdatesApi::sync_update_state() const {
  return updates::take_state(invoker());
}

}  // namespace strata
