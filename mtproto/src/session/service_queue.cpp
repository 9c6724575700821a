// The bounds of the queue of service messages.
#include "session/service_queue.hpp"

#include "strata/mtproto/limits.hpp"

#include <algorithm>
#include <utility>

namespace strata::mtproto::session {

void ServiceQueue::ask_for_state(MsgId id) {
  if (state_questions.size() < limits::max_ids) state_questions.push_back(id);
}

void ServiceQueue::answer_state(MsgId question, Bytes info) {
  if (state_answers.size() == limits::max_state_answers) return;
  state_answers.push_back({question, std::move(info)});
}

void ServiceQueue::ask_again(MsgId answer) {
  if (resends.size() == limits::max_resend_requests) return;
  if (resends_asked.check(answer) != DuplicateWindow::Verdict::fresh) return;
  resends_asked.insert(answer);
  resends.push_back(answer);
}

void ServiceQueue::drop(MsgId message) {
  if (drops.size() < limits::max_drops_queued) drops.push_back(message);
}

void ServiceQueue::destroy(std::int64_t session_id) {
  if (old_sessions.size() < limits::max_destroy_queued) old_sessions.push_back(session_id);
}

void ServiceQueue::remember_request(MsgId msg_id, std::vector<MsgId> asked) {
  if (state_requests.size() == limits::max_state_requests) {
    state_requests.erase(state_requests.begin());
  }
  state_requests.push_back({msg_id, std::move(asked)});
}

std::optional<StateRequest> ServiceQueue::take_request(MsgId msg_id) {
  const auto found = std::ranges::find(state_requests, msg_id, &StateRequest::msg_id);
  if (found == state_requests.end()) return std::nullopt;
  std::optional<StateRequest> request(std::move(*found));
  state_requests.erase(found);
  return request;
}

void ServiceQueue::clear() {
  std::vector<std::int64_t> kept = std::move(old_sessions);
  *this = ServiceQueue{};
  old_sessions = std::move(kept);
}

std::size_t ServiceQueue::memory_usage() const noexcept {
  std::size_t bytes = resends_asked.memory_usage();
  bytes += (state_questions.capacity() + resends.capacity() + drops.capacity()) * sizeof(MsgId);
  for (const StateRequest& request : state_requests) {
    bytes += sizeof request + request.asked.capacity() * sizeof(MsgId);
  }
  for (const StateAnswer& answer : state_answers) bytes += sizeof answer + answer.info.capacity();
  return bytes + old_sessions.capacity() * sizeof(std::int64_t);
}

}  // namespace strata::mtproto::session
