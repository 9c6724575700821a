// Containers, copies and gzip taken off.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"

#include <vector>

namespace strata::datacenter {

struct ClientMessage {
  std::int64_t msg_id = 0;
  std::int32_t seq_no = 0;
  Bytes body;

  /// The constructor id at the front of the body, or 0.
  [[nodiscard]] std::uint32_t id() const noexcept {
    return body.size() < 4 ? 0 : load_le<std::uint32_t>(body.data());
  }
};

struct UnpackedMessages {
  bool was_container = false;
  std::vector<ClientMessage> messages;
};

/// The messages inside an outer message; just itself when it is no container. All headers are
/// read before any message is used. Errors are those of a container that no client may send:
/// nested, truncated, with bytes behind it, or too many. Spec: B-60 to B-64
[[nodiscard]] Result<UnpackedMessages> unpack(ClientMessage outer);

/// What is inside gzip_packed, up to 16 MiB.
[[nodiscard]] Result<Bytes> inflate_packed(BytesView body);
[[nodiscard]] bool is_packed(BytesView body) noexcept;

}  // namespace strata::datacenter
