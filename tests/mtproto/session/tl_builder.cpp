// Server messages byte by byte; the ids are those of the published schema.
#include "mtproto/session/tl_builder.hpp"

#include <zlib.h>

#include <cstdlib>

namespace strata::mtproto::session_test {

Bytes bool_true() { return Tl().u32(0x997275b5); }

Bytes rpc_result(std::int64_t req_msg_id, BytesView object) {
  return Tl().u32(0xf35c6d01).i64(req_msg_id).raw(object);
}

Bytes rpc_error(std::int32_t code, std::string_view text) {
  return Tl().u32(0x2144ca19).i32(code).string(text);
}

Bytes container(const std::vector<Part>& parts) {
  Tl tl;
  tl.u32(0x73f1f8dc).i32(static_cast<std::int32_t>(parts.size()));
  for (const Part& part : parts) {
    tl.i64(part.msg_id).i32(part.seq_no).i32(static_cast<std::int32_t>(part.body.size()));
    tl.raw(part.body);
  }
  return tl;
}

Bytes gzip(BytesView object) {
  z_stream stream{};
  if (deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) std::abort();
  Bytes in(object.begin(), object.end());
  Bytes out(deflateBound(&stream, object.size()) + 32);
  stream.next_in = in.data();
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = out.data();
  stream.avail_out = static_cast<uInt>(out.size());
  if (deflate(&stream, Z_FINISH) != Z_STREAM_END) std::abort();
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

Bytes gzip_packed(BytesView object) { return Tl().u32(0x3072cfa1).bytes(gzip(object)); }

Bytes msgs_ack(const std::vector<std::int64_t>& ids) { return Tl().u32(0x62d6b459).longs(ids); }

Bytes bad_server_salt(std::int64_t bad_msg_id, std::int64_t salt) {
  return Tl().u32(0xedab447b).i64(bad_msg_id).i32(1).i32(48).i64(salt);
}

Bytes bad_msg_notification(std::int64_t bad_msg_id, std::int32_t code) {
  return Tl().u32(0xa7eff811).i64(bad_msg_id).i32(1).i32(code);
}

Bytes new_session_created(std::int64_t first_msg_id, std::int64_t unique_id, std::int64_t salt) {
  return Tl().u32(0x9ec20908).i64(first_msg_id).i64(unique_id).i64(salt);
}

Bytes pong(std::int64_t msg_id, std::int64_t ping_id) {
  return Tl().u32(0x347773c5).i64(msg_id).i64(ping_id);
}

Bytes msgs_state_info(std::int64_t req_msg_id, BytesView info) {
  return Tl().u32(0x04deb57d).i64(req_msg_id).bytes(info);
}

Bytes msg_detailed_info(std::int64_t msg_id, std::int64_t answer_msg_id, std::int32_t size) {
  return Tl().u32(0x276d3ec6).i64(msg_id).i64(answer_msg_id).i32(size).i32(0);
}

Bytes future_salts(std::int64_t req_msg_id, std::uint32_t now, const std::vector<Salt>& salts) {
  Tl tl;
  tl.u32(0xae500895).i64(req_msg_id).u32(now).i32(static_cast<std::int32_t>(salts.size()));
  for (const Salt& salt : salts) tl.u32(salt.since).u32(salt.until).i64(salt.salt);
  return tl;
}

}  // namespace strata::mtproto::session_test
