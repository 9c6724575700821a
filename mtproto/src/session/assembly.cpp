// The layout of one message and of a container.
#include "session/assembly.hpp"

#include "strata/tl/mtproto/types/message_container.hpp"

namespace strata::mtproto::session {
namespace {

constexpr std::size_t message_header = 16;
constexpr std::size_t container_header = 8;
constexpr std::size_t seq_no_at = 8;
constexpr std::size_t length_at = 12;
// Container, packet header and cipher take 64 bytes; an obfuscated transport's opening another 68.
constexpr std::size_t headroom = 192;

}  // namespace

Assembly::Assembly(Buffer& out) : out_(out) { out_.clear(headroom); }

void Assembly::begin(MsgId id, std::int32_t seq_no) {
  header_at_ = out_.size();
  std::uint8_t* const header = out_.append(message_header).data();
  store_le(header, id.value);
  store_le(header + seq_no_at, seq_no);
  if (count_ == 0) first_id_ = id;
  id_ = id;
  seq_no_ = seq_no;
  ++count_;
}

void Assembly::end() {
  const std::size_t length = out_.size() - header_at_ - message_header;
  store_le(out_.data() + header_at_ + length_at, static_cast<std::int32_t>(length));
}

void Assembly::finish_single() { out_.drop_front(message_header); }

void Assembly::finish_container() {
  std::uint8_t* const header = out_.prepend(container_header).data();
  store_le(header, tl::mtproto::types::MsgContainer::ID);
  store_le(header + sizeof(std::uint32_t), static_cast<std::int32_t>(count_));
}

}  // namespace strata::mtproto::session
