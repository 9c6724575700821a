// The layout of containers and copies, read without trusting a single length.
#include "session/container.hpp"

#include "strata/mtproto/errors.hpp"
#include "strata/mtproto/limits.hpp"
#include "strata/tl/cursor.hpp"
#include "strata/tl/mtproto/types/message.hpp"
#include "strata/tl/mtproto/types/message_container.hpp"
#include "strata/tl/mtproto/types/message_copy.hpp"

namespace strata::mtproto::session {
namespace {

namespace schema = tl::mtproto::types;

constexpr std::size_t container_header = 8;
constexpr std::size_t seq_no_at = 8;
constexpr std::size_t length_at = 12;
constexpr std::size_t member_header = 16;
// Header and the smallest object.
constexpr std::size_t smallest_member = 20;

std::size_t length_of(BytesView members) noexcept {
  return load_le<std::uint32_t>(members.data() + length_at);
}

ContainerMember read_member(tl::Cursor& cursor) {
  ContainerMember member;
  member.id = {cursor.int64()};
  member.seq_no = cursor.int32();
  const std::size_t at = cursor.offset();
  const std::int32_t length = cursor.int32();
  if (length < 4 || length % 4 != 0) {
    cursor.fail(tl::DecodeErrc::bad_count, at);
    return member;
  }
  member.body = cursor.raw(static_cast<std::size_t>(length));
  return member;
}

Status check_end(const tl::Cursor& cursor) {
  if (cursor.failed() || cursor.remaining() != 0) {
    return fail(Errc::malformed_message, "a container does not hold what it says");
  }
  return {};
}

Status check_id(const ContainerMember& member) {
  if (member.id.is_from_server()) return {};
  return fail(Errc::bad_msg_id, "an inner message has an id that no server gives");
}

}  // namespace

bool is_container(BytesView body) noexcept {
  return body.size() >= 4 && load_le<std::uint32_t>(body.data()) == schema::MsgContainer::ID;
}

// What stands here has been checked by read_container.
ContainerMember ContainerMembers::Iterator::operator*() const noexcept {
  return {.id = {load_le<std::int64_t>(rest_.data())},
          .seq_no = load_le<std::int32_t>(rest_.data() + seq_no_at),
          .body = rest_.subspan(member_header, length_of(rest_))};
}

ContainerMembers::Iterator& ContainerMembers::Iterator::operator++() noexcept {
  rest_ = rest_.subspan(member_header + length_of(rest_));
  return *this;
}

Result<ContainerMembers> read_container(BytesView body) {
  tl::Cursor cursor(body);
  static_cast<void>(cursor.uint32());
  const std::size_t count = cursor.count(smallest_member);
  if (count > limits::max_container_received) {
    return fail(Errc::malformed_message, "a container with too many messages");
  }
  for (std::size_t i = 0; i < count && !cursor.failed(); ++i) {
    static_cast<void>(read_member(cursor));
  }
  if (auto ended = check_end(cursor); !ended) return fail(std::move(ended).error());
  const ContainerMembers members(body.subspan(container_header));
  for (const ContainerMember member : members) {
    if (auto good = check_id(member); !good) return fail(std::move(good).error());
  }
  return members;
}

Result<ContainerMember> read_copy(BytesView body) {
  tl::Cursor cursor(body);
  static_cast<void>(cursor.uint32());
  if (cursor.uint32() != schema::Message::ID) {
    return fail(Errc::malformed_message, "a copy of something that is no message");
  }
  const ContainerMember member = read_member(cursor);
  if (auto ended = check_end(cursor); !ended) return fail(std::move(ended).error());
  if (auto good = check_id(member); !good) return fail(std::move(good).error());
  return member;
}

}  // namespace strata::mtproto::session
