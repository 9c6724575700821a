// Messages of a session, from an opened packet to the handlers of each.
#pragma once

#include "core/core.hpp"
#include "crypto/message_cipher.hpp"

namespace strata::datacenter {

void on_message(Core& core, Connection& connection, Session& session, const PlainMessage& message);

/// Queues a service message that needs no acknowledgement.
void send_notice(Core& core, Session& session, const Object& notice);

/// Refuses a message. Spec: core.telegram.org/mtproto/service_messages_about_messages (B-40)
void refuse_message(Core& core, Session& session, std::int64_t msg_id, std::int32_t seq_no,
                    std::int32_t code);

}  // namespace strata::datacenter
