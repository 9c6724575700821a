// Reads msg_container: all headers first, so that a broken one has no effect at all.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"
#include "strata/mtproto/msg_id.hpp"

#include <cstddef>
#include <cstdint>
#include <iterator>

namespace strata::mtproto::session {

struct ContainerMember {
  MsgId id;
  std::int32_t seq_no = 0;
  BytesView body;
};

/// The members of a container that has been checked, read where they stand as one goes along.
class ContainerMembers {
 public:
  class Iterator {
   public:
    using value_type = ContainerMember;
    using difference_type = std::ptrdiff_t;

    Iterator() = default;
    explicit Iterator(BytesView rest) noexcept : rest_(rest) {}

    [[nodiscard]] ContainerMember operator*() const noexcept;
    Iterator& operator++() noexcept;
    Iterator operator++(int) noexcept {
      const Iterator before = *this;
      ++*this;
      return before;
    }
    friend bool operator==(const Iterator& it, std::default_sentinel_t) noexcept {
      return it.rest_.empty();
    }

   private:
    BytesView rest_;
  };

  explicit ContainerMembers(BytesView members) noexcept : members_(members) {}
  [[nodiscard]] Iterator begin() const noexcept { return Iterator(members_); }
  [[nodiscard]] static std::default_sentinel_t end() noexcept { return {}; }

 private:
  BytesView members_;
};

[[nodiscard]] bool is_container(BytesView body) noexcept;

/// The members of the container that `body` is.
/// Errors: malformed_message (count or a length impossible, bytes left over), bad_msg_id (a member
/// has an id that no server gives).
/// Spec: core.telegram.org/mtproto/service_messages#simple-container (B-12, B-61)
[[nodiscard]] Result<ContainerMembers> read_container(BytesView body);

/// The message that msg_copy carries, with the same errors (B-63).
[[nodiscard]] Result<ContainerMember> read_copy(BytesView body);

}  // namespace strata::mtproto::session
