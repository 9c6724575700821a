// HTTP: requests and responses around packets.
#include "transport/http_transport.hpp"

#include "transport/payload.hpp"

#include "strata/mtproto/errors.hpp"

#include <algorithm>
#include <charconv>

namespace strata::mtproto {
namespace {

constexpr int ok = 200;
constexpr int first_error = 300;

::tl::unexpected<Error> refuse(const std::string& why) {
  return fail(Errc::bad_http, "the HTTP response cannot be used: " + why);
}

// Digits only: no sign, no blanks, no list.
std::optional<std::size_t> parse_length(std::string_view text) {
  std::size_t length = 0;
  const bool is_number =
      std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }) && !text.empty();
  const auto [end, error] = std::from_chars(text.begin(), text.end(), length);
  if (!is_number || error != std::errc{}) return std::nullopt;
  return length;
}

}  // namespace

HttpTransport::HttpTransport(std::string_view host, std::string_view path, std::size_t max_frame)
    : max_frame_(max_frame) {
  request_ = "POST " + std::string(path) + " HTTP/1.1\r\nHost: " + std::string(host) +
             "\r\nConnection: keep-alive\r\nContent-Type: application/octet-stream\r\n"
             "Content-Length: ";
}

Status HttpTransport::wrap(Buffer& packet, bool) {
  if (Status valid = check_packet_size(packet.size()); !valid) return valid;
  if (is_asked_) {
    return fail(Errc::request_under_way, "over HTTP a packet waits for the answer to the last one");
  }
  const std::string end = std::to_string(packet.size()) + "\r\n\r\n";
  std::ranges::copy(end, packet.prepend(end.size()).begin());
  std::ranges::copy(request_, packet.prepend(request_.size()).begin());
  is_asked_ = true;
  return {};
}

MutableBytes HttpTransport::prepare(std::size_t at_least) {
  return buffer_.prepare(at_least, response_ ? response_->head_size + response_->body_size : 0);
}

Result<std::optional<TransportEvent>> HttpTransport::next() {
  if (is_over_) {
    return fail(Errc::peer_closes, "the server ends the connection after this response");
  }
  const MutableBytes unread = buffer_.unread();
  if (unread.empty()) return std::nullopt;
  if (!is_asked_) return refuse("nothing was asked");
  if (!response_) {
    Result<std::optional<HttpHead>> head = parse_http_head(unread, searched_);
    if (!head) return fail(std::move(head).error());
    if (!*head) return std::nullopt;
    Result<Response> response = judge(**head);
    if (!response) return fail(std::move(response).error());
    response_ = *response;
  }
  if (unread.size() < response_->head_size + response_->body_size) return std::nullopt;
  return finish(*response_);
}

// What a status of 300 or more says beyond its number is not read, wherever it may end.
Result<HttpTransport::Response> HttpTransport::judge(const HttpHead& head) const {
  Response response;
  response.status = head.status;
  response.head_size = head.size;
  response.is_last = !head.is_1_1 || head.lists("Connection", "close");
  if (head.status >= first_error) {
    response.is_last = true;
    return response;
  }
  if (head.status != ok) return refuse("status " + std::to_string(head.status));
  // Chunks have no bound that is known in advance, and no server of MTProto sends them.
  if (head.count("Transfer-Encoding") > 0 || head.count("Content-Encoding") > 0) {
    return refuse("its body is encoded");
  }
  if (head.count("Content-Length") != 1) return refuse("it does not have one length");
  const std::optional<std::size_t> length = parse_length(*head.find("Content-Length"));
  if (!length) return refuse("its length is not a number");
  if (*length > max_frame_) return fail(frame_too_large(*length, max_frame_));
  response.body_size = *length;
  return response;
}

TransportEvent HttpTransport::finish(const Response& response) {
  const MutableBytes body = buffer_.unread().subspan(response.head_size, response.body_size);
  const int status = response.status;
  is_over_ = response.is_last;
  buffer_.consume(response.head_size + response.body_size);
  response_.reset();
  searched_ = 0;
  is_asked_ = false;
  if (status >= first_error) return TransportError{-status};
  return classify_payload(body);
}

}  // namespace strata::mtproto
