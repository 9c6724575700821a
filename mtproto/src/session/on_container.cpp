// msg_container and msg_copy: messages inside a message.
#include "session/container.hpp"
#include "session/engine.hpp"

namespace strata::mtproto {

// Spec: core.telegram.org/mtproto/service_messages#containers (B-15, B-61, B-62)
Status Session::Engine::on_container(Now now, const Incoming& message) {
  if (message.in_container) {
    return strata::fail(Errc::malformed_message, "a container inside a container");
  }
  const auto members = session::read_container(message.body);
  if (!members) return strata::fail(members.error());
  for (const session::ContainerMember member : *members) {
    if (member.id >= message.id) return {};
  }

  for (const session::ContainerMember member : *members) {
    const Incoming inner{.id = member.id,
                         .seq_no = member.seq_no,
                         .body = member.body,
                         .in_container = true,
                         .out_of_time = message.out_of_time};
    // Nothing else of a container with a wrong time is looked at, so nothing is acknowledged.
    Status handled = inner.out_of_time ? dispatch(now, inner) : receive(now, inner);
    if (!handled) return handled;
  }
  return {};
}

// Servers do not use it; it is taken for the message that it copies (B-63).
Status Session::Engine::on_msg_copy(Now now, const Incoming& message) {
  if (message.in_copy) return {};
  const auto original = session::read_copy(message.body);
  if (!original) return strata::fail(original.error());
  return receive(now, {.id = original->id,
                       .seq_no = original->seq_no,
                       .body = original->body,
                       .in_container = message.in_container,
                       .in_copy = true});
}

}  // namespace strata::mtproto
