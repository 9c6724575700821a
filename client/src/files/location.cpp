// Where the file of a message lies: data centre, size and location.
#include "files/location.hpp"

#include "strata/tl/arena.hpp"
#include "strata/tl/types/document.hpp"
#include "strata/tl/types/input_file_location.hpp"
#include "strata/tl/types/photo.hpp"
#include "strata/tl/types/photo_size.hpp"

#include <algorithm>

namespace strata::files {

namespace {

struct Size {
  std::string_view type;
  std::int32_t bytes = 0;
};

/// The size with the most bytes; progressive JPEGs list the bytes of each step.
Size largest(std::span<const tl::enums::PhotoSize> sizes) {
  Size best;
  for (const tl::enums::PhotoSize& box : sizes) {
    Size size;
    if (const auto* plain = box.get_if<tl::types::PhotoSize>()) {
      size = {plain->type, plain->size};
    } else if (const auto* progressive = box.get_if<tl::types::PhotoSizeProgressive>()) {
      for (const std::int32_t bytes : progressive->sizes) {
        size = {progressive->type, std::max(size.bytes, bytes)};
      }
    }
    if (size.bytes > best.bytes) best = size;
  }
  return best;
}

}  // namespace

std::optional<Location> Location::of(const Message& message) {
  Location location;
  if (const tl::types::Document* document = message.document()) {
    if (document->size < 0) return std::nullopt;
    location.id_ = document->id;
    location.access_hash_ = document->access_hash;
    location.file_reference_.assign(document->file_reference.begin(),
                                    document->file_reference.end());
    location.dc_ = document->dc_id;
    location.size_ = static_cast<std::uint64_t>(document->size);
    location.name_ = message.file_name();
    if (location.name_.empty()) location.name_ = "file_" + std::to_string(document->id);
    return location;
  }
  if (const tl::types::Photo* photo = message.photo()) {
    const Size size = largest(photo->sizes);
    if (size.bytes <= 0) return std::nullopt;
    location.photo_ = true;
    location.id_ = photo->id;
    location.access_hash_ = photo->access_hash;
    location.file_reference_.assign(photo->file_reference.begin(), photo->file_reference.end());
    location.thumb_size_ = size.type;
    location.dc_ = photo->dc_id;
    location.size_ = static_cast<std::uint64_t>(size.bytes);
    location.name_ = "photo_" + std::to_string(photo->id) + ".jpg";
    return location;
  }
  return std::nullopt;
}

tl::enums::InputFileLocation Location::to_tl(tl::Arena& arena) const {
  if (photo_) {
    const tl::types::InputPhotoFileLocation location{.id = id_,
                                                     .access_hash = access_hash_,
                                                     .file_reference = file_reference_,
                                                     .thumb_size = thumb_size_};
    return arena.make(location);
  }
  const tl::types::InputDocumentFileLocation location{.id = id_,
                                                      .access_hash = access_hash_,
                                                      .file_reference = file_reference_,
                                                      .thumb_size = thumb_size_};
  return arena.make(location);
}

bool Location::refresh(const Location& fresh) {
  if (fresh.id_ != id_ || fresh.photo_ != photo_) return false;
  access_hash_ = fresh.access_hash_;
  file_reference_ = fresh.file_reference_;
  return true;
}

}  // namespace strata::files
