// Sends an uploaded file as a message.
#include "files/mime_type.hpp"
#include "files/upload.hpp"
#include "messages/send_options.hpp"
#include "messages/sent_message.hpp"
#include "peers/resolve.hpp"

#include "strata/client/files_api.hpp"
#include "strata/client/invoker.hpp"
#include "strata/crypto/random.hpp"
#include "strata/tl/arena.hpp"
#include "strata/tl/functions/messages/send_media.hpp"
#include "strata/tl/types/document_attribute.hpp"
#include "strata/tl/types/input_file.hpp"
#include "strata/tl/types/input_media.hpp"
#include "strata/tl/types/input_peer.hpp"

#include <array>
#include <optional>

namespace strata {

namespace {

constexpr int most_lost_parts = 3;

tl::enums::InputFile input_file(const UploadedFile& file, tl::Arena& arena) {
  if (file.is_big()) {
    const tl::types::InputFileBig big{.id = file.id(), .parts = file.parts(), .name = file.name()};
    return arena.make(big);
  }
  const tl::types::InputFile small{
      .id = file.id(), .parts = file.parts(), .name = file.name(), .md5_checksum = file.md5()};
  return arena.make(small);
}

tl::enums::InputMedia input_media(const UploadedFile& file, const SendFileOptions& options,
                                  tl::Arena& arena) {
  if (options.is_photo()) {
    const tl::types::InputMediaUploadedPhoto photo{.file = input_file(file, arena)};
    return arena.make(photo);
  }
  const tl::types::DocumentAttributeFilename name{.file_name = file.name()};
  const std::array<tl::enums::DocumentAttribute, 1> attributes{
      tl::enums::DocumentAttribute(arena.make(name))};
  const std::string_view mime_type =
      options.mime_type().empty() ? files::mime_type_of(file.name()) : options.mime_type();
  const tl::types::InputMediaUploadedDocument document{
      .force_file = true,
      .file = input_file(file, arena),
      .mime_type = arena.copy(mime_type),
      .attributes = arena.vector<tl::enums::DocumentAttribute>(attributes)};
  return arena.make(document);
}

/// FILE_PART_X_MISSING: the part that the server has lost, if it is one of ours (F-05).
std::optional<std::int32_t> lost_part(const RpcError& error, const UploadedFile& file) {
  if (!error.is("FILE_PART_MISSING") || !error.value()) return std::nullopt;
  if (*error.value() < 0 || *error.value() >= file.parts()) return std::nullopt;
  return error.value();
}

asio::awaitable<Message> send_uploaded(std::shared_ptr<Invoker> invoker, PeerRef peer,
                                       UploadedFile file, InputMessage caption,
                                       SendFileOptions options) {
  const PeerAddress address = co_await peers::resolve(invoker, std::move(peer));
  messages::SentRequest sent;
  sent.random_id = static_cast<std::int64_t>(crypto::system_random().next_u64());
  sent.peer = address;
  sent.text = caption.text();

  tl::Arena arena;
  const tl::functions::messages::SendMedia request{
      .silent = caption.is_silent(),
      .noforwards = caption.is_noforwards(),
      .peer = address.input_peer(arena),
      .reply_to = messages::reply_to(caption, arena),
      .media = input_media(file, options, arena),
      .message = caption.text(),
      .random_id = sent.random_id,
      .reply_markup = messages::markup(caption, arena)};

  std::shared_ptr<const messages::UpdatesAnswer> answer;
  for (int lost_parts = 0; !answer; ++lost_parts) {
    std::optional<std::int32_t> lost;
    try {
      answer = std::make_shared<const messages::UpdatesAnswer>(co_await invoker->invoke(request));
    } catch (const RpcError& error) {
      lost = lost_part(error, file);
      if (!lost || lost_parts == most_lost_parts) throw;
    }
    if (lost) co_await files::upload_part_again(invoker, file, *lost);
  }
  co_return co_await messages::read_sent(invoker, std::move(answer), std::move(sent));
}

asio::awaitable<Message> send_source(std::shared_ptr<Invoker> invoker, PeerRef peer,
                                     FileSource source, InputMessage caption,
                                     SendFileOptions options) {
  UploadedFile file = co_await files::upload(invoker, std::move(source), options.progress());
  co_return co_await send_uploaded(invoker, std::move(peer), std::move(file), std::move(caption),
                                   std::move(options));
}

}  // namespace

FileSource::FileSource(std::filesystem::path path)
    : source_(files::file_source(path)), name_(path.filename().string()) {}

FileSource::FileSource(Bytes content, std::string name)
    : source_(files::memory_source(std::move(content))), name_(std::move(name)) {}

asio::awaitable<UploadedFile> FilesApi::upload_file(FileSource source, Progress progress) const {
  return files::upload(invoker(), std::move(source), std::move(progress));
}

asio::awaitable<Message> FilesApi::send_file(PeerRef peer, FileSource source, InputMessage caption,
                                             SendFileOptions options) const {
  return send_source(invoker(), std::move(peer), std::move(source), std::move(caption),
                     std::move(options));
}

// Spec: core.telegram.org/method/messages.sendMedia
asio::awaitable<Message> FilesApi::send_file(PeerRef peer, UploadedFile file, InputMessage caption,
                                             SendFileOptions options) const {
  return send_uploaded(invoker(), std::move(peer), std::move(file), std::move(caption),
                       std::move(options));
}

}  // namespace strata
