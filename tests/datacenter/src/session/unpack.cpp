// Reads containers that clients send.
#include "session/unpack.hpp"

#include "session/gzip.hpp"
#include "wire.hpp"

#include "strata/datacenter/errors.hpp"

namespace strata::datacenter {
namespace {

constexpr std::uint32_t container_id = 0x73f1f8dc;
constexpr std::uint32_t copy_id = 0xe06046b2;
constexpr std::uint32_t message_id = 0x5bb8e511;
constexpr std::uint32_t packed_id = 0x3072cfa1;
constexpr std::size_t most_members = 1024;
constexpr std::size_t most_inflated = 16U << 20U;

auto bad_container() { return fail(Errc::malformed, "a malformed container"); }

ClientMessage read_member(WireReader& reader) {
  ClientMessage member;
  member.msg_id = reader.read<std::int64_t>();
  member.seq_no = reader.read<std::int32_t>();
  const auto size = reader.read<std::uint32_t>();
  if (size % 4 != 0) reader.fail();
  const BytesView body = reader.raw(size);
  member.body.assign(body.begin(), body.end());
  return member;
}

/// msg_copy holds a boxed message; only the message inside counts (B-63).
Status open_copy(ClientMessage& message) {
  const Bytes copied = std::move(message.body);
  WireReader reader(copied);
  reader.read<std::uint32_t>();
  if (reader.read<std::uint32_t>() != message_id) reader.fail();
  message = read_member(reader);
  return reader.ok() && reader.at_end() ? Status() : bad_container();
}

/// Takes gzip and copies off a member, which then may be anything but a container.
Status open_member(ClientMessage& member) {
  if (member.id() == copy_id) {
    if (auto opened = open_copy(member); !opened) return opened;
  }
  if (is_packed(member.body)) {
    auto inflated = inflate_packed(member.body);
    if (!inflated) return fail(std::move(inflated).error());
    member.body = *std::move(inflated);
  }
  const bool nested =
      member.id() == container_id || member.id() == copy_id || member.id() == packed_id;
  return nested ? bad_container() : Status();
}

}  // namespace

bool is_packed(BytesView body) noexcept {
  return body.size() >= 4 && load_le<std::uint32_t>(body.data()) == packed_id;
}

Result<Bytes> inflate_packed(BytesView body) {
  WireReader reader(body);
  reader.read<std::uint32_t>();
  const BytesView packed = reader.string();
  if (!reader.ok() || !reader.at_end()) return fail(Errc::malformed, "malformed gzip_packed");
  return gunzip(packed, most_inflated);
}

Result<UnpackedMessages> unpack(ClientMessage outer) {
  UnpackedMessages unpacked;
  if (outer.id() != container_id && is_packed(outer.body)) {
    auto inflated = inflate_packed(outer.body);
    if (!inflated) return fail(std::move(inflated).error());
    outer.body = *std::move(inflated);
  }
  if (outer.id() != container_id) {
    if (auto opened = open_member(outer); !opened) return fail(std::move(opened).error());
    unpacked.messages.push_back(std::move(outer));
    return unpacked;
  }
  unpacked.was_container = true;
  WireReader reader(outer.body);
  reader.read<std::uint32_t>();
  const std::size_t count = reader.count(16);
  if (count > most_members) return bad_container();
  for (std::size_t i = 0; i < count && reader.ok(); ++i) {
    unpacked.messages.push_back(read_member(reader));
  }
  if (!reader.ok() || !reader.at_end()) return bad_container();
  for (ClientMessage& member : unpacked.messages) {
    if (auto opened = open_member(member); !opened) return fail(std::move(opened).error());
  }
  return unpacked;
}

}  // namespace strata::datacenter
