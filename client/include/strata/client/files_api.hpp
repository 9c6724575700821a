// FilesApi: sending files and fetching them.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/client/input_message.hpp"
#include "strata/client/message.hpp"
#include "strata/client/operation_set.hpp"
#include "strata/client/peer.hpp"

#include <asio/awaitable.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace strata {

namespace files {
class Source;
}

/// Called now and then while a file travels: bytes done, bytes in all.
using Progress = std::function<void(std::uint64_t done, std::uint64_t total)>;

/// What to upload: a file on disk, or bytes.
class FileSource {
 public:
  /// Read part by part while it is sent; it must not change meanwhile.
  FileSource(std::filesystem::path path);                                    // NOLINT: implicit
  FileSource(const char* path) : FileSource(std::filesystem::path(path)) {}  // NOLINT: implicit
  FileSource(Bytes content, std::string name);

  /// Which name the receivers see. Default: the last part of the path.
  FileSource& set_name(std::string name) {
    name_ = std::move(name);
    return *this;
  }
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] const std::shared_ptr<files::Source>& source() const noexcept { return source_; }

 private:
  std::shared_ptr<files::Source> source_;
  std::string name_;
};

/// A file that the server holds for a while (minutes to hours) and that a message may refer to.
class UploadedFile {
 public:
  UploadedFile(std::int64_t id, std::int32_t parts, std::string name, std::uint64_t size,
               std::string md5, std::shared_ptr<files::Source> source) noexcept
      : id_(id),
        parts_(parts),
        name_(std::move(name)),
        size_(size),
        md5_(std::move(md5)),
        source_(std::move(source)) {}

  [[nodiscard]] std::int64_t id() const noexcept { return id_; }
  [[nodiscard]] std::int32_t parts() const noexcept { return parts_; }
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
  /// Hexadecimal; empty for a big file, which has none.
  [[nodiscard]] const std::string& md5() const noexcept { return md5_; }
  /// Sent by upload.saveBigFilePart.
  [[nodiscard]] bool is_big() const noexcept { return md5_.empty(); }
  /// Where it came from: parts that the server lost are sent again.
  [[nodiscard]] const std::shared_ptr<files::Source>& source() const noexcept { return source_; }

 private:
  std::int64_t id_;
  std::int32_t parts_;
  std::string name_;
  std::uint64_t size_;
  std::string md5_;
  std::shared_ptr<files::Source> source_;
};

/// How a file is sent; every setter returns the object, so that they chain.
class SendFileOptions {
 public:
  SendFileOptions() noexcept {}

  /// Default: by the name's extension, else application/octet-stream.
  SendFileOptions& mime_type(std::string type) {
    mime_type_ = std::move(type);
    return *this;
  }
  /// Sends an image as a photo, which the server scales and compresses. Default: as a file.
  SendFileOptions& as_photo(bool on = true) noexcept {
    as_photo_ = on;
    return *this;
  }
  SendFileOptions& progress(Progress progress) {
    progress_ = std::move(progress);
    return *this;
  }

  [[nodiscard]] const std::string& mime_type() const noexcept { return mime_type_; }
  [[nodiscard]] bool is_photo() const noexcept { return as_photo_; }
  [[nodiscard]] const Progress& progress() const noexcept { return progress_; }

 private:
  std::string mime_type_;
  Progress progress_;
  bool as_photo_ = false;
};

/// How a file is fetched; every setter returns the object, so that they chain.
class DownloadOptions {
 public:
  DownloadOptions() noexcept {}

  /// Replaces a file that exists. Default: that is an error.
  DownloadOptions& overwrite(bool on = true) noexcept {
    overwrite_ = on;
    return *this;
  }
  /// Refuses files larger than this many bytes before the first one is fetched. Default: 4 GiB on
  /// disk, 64 MiB in memory.
  DownloadOptions& max_size(std::uint64_t bytes) noexcept {
    max_size_ = bytes;
    return *this;
  }
  DownloadOptions& progress(Progress progress) {
    progress_ = std::move(progress);
    return *this;
  }

  [[nodiscard]] bool may_overwrite() const noexcept { return overwrite_; }
  [[nodiscard]] std::optional<std::uint64_t> max_size() const noexcept { return max_size_; }
  [[nodiscard]] const Progress& progress() const noexcept { return progress_; }

 private:
  bool overwrite_ = false;
  std::optional<std::uint64_t> max_size_;
  Progress progress_;
};

/// The file operations of a client. Each *throws* RpcError when Telegram refuses, TransportError,
/// ClosedError, and Error (invalid_argument, file_io) for what is wrong on this side.
/// *Cancellation* ends the transfer and throws Cancelled; nothing half-written stays.
/// Files on disk are read and written on the executor of the caller.
// Spec: core.telegram.org/api/files (F-01 … F-18)
class FilesApi : public virtual OperationSet {
 public:
  explicit FilesApi(std::shared_ptr<Invoker> invoker) : OperationSet(std::move(invoker)) {}

  /// Uploads a file (at most 2000 MiB), several parts at a time.
  /// *TL methods*: upload.saveFilePart, upload.saveBigFilePart.
  asio::awaitable<UploadedFile> upload_file(FileSource source, Progress progress = {}) const;

  /// Uploads a file and sends it with a caption. *TL method*: messages.sendMedia.
  asio::awaitable<Message> send_file(PeerRef peer, FileSource source, InputMessage caption = {},
                                     SendFileOptions options = {}) const;

  /// Sends a file that was uploaded before.
  asio::awaitable<Message> send_file(PeerRef peer, UploadedFile file, InputMessage caption = {},
                                     SendFileOptions options = {}) const;

  /// Fetches the document or the largest photo of a message to disk and gives its path. `target` is
  /// a file, or a folder: then the name is made from the sender's, without anything that could lead
  /// out of the folder. The file appears when it is complete.
  /// *Throws* Error (invalid_argument) for a message without a file. *TL method*: upload.getFile.
  asio::awaitable<std::filesystem::path> download_media(Message message,
                                                        std::filesystem::path target,
                                                        DownloadOptions options = {}) const;

  /// The same into memory.
  asio::awaitable<Bytes> download_bytes(Message message, DownloadOptions options = {}) const;

 protected:
  FilesApi() = default;
};

}  // namespace strata
