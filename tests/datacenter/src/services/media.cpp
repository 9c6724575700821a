// Files that come with messages: uploaded just now, or sent before.
#include "services/compose.hpp"

#include <algorithm>

namespace strata::datacenter {
namespace {

constexpr std::size_t max_attributes = 20;
constexpr std::size_t max_mime_type = 255;
constexpr std::size_t max_file_name = 1024;

UploadClaim read_upload(const Object& file) {
  UploadClaim claim;
  claim.upload = file.get_long("id");
  claim.parts = file.get_int("parts");
  claim.is_big = file.is("inputFileBig");
  claim.md5 = file.get_string("md5_checksum");
  return claim;
}

FileClaim read_claim(const Object& input) {
  return {input.get_long("id"), input.get_long("access_hash"), input.get_bytes("file_reference")};
}

// The attributes that the sender gave, with the name of the uploaded file if they have none.
Vector named_attributes(const Object& media) {
  Vector attributes = media.get_vector("attributes");
  const std::string& name = media.get_object("file").get_string("name");
  const bool named = std::ranges::any_of(attributes, [](const Value& attribute) {
    return attribute.as_object().is("documentAttributeFilename");
  });
  if (!named && !name.empty()) {
    attributes.push_back(Object("documentAttributeFilename", {{"file_name", name}}));
  }
  return attributes;
}

Outcome<Media> store_upload(const Call& call, const Object& media, bool is_photo) {
  const Object& input = media.get_object("file");
  if (!input.is("inputFile") && !input.is("inputFileBig")) return refuse("MEDIA_INVALID");
  if (media.get_vector("attributes").size() > max_attributes ||
      media.get_string("mime_type").size() > max_mime_type ||
      input.get_string("name").size() > max_file_name || is_too_heavy(call, media["attributes"])) {
    return refuse("MEDIA_INVALID");
  }
  auto content = call.world.files().uploads().finish(call.self, read_upload(input), call.now);
  if (!content) return refuse(content.error());

  StoredFile file;
  file.is_photo = is_photo;
  file.dc = call.state.host->dc_id();
  file.date = call.now;
  file.content = *std::move(content);
  if (!is_photo) {
    file.mime_type = media.get_string("mime_type");
    if (file.mime_type.empty()) file.mime_type = "application/octet-stream";
    file.attributes = named_attributes(media);
  }
  const auto id = call.world.files().add(std::move(file));
  if (!id) return refuse(id.error());
  return Media{*id, is_photo, media.get_bool("spoiler")};
}

Outcome<Media> reuse(const Call& call, const Object& media, bool is_photo) {
  const auto file = call.world.files().check(read_claim(media.get_object("id")));
  if (!file) return refuse(file.error());
  if ((*file)->is_photo != is_photo) return refuse("MEDIA_INVALID");
  return Media{(*file)->id, is_photo, media.get_bool("spoiler")};
}

}  // namespace

Outcome<Media> read_media(const Call& call, const Object& media) {
  if (media.is("inputMediaUploadedPhoto")) return store_upload(call, media, true);
  if (media.is("inputMediaUploadedDocument")) return store_upload(call, media, false);
  if (media.is("inputMediaPhoto")) return reuse(call, media, true);
  if (media.is("inputMediaDocument")) return reuse(call, media, false);
  return refuse(media.is("inputMediaEmpty") ? "MEDIA_EMPTY" : "MEDIA_INVALID");
}

}  // namespace strata::datacenter
