// Answers to calls and pushed updates: encoding, packing, order, sending.
#pragma once

#include "core/core.hpp"

namespace strata::datacenter {

struct EncodedAnswer {
  /// rpc_result, ready to send.
  Bytes body;
  bool is_error = false;
};

/// Encodes in the layer of the session. A value that the layer cannot express becomes the error
/// 500 ANSWER_NOT_EXPRESSIBLE, and the reason goes to the log.
[[nodiscard]] EncodedAnswer encode_answer(Core& core, Session& session, std::int64_t req_msg_id,
                                          std::string_view method, const RpcResult& result);

/// Queues an answer and gives its msg_id. The faults of the data centre apply here.
std::int64_t send_answer(Core& core, Session& session, std::string_view method,
                         const EncodedAnswer& answer);

/// Answers a service request that expects rpc_result.
void send_service_answer(Core& core, Session& session, std::int64_t req_msg_id,
                         const Object& answer);

/// While it lives, updates that are pushed to the session wait; so they follow the answer of the
/// call that caused them.
class UpdatesBehindAnswer {
 public:
  UpdatesBehindAnswer(Core& core, Session& session);
  ~UpdatesBehindAnswer();
  UpdatesBehindAnswer(const UpdatesBehindAnswer&) = delete;
  UpdatesBehindAnswer& operator=(const UpdatesBehindAnswer&) = delete;

 private:
  Core& core_;
  Session& session_;
  bool was_holding_;
};

}  // namespace strata::datacenter
