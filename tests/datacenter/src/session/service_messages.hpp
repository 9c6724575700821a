// The service messages of MTProto that clients send.
#pragma once

#include "core/core.hpp"
#include "session/unpack.hpp"

namespace strata::datacenter {

/// True for what is handled by the session itself; everything else is a call of the API.
[[nodiscard]] bool is_service_message(std::uint32_t id) noexcept;
/// False for those that are never acknowledged (B-13).
[[nodiscard]] bool may_be_content_related(std::uint32_t id) noexcept;

void on_service_message(Core& core, Connection& connection, Session& session,
                        const ClientMessage& message);

}  // namespace strata::datacenter
