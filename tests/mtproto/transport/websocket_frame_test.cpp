// Headers of WebSocket frames: the examples of RFC 6455, and what a server may not send.
#include "transport/websocket_frame.hpp"

#include "strata/mtproto/errors.hpp"
#include "strata/mtproto/limits.hpp"

#include <gtest/gtest.h>

namespace strata::mtproto {
namespace {

std::string read(std::string_view hex) {
  const Bytes bytes = from_hex(hex).value();
  EXPECT_EQ(websocket_header_size(bytes.data()), bytes.size());
  const Result<WebSocketHeader> header = parse_websocket_header(bytes);
  if (!header) {
    EXPECT_EQ(header.error().code(), Errc::bad_websocket_frame);
    return "bad";
  }
  return std::to_string(static_cast<int>(header->opcode)) +
         (header->is_final ? " final " : " more ") + std::to_string(header->length);
}

std::string framed(BytesView data, WebSocketOpcode opcode, bool only_header = false) {
  Buffer buffer(Buffer::default_headroom);
  buffer.append(data);
  frame_as_client(buffer, opcode, {0x37, 0xfa, 0x21, 0x3d});
  const std::size_t header = buffer.size() - data.size();
  return to_hex(std::as_const(buffer).bytes().first(only_header ? header : buffer.size()));
}

TEST(WebSocketFrame, ServerHeaders_ThreeForms) {
  EXPECT_EQ(read("8205"), "2 final 5");
  EXPECT_EQ(read("027d"), "2 more 125");
  EXPECT_EQ(read("8000"), "0 final 0");
  EXPECT_EQ(read("827e007e"), "2 final 126");
  EXPECT_EQ(read("827effff"), "2 final 65535");
  EXPECT_EQ(read("827f0000000000010000"), "2 final 65536");
  EXPECT_EQ(read("827f0000000001000000"), "2 final 16777216");
  EXPECT_EQ(read("8802"), "8 final 2");
  EXPECT_EQ(read("897d"), "9 final 125");
  EXPECT_EQ(read("8a00"), "10 final 0");
}

TEST(WebSocketFrame, WhatAServerMayNotSend_N116) {
  for (const std::string_view header :
       {"8105", "0105", "8285", "c205", "a205", "9205", "8305", "8705", "8b00", "8f00", "0900",
        "0800", "897e007e", "887f0000000000010000", "827e007d", "827f000000000000ffff",
        "827f0000000001000001", "827f8000000000000000", "827fffffffffffffffff"}) {
    EXPECT_EQ(read(header), "bad") << header;
  }
}

TEST(WebSocketFrame, ClientFrames_AreMasked) {
  EXPECT_EQ(framed(as_bytes("Hello"), WebSocketOpcode::text), "818537fa213d7f9f4d5158")
      << "RFC 6455, 5.7";
  EXPECT_EQ(framed({}, WebSocketOpcode::pong), "8a8037fa213d");
}

TEST(WebSocketFrame, ClientLengths_TakeTheShortestForm) {
  const auto header = [](std::size_t size) {
    return framed(Bytes(size), WebSocketOpcode::binary, true);
  };
  EXPECT_EQ(header(125), "82fd37fa213d");
  EXPECT_EQ(header(126), "82fe007e37fa213d");
  EXPECT_EQ(header(65'535), "82feffff37fa213d");
  EXPECT_EQ(header(65'536), "82ff000000000001000037fa213d");
}

}  // namespace
}  // namespace strata::mtproto
