// Calls of the API: wrappers, permission, execution, answers.
#pragma once

#include "core/core.hpp"
#include "session/unpack.hpp"

namespace strata::datacenter {

void on_call(Core& core, Session& session, const ClientMessage& message);

/// Answers a call that was received with this id.
void answer_call(Core& core, Session& session, std::int64_t req_msg_id, std::string_view method,
                 const RpcResult& result);

/// rpc_drop_answer: nobody wants the answer to `req_msg_id` any more (B-74).
void drop_answer(Core& core, Session& session, std::int64_t msg_id, std::int64_t req_msg_id);

}  // namespace strata::datacenter
