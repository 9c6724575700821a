// Finds out the transport of a stream by its first bytes.
#include "transport/server_stream.hpp"

#include "strata/datacenter/errors.hpp"

#include <array>

namespace strata::datacenter {
namespace {

constexpr std::array<std::string_view, 4> http_verbs{"POST", "GET ", "HEAD", "OPTI"};

}  // namespace

void ServerStream::receive(BytesView bytes) {
  if (!obfuscation_) {
    input_.push(bytes);
    return;
  }
  Bytes plain(bytes.begin(), bytes.end());
  obfuscation_->incoming.apply(plain);
  input_.push(plain);
}

Result<std::optional<ClientPacket>> ServerStream::next() {
  if (framing_ == nullptr) {
    if (auto detected = detect(); !detected) return fail(std::move(detected).error());
    if (framing_ == nullptr) return std::nullopt;
  }
  const std::size_t before = output_.size();
  auto packet = framing_->take(input_, output_);
  obfuscate_from(before);
  return packet;
}

// Spec: core.telegram.org/mtproto/mtproto-transports (C-01 to C-08); L-01
Status ServerStream::detect() {
  const BytesView view = input_.view();
  if (view.empty()) return {};
  if (view[0] == 0xef) {
    start(TransportKind::abridged, 1);
    return {};
  }
  if (view.size() < 4) return {};
  const auto first = load_le<std::uint32_t>(view.data());
  if (first == 0xeeeeeeeeU || first == 0xddddddddU) {
    start(first == 0xeeeeeeeeU ? TransportKind::intermediate : TransportKind::padded, 4);
    return {};
  }
  for (const std::string_view verb : http_verbs) {
    if (as_text(view).starts_with(verb)) {
      start(TransportKind::http, 0);
      return {};
    }
  }
  if (view.size() < 8) return {};
  // A full frame begins with its length and the sequence number 0, which no obfuscated header does.
  if (load_le<std::uint32_t>(view.data() + 4) == 0) {
    start(TransportKind::full, 0);
    return {};
  }
  return view.size() < obfuscation_header_size ? Status() : start_obfuscated();
}

Status ServerStream::start_obfuscated() {
  auto stream = read_obfuscation(input_.view().first(obfuscation_header_size), secrets_);
  if (!stream) return fail(std::move(stream).error());
  obfuscation_.emplace(*std::move(stream));
  input_.drop(obfuscation_header_size);
  // What came behind the header has waited for the keys.
  Bytes rest = input_.pop(input_.size());
  obfuscation_->incoming.apply(rest);
  input_.push(rest);
  start(obfuscation_->kind, 0);
  name_ = "obfuscated " + name_;
  return {};
}

void ServerStream::start(TransportKind kind, std::size_t tag_size) {
  input_.drop(tag_size);
  framing_ = make_framing(kind, random_);
  name_ = name_of(kind);
}

void ServerStream::send(BytesView payload) {
  if (framing_ == nullptr) return;
  const std::size_t before = output_.size();
  framing_->put(payload, output_);
  obfuscate_from(before);
}

void ServerStream::send_error(std::int32_t code) {
  if (framing_ == nullptr) return;
  const std::size_t before = output_.size();
  framing_->put_error(code, output_);
  obfuscate_from(before);
}

void ServerStream::send_quick_ack(std::uint32_t token) {
  if (framing_ == nullptr) return;
  const std::size_t before = output_.size();
  framing_->put_quick_ack(token, output_);
  obfuscate_from(before);
}

void ServerStream::obfuscate_from(std::size_t size) {
  if (obfuscation_) obfuscation_->outgoing.apply(MutableBytes(output_).subspan(size));
}

}  // namespace strata::datacenter
