// Reads the width and height of a picture from its first bytes.
#include "world/image_size.hpp"

#include <algorithm>

namespace strata::datacenter {
namespace {

std::int32_t big_endian_16(BytesView bytes, std::size_t at) {
  return bytes[at] * 256 + bytes[at + 1];
}

bool begins_with(BytesView bytes, std::string_view magic) {
  return as_text(bytes).starts_with(magic);
}

std::optional<ImageSize> legal(ImageSize size) {
  if (size.width <= 0 || size.height <= 0) return std::nullopt;
  return size;
}

// The first chunk of a PNG is IHDR: width and height in four bytes each.
std::optional<ImageSize> png_size(BytesView image) {
  if (image.size() < 24 || as_text(image.subspan(12, 4)) != "IHDR") return std::nullopt;
  if (big_endian_16(image, 16) != 0 || big_endian_16(image, 20) != 0) return std::nullopt;
  return legal({big_endian_16(image, 18), big_endian_16(image, 22)});
}

// A JPEG is a chain of segments `ff kind length…`; the frame header (c0 … cf, but for c4, c8 and
// cc) holds the size.
std::optional<ImageSize> jpeg_size(BytesView image) {
  std::size_t at = 2;
  while (at + 9 <= image.size() && image[at] == 0xff) {
    const std::uint8_t kind = image[at + 1];
    const bool frame = kind >= 0xc0 && kind <= 0xcf && kind != 0xc4 && kind != 0xc8 && kind != 0xcc;
    if (frame) return legal({big_endian_16(image, at + 7), big_endian_16(image, at + 5)});
    at += 2 + static_cast<std::size_t>(std::max(2, big_endian_16(image, at + 2)));
  }
  return std::nullopt;
}

std::optional<ImageSize> gif_size(BytesView image) {
  if (image.size() < 10) return std::nullopt;
  return legal({image[6] + image[7] * 256, image[8] + image[9] * 256});
}

}  // namespace

std::optional<ImageSize> image_size(BytesView image) {
  if (begins_with(image, "\x89PNG\r\n\x1a\n")) return png_size(image);
  if (begins_with(image, "\xff\xd8")) return jpeg_size(image);
  if (begins_with(image, "GIF8")) return gif_size(image);
  return std::nullopt;
}

}  // namespace strata::datacenter
