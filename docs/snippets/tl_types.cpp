// The example of tl-types/README.md, compiled and run.
#include "strata/tl/decode.hpp"
#include "strata/tl/encode.hpp"
#include "strata/tl/functions/messages/send_message.hpp"
#include "strata/tl/json.hpp"
#include "strata/tl/to_string.hpp"
#include "strata/tl/types/input_peer.hpp"
#include "strata/tl/types/message_entity.hpp"

#include <array>
#include <iostream>

namespace api = strata::tl;

// [use]
strata::Result<std::string> show() {
  // A request is a designated initialiser over your own data; boxes refer to what they are given.
  const api::types::InputPeerUser peer{.user_id = 1, .access_hash = 2};
  const api::functions::messages::SendMessage request{
      .silent = true, .peer = peer, .message = "hello", .random_id = 3};
  const strata::Result<strata::Bytes> bytes = api::to_bytes(request);
  if (!bytes) return strata::fail(bytes.error());

  // Decoding copies the bytes into one block together with the object; all views end with it.
  const api::types::MessageEntityBold bold{.offset = 0, .length = 5};
  const auto decoded = api::decode<api::enums::MessageEntity>(*api::to_bytes(bold));
  if (!decoded) return strata::fail(decoded.error());
  const api::enums::MessageEntity& entity = **decoded;
  if (const auto* found = entity.get_if<api::types::MessageEntityBold>()) {
    return api::to_string(request) + "\nbold: " + std::to_string(found->length);
  }
  return "another entity";
}
// [/use]

// [json]
strata::Result<std::string> through_json() {
  // Needs strata::tl-json. Numbers of 64 bits are texts, bytes are base64; nothing is lost.
  const api::types::InputPeerUser peer{.user_id = 5000000000, .access_hash = -7};
  const std::string json = api::to_json(peer);
  // {"_":"inputPeerUser","user_id":"5000000000","access_hash":"-7"}

  // Fields may come in any order; whatever does not fit is an error with its path.
  const auto parsed = api::from_json<api::enums::InputPeer>(json);
  if (!parsed) return strata::fail(parsed.error());
  return api::to_json(**parsed, {.indent = 2});
}
// [/json]

int main() {
  const auto text = show();
  if (!text) return 1;
  std::cout << *text << '\n';
  const auto json = through_json();
  if (!json) return 1;
  std::cout << *json << '\n';
  const bool shown = text->find("hello") != std::string::npos && text->ends_with("bold: 5");
  return shown && json->find("\"user_id\": \"5000000000\"") != std::string::npos ? 0 : 1;
}
