// Reads msg_container: all headers first, so that a broken one has no effect at all.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"
#include "strata/mtproto/msg_id.hpp"

#include <cstdint>
#include <vector>

namespace strata::mtproto::session {

struct ContainerMember {
  MsgId id;
  std::int32_t seq_no = 0;
  BytesView body;
};

[[nodiscard]] bool is_container(BytesView body) noexcept;

/// The members of the container that `body` is.
/// Errors: malformed_message (count or a length impossible, bytes left over), bad_msg_id (a member
/// has an id that no server gives).
/// Spec: core.telegram.org/mtproto/service_messages#simple-container (B-12, B-61)
[[nodiscard]] Result<std::vector<ContainerMember>> read_container(BytesView body);

/// The message that msg_copy carries, with the same errors (B-63).
[[nodiscard]] Result<ContainerMember> read_copy(BytesView body);

}  // namespace strata::mtproto::session
