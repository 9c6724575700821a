// What stands in front of a query: its predecessors, and what initialises the connection.
#include "session/engine.hpp"

#include "strata/tl/writer.hpp"

#include <algorithm>

namespace strata::mtproto {
namespace {

// Functions of the API schema, which this layer does not link; their ids have never changed.
constexpr std::uint32_t invoke_after_msg_id = 0xcb9f372d;
constexpr std::uint32_t invoke_after_msgs_id = 0x3dc4b4f0;

}  // namespace

// A predecessor has an id only while it is in flight; what is complete need not be waited for.
bool Session::Engine::waits_for_predecessors(const Call& call) const {
  return std::ranges::any_of(call.after, [&](CallId id) {
    const Call* const predecessor = calls_.find(id);
    return predecessor != nullptr && (call.wait_here || !predecessor->is_in_flight());
  });
}

// Written anew each time the call goes out, because predecessors may have new ids by then.
// Spec: core.telegram.org/api/invoking (B-80, B-82)
void Session::Engine::write_wrappers(Call& call, Buffer& out) {
  std::vector<std::int64_t> predecessors;
  for (const CallId id : call.after) {
    const Call* const predecessor = calls_.find(id);
    if (predecessor != nullptr) predecessors.push_back(predecessor->msg_id.value);
  }
  {
    tl::Writer writer(out);
    if (predecessors.size() == 1) {
      writer.uint32(invoke_after_msg_id);
      writer.int64(predecessors.front());
    } else if (!predecessors.empty()) {
      writer.uint32(invoke_after_msgs_id);
      writer.vector_header(predecessors.size());
      for (const std::int64_t id : predecessors) writer.int64(id);
    }
  }
  call.wrapped = !initialized_ && !call.without_init && !options_.init_prefix.empty();
  if (call.wrapped) out.append(options_.init_prefix);
}

}  // namespace strata::mtproto
