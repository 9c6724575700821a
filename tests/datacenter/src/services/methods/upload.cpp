// upload.*: files in parts, in both directions.
#include "services/call.hpp"
#include "services/render/view.hpp"

#include <algorithm>

namespace strata::datacenter {
namespace {

constexpr std::int64_t block = 1 << 20;
constexpr std::int64_t max_offset = std::int64_t{1} << 62;

RpcResult save_part(Call& call) {
  const Object& request = call.request;
  FilePart part;
  part.upload = request.get_long("file_id");
  part.index = request.get_int("file_part");
  part.is_big = request.is("upload.saveBigFilePart");
  part.total = request.get_int("file_total_parts", -1);
  part.bytes = request.get_bytes("bytes");
  const auto saved = call.world.files().uploads().save(call.self, part, call.now);
  if (!saved) return no(saved.error());
  return Value(true);
}

// Spec: core.telegram.org/api/files#downloading-files (F-10)
Outcome<void> check_window(const Object& request) {
  const std::int64_t offset = request.get_long("offset");
  const std::int64_t limit = request.get_int("limit");
  const bool precise = request.get_bool("precise");
  const std::int64_t step = precise ? 1024 : 4096;
  if (offset < 0 || offset > max_offset || offset % step != 0) return refuse("OFFSET_INVALID");
  if (limit <= 0 || limit > block || limit % step != 0) return refuse("LIMIT_INVALID");
  if (!precise && block % limit != 0) return refuse("LIMIT_INVALID");
  if (offset / block != (offset + limit - 1) / block) return refuse("LIMIT_INVALID");
  return {};
}

Outcome<const StoredFile*> located_file(const Call& call, const Object& location) {
  const bool photo = location.is("inputPhotoFileLocation");
  if (!photo && !location.is("inputDocumentFileLocation")) return refuse("LOCATION_INVALID");
  const auto file =
      call.world.files().check({location.get_long("id"), location.get_long("access_hash"),
                                location.get_bytes("file_reference")});
  if (!file) return refuse(file.error());
  // A photo exists in one size; a document has no thumbnails.
  const std::string& size = location.get_string("thumb_size");
  if ((*file)->is_photo != photo || (photo ? size != "x" : !size.empty())) {
    return refuse("LOCATION_INVALID");
  }
  return *file;
}

Object file_type(const StoredFile& file) {
  struct Type {
    std::string_view mime;
    const char* name;
  };
  constexpr Type types[] = {
      {"image/jpeg", "storage.fileJpeg"},     {"image/png", "storage.filePng"},
      {"image/gif", "storage.fileGif"},       {"image/webp", "storage.fileWebp"},
      {"application/pdf", "storage.filePdf"}, {"audio/mpeg", "storage.fileMp3"},
      {"video/quicktime", "storage.fileMov"}, {"video/mp4", "storage.fileMp4"}};
  if (file.is_photo) return Object("storage.fileJpeg");
  const auto found = std::ranges::find(types, file.mime_type, &Type::mime);
  return Object(found != std::end(types) ? found->name : "storage.fileUnknown");
}

RpcResult get_file(Call& call) {
  if (const auto legal = check_window(call.request); !legal) return no(legal.error());
  const auto file = located_file(call, call.request.get_object("location"));
  if (!file) return no(file.error());
  const auto limit = static_cast<std::size_t>(call.request.get_int("limit"));
  const Bytes bytes = Files::read(**file, call.request.get_long("offset"), limit);
  return Object("upload.file",
                {{"type", file_type(**file)}, {"mtime", to_date((*file)->date)}, {"bytes", bytes}});
}

RpcResult get_file_hashes(Call& call) {
  const auto file = located_file(call, call.request.get_object("location"));
  if (!file) return no(file.error());
  const std::int64_t offset = call.request.get_long("offset");
  if (offset < 0) return no("OFFSET_INVALID");
  Vector hashes;
  for (const FileWindow& window : Files::hashes(**file, offset)) {
    hashes.push_back(Object(
        "fileHash", {{"offset", window.offset}, {"limit", window.length}, {"hash", window.hash}}));
  }
  return Value(std::move(hashes));
}

constexpr Method table[] = {
    {"upload.saveFilePart", Caller::logged_in, save_part},
    {"upload.saveBigFilePart", Caller::logged_in, save_part},
    {"upload.getFile", Caller::logged_in, get_file},
    {"upload.getFileHashes", Caller::logged_in, get_file_hashes},
};

}  // namespace

std::span<const Method> upload_methods() { return table; }

}  // namespace strata::datacenter
