// The calls, made of the generated types.
#include "probe/calls.hpp"

#include "strata/tl/decode.hpp"
#include "strata/tl/encode.hpp"
#include "strata/tl/functions/auth/import_bot_authorization.hpp"
#include "strata/tl/functions/help/get_config.hpp"
#include "strata/tl/functions/init_connection.hpp"
#include "strata/tl/functions/invoke_with_layer.hpp"
#include "strata/tl/functions/messages/upload_media.hpp"
#include "strata/tl/functions/upload/get_file.hpp"
#include "strata/tl/functions/upload/save_file_part.hpp"
#include "strata/tl/layer.hpp"
#include "strata/tl/types/config.hpp"
#include "strata/tl/types/document.hpp"
#include "strata/tl/types/input_file.hpp"
#include "strata/tl/types/input_file_location.hpp"
#include "strata/tl/types/input_media.hpp"
#include "strata/tl/types/input_peer.hpp"
#include "strata/tl/types/message_media.hpp"
#include "strata/tl/types/upload/file.hpp"

#include <algorithm>
#include <stdexcept>

namespace strata::probe {
namespace {

namespace functions = tl::functions;
namespace types = tl::types;

constexpr std::int32_t part_size = 512 * 1024;
constexpr std::int64_t file_id = 7;

Bytes test_pattern() {
  Bytes content(part_size);
  std::uint32_t state = 1;
  for (std::uint8_t& byte : content) {
    state = state * 1664525U + 1013904223U;
    byte = static_cast<std::uint8_t>(state >> 24U);
  }
  return content;
}

template <class Request>
Bytes call(Connection& connection, mtproto::Session& session, const Request& request) {
  return connection.call(session, check(tl::to_bytes(request)));
}

}  // namespace

int ask_config(Connection& connection, mtproto::Session& session) {
  const functions::help::GetConfig query{};
  const functions::InitConnection init{.api_id = 1, .device_model = "probe", .query = query};
  const functions::InvokeWithLayer layered{.layer = tl::LAYER, .query = init};
  const Bytes answer = call(connection, session, layered);
  const auto config = check(tl::decode<tl::enums::Config>(answer));
  return config->as<types::Config>().this_dc;
}

void send_file_around(Connection& connection, mtproto::Session& session) {
  static_cast<void>(
      call(connection, session,
           functions::auth::ImportBotAuthorization{
               .api_id = 1, .api_hash = "x", .bot_auth_token = "424242:probe-token"}));

  const Bytes content = test_pattern();
  static_cast<void>(
      call(connection, session,
           functions::upload::SaveFilePart{.file_id = file_id, .file_part = 0, .bytes = content}));

  const types::InputFile file{.id = file_id, .parts = 1, .name = "probe.bin"};
  const types::InputMediaUploadedDocument media{.file = file,
                                                .mime_type = "application/octet-stream"};
  const Bytes uploaded = call(
      connection, session,
      functions::messages::UploadMedia{.peer = tl::blank<types::InputPeerSelf>, .media = media});
  const auto shown = check(tl::decode<tl::enums::MessageMedia>(uploaded));
  const auto* sent = shown->get_if<types::MessageMediaDocument>();
  if (sent == nullptr || !sent->document) throw std::runtime_error("the upload gives no document");
  const auto& document = sent->document->as<types::Document>();

  const types::InputDocumentFileLocation location{.id = document.id,
                                                  .access_hash = document.access_hash,
                                                  .file_reference = document.file_reference};
  const Bytes loaded =
      call(connection, session,
           functions::upload::GetFile{.location = location, .offset = 0, .limit = part_size});
  const auto answer = check(tl::decode<tl::enums::upload::File>(loaded));
  if (!std::ranges::equal(answer->as<types::upload::File>().bytes, content)) {
    throw std::runtime_error("the file came back changed");
  }
}

}  // namespace strata::probe
