// HTTP: every packet is the body of a POST, every answer the body of a response.
#include "transport/framing.hpp"

#include "strata/datacenter/errors.hpp"

#include <algorithm>
#include <charconv>
#include <deque>

namespace strata::datacenter {
namespace {

constexpr std::size_t most_header_bytes = 16U << 10U;
constexpr std::size_t most_waiting = 256;

std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return result;
}

/// The value of the only Content-Length header, or nothing.
std::optional<std::size_t> content_length(std::string_view header) {
  const std::string text = lower(header);
  constexpr std::string_view name = "\r\ncontent-length:";
  const std::size_t at = text.find(name);
  if (at == std::string::npos || text.find(name, at + 1) != std::string::npos) return std::nullopt;
  std::string_view value = std::string_view(text).substr(at + name.size());
  value = value.substr(0, value.find('\r'));
  value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
  std::size_t length = 0;
  const auto [end, error] = std::from_chars(value.begin(), value.end(), length);
  if (error != std::errc{} || end != value.end()) return std::nullopt;
  return length;
}

// Spec: core.telegram.org/mtproto/transports#http (C-20)
class Http final : public Framing {
 public:
  Result<std::optional<ClientPacket>> take(ByteQueue& input, Bytes& output) override {
    const std::string_view text = as_text(input.view());
    constexpr std::string_view end_mark = "\r\n\r\n";
    const std::size_t end = text.substr(0, most_header_bytes).find(end_mark);
    if (end == std::string_view::npos) {
      if (text.size() >= most_header_bytes) {
        return fail(Errc::bad_frame, "an HTTP header of more than 16 KiB");
      }
      return std::nullopt;
    }
    const std::string_view header = text.substr(0, end + 2);
    const auto length = content_length(header);
    const bool possible =
        header.starts_with("POST /api") && length && *length != 0 && *length <= most_frame_bytes;
    if (!possible) return fail(Errc::bad_frame, "an HTTP request that is no POST of a packet");
    const std::size_t whole = end + end_mark.size() + *length;
    if (input.size() < whole) return std::nullopt;
    input.drop(end + end_mark.size());
    ClientPacket packet;
    packet.payload = input.pop(*length);
    on_request(output);
    return packet;
  }

  void put(BytesView payload, Bytes& output) override {
    if (open_requests_ == 0) {
      if (waiting_.size() < most_waiting) waiting_.emplace_back(payload.begin(), payload.end());
      return;
    }
    --open_requests_;
    respond(payload, output);
  }

 private:
  void on_request(Bytes& output) {
    ++open_requests_;
    if (waiting_.empty()) return;
    const Bytes payload = std::move(waiting_.front());
    waiting_.pop_front();
    put(payload, output);
  }

  static void respond(BytesView payload, Bytes& output) {
    const std::string header =
        "HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Type: application/octet-stream\r\n"
        "Content-Length: " +
        std::to_string(payload.size()) + "\r\n\r\n";
    append(output, as_bytes(header));
    append(output, payload);
  }

  std::size_t open_requests_ = 0;
  /// Packets that wait for a request to answer.
  std::deque<Bytes> waiting_;
};

}  // namespace

std::unique_ptr<Framing> make_http() { return std::make_unique<Http>(); }

}  // namespace strata::datacenter
