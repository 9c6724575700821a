// Fetches the file of a message to disk or into memory.
#include "files/download.hpp"
#include "files/file_name.hpp"
#include "files/output_file.hpp"

#include "strata/client/files_api.hpp"
#include "strata/client/invoker.hpp"

#include <system_error>
#include <utility>

namespace strata {

namespace {

constexpr std::uint64_t gib = std::uint64_t{1} << 30U;
constexpr std::uint64_t largest_on_disk = 4 * gib;
constexpr std::uint64_t largest_in_memory = gib / 16;

files::Location location_of(const Message& message, std::uint64_t max_size) {
  std::optional<files::Location> location = files::Location::of(message);
  if (!location) throw Error(ClientErrc::invalid_argument, "the message carries no file");
  if (location->size() > max_size) {
    throw Error(ClientErrc::invalid_argument, "the file has " + std::to_string(location->size()) +
                                                  " bytes, allowed are " +
                                                  std::to_string(max_size));
  }
  return *std::move(location);
}

/// A folder gets a file named by the sender, made safe.
std::filesystem::path target_in(std::filesystem::path target, const files::Location& location) {
  std::error_code error;
  if (!std::filesystem::is_directory(target, error)) return target;
  return target / files::safe_file_name(location.name(), "file");
}

asio::awaitable<std::filesystem::path> download_media(std::shared_ptr<Invoker> invoker,
                                                      Message message, std::filesystem::path target,
                                                      DownloadOptions options) {
  const files::Location location =
      location_of(message, options.max_size().value_or(largest_on_disk));
  const std::filesystem::path path = target_in(std::move(target), location);
  files::OutputFile file(path, options.may_overwrite());
  const files::Sink sink = [&file](BytesView bytes) { file.write(bytes); };
  co_await files::download(invoker, message, location, sink, options.progress());
  file.finish();
  co_return path;
}

asio::awaitable<Bytes> download_bytes(std::shared_ptr<Invoker> invoker, Message message,
                                      DownloadOptions options) {
  const files::Location location =
      location_of(message, options.max_size().value_or(largest_in_memory));
  Bytes content;
  const files::Sink sink = [&content](BytesView bytes) { append(content, bytes); };
  co_await files::download(invoker, message, location, sink, options.progress());
  co_return content;
}

}  // namespace

asio::awaitable<std::filesystem::path> FilesApi::download_media(Message message,
                                                                std::filesystem::path target,
                                                                DownloadOptions options) const {
  return strata::download_media(invoker(), std::move(message), std::move(target),
                                std::move(options));
}

asio::awaitable<Bytes> FilesApi::download_bytes(Message message, DownloadOptions options) const {
  return strata::download_bytes(invoker(), std::move(message), std::move(options));
}

}  // namespace strata
