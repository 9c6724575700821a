// Writes TL by hand: what a server sends, without the code that is under test.
#pragma once

#include "strata/base/bytes.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace strata::mtproto::session_test {

/// Bytes of TL, one value after the other.
class Tl {
 public:
  Tl& u32(std::uint32_t value) { return put(value); }
  Tl& i32(std::int32_t value) { return put(value); }
  Tl& i64(std::int64_t value) { return put(value); }
  Tl& raw(BytesView bytes) {
    append(bytes_, bytes);
    return *this;
  }
  Tl& bytes(BytesView bytes) {
    if (bytes.size() < 254) {
      bytes_.push_back(static_cast<std::uint8_t>(bytes.size()));
    } else {
      u32(static_cast<std::uint32_t>(bytes.size() << 8U | 254U));
    }
    append(bytes_, bytes);
    while (bytes_.size() % 4 != 0) bytes_.push_back(0);
    return *this;
  }
  Tl& string(std::string_view text) { return bytes(as_bytes(text)); }
  /// A boxed vector of longs.
  Tl& longs(const std::vector<std::int64_t>& values) {
    u32(0x1cb5c415).i32(static_cast<std::int32_t>(values.size()));
    for (const std::int64_t value : values) i64(value);
    return *this;
  }

  operator Bytes() const { return bytes_; }

 private:
  template <class T>
  Tl& put(T value) {
    bytes_.resize(bytes_.size() + sizeof value);
    store_le(bytes_.data() + bytes_.size() - sizeof value, value);
    return *this;
  }

  Bytes bytes_;
};

/// One message of a container, as the server writes it.
struct Part {
  std::int64_t msg_id = 0;
  std::int32_t seq_no = 0;
  Bytes body;
};

[[nodiscard]] Bytes bool_true();
[[nodiscard]] Bytes rpc_result(std::int64_t req_msg_id, BytesView object);
[[nodiscard]] Bytes rpc_error(std::int32_t code, std::string_view text);
[[nodiscard]] Bytes container(const std::vector<Part>& parts);
[[nodiscard]] Bytes gzip(BytesView object);
[[nodiscard]] Bytes gzip_packed(BytesView object);
[[nodiscard]] Bytes msgs_ack(const std::vector<std::int64_t>& ids);
[[nodiscard]] Bytes bad_server_salt(std::int64_t bad_msg_id, std::int64_t salt);
[[nodiscard]] Bytes bad_msg_notification(std::int64_t bad_msg_id, std::int32_t code);
[[nodiscard]] Bytes new_session_created(std::int64_t first_msg_id, std::int64_t unique_id,
                                        std::int64_t salt);
[[nodiscard]] Bytes pong(std::int64_t msg_id, std::int64_t ping_id);
[[nodiscard]] Bytes msgs_state_info(std::int64_t req_msg_id, BytesView info);
[[nodiscard]] Bytes msg_detailed_info(std::int64_t msg_id, std::int64_t answer_msg_id,
                                      std::int32_t size);

struct Salt {
  std::uint32_t since = 0;
  std::uint32_t until = 0;
  std::int64_t salt = 0;
};
[[nodiscard]] Bytes future_salts(std::int64_t req_msg_id, std::uint32_t now,
                                 const std::vector<Salt>& salts);

}  // namespace strata::mtproto::session_test
