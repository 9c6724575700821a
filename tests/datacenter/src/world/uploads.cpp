// Files on their way in, part by part.
#include "strata/datacenter/world/uploads.hpp"

#include <openssl/evp.h>

#include <algorithm>

namespace strata::datacenter {
namespace {

std::string md5_hex(BytesView bytes) {
  Bytes digest(EVP_MAX_MD_SIZE);
  unsigned int size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_md5(), nullptr) != 1) {
    return {};
  }
  digest.resize(size);
  return to_hex(digest);
}

bool is_legal_part_size(std::size_t size) {
  return size > 0 && size % 1024 == 0 && Uploads::max_part_size % size == 0;
}

}  // namespace

Outcome<void> Uploads::save(UserId user, const FilePart& part, UnixSeconds now) {
  if (part.index < 0 || static_cast<std::size_t>(part.index) >= limits_.upload_parts) {
    return refuse("FILE_PART_INVALID");
  }
  if (part.bytes.empty()) return refuse("FILE_PART_EMPTY");
  if (part.bytes.size() > max_part_size) return refuse("FILE_PART_TOO_BIG");
  const bool total_known = part.is_big && part.total != -1;
  if (total_known &&
      (part.total <= part.index || static_cast<std::size_t>(part.total) > limits_.upload_parts)) {
    return refuse("FILE_PARTS_INVALID");
  }
  drop_expired(now);
  const auto opened = open_for({user, part.upload}, part);
  if (!opened) return refuse(opened.error());
  Upload& upload = **opened;

  Bytes& slot = upload.parts[part.index];
  if (use_.bytes - slot.size() + part.bytes.size() > limits_.file_bytes) {
    if (slot.empty()) upload.parts.erase(part.index);
    return refuse(420, "FLOOD_WAIT_60");
  }
  use_.bytes += part.bytes.size();
  use_.bytes -= slot.size();
  slot.assign(part.bytes.begin(), part.bytes.end());
  if (total_known) upload.total = part.total;
  upload.last_part = now;
  return {};
}

Outcome<Uploads::Upload*> Uploads::open_for(const Key& key, const FilePart& part) {
  const auto found = uploads_.find(key);
  if (found != uploads_.end()) {
    if (found->second.is_big != part.is_big) return refuse("FILE_PARTS_INVALID");
    return &found->second;
  }
  const auto mine =
      std::ranges::count(uploads_, key.first, [](const auto& entry) { return entry.first.first; });
  if (static_cast<std::size_t>(mine) >= limits_.unfinished_uploads) {
    return refuse(420, "FLOOD_WAIT_60");
  }
  Upload& upload = uploads_[key];
  upload.is_big = part.is_big;
  return &upload;
}

Outcome<void> Uploads::check_parts(const Upload& upload, const UploadClaim& claim) const {
  if (claim.parts <= 0 || static_cast<std::size_t>(claim.parts) > limits_.upload_parts ||
      claim.is_big != upload.is_big || (upload.total != -1 && upload.total != claim.parts)) {
    return refuse("FILE_PARTS_INVALID");
  }
  const auto first = upload.parts.find(0);
  const std::size_t part_size = first == upload.parts.end() ? 0 : first->second.size();
  std::size_t size = 0;
  for (std::int32_t index = 0; index < claim.parts; ++index) {
    const auto part = upload.parts.find(index);
    if (part == upload.parts.end()) {
      return refuse("FILE_PART_" + std::to_string(index) + "_MISSING");
    }
    const bool last = index + 1 == claim.parts;
    if (!last && !is_legal_part_size(part->second.size())) return refuse("FILE_PART_SIZE_INVALID");
    if (last ? part->second.size() > part_size : part->second.size() != part_size) {
      return refuse("FILE_PART_SIZE_CHANGED");
    }
    size += part->second.size();
  }
  if (!claim.is_big && size > max_small_file) return refuse("FILE_PARTS_INVALID");
  return {};
}

Outcome<Bytes> Uploads::finish(UserId user, const UploadClaim& claim, UnixSeconds now) {
  drop_expired(now);
  const auto found = uploads_.find({user, claim.upload});
  if (found == uploads_.end()) return refuse("FILE_PART_0_MISSING");
  if (const auto legal = check_parts(found->second, claim); !legal) return refuse(legal.error());
  Bytes content;
  for (std::int32_t index = 0; index < claim.parts; ++index) {
    append(content, found->second.parts.at(index));
  }
  if (!claim.md5.empty() && claim.md5 != md5_hex(content)) return refuse("MD5_CHECKSUM_INVALID");
  drop(found);
  return content;
}

void Uploads::drop(std::map<Key, Upload>::iterator upload) {
  for (const auto& [index, bytes] : upload->second.parts) use_.bytes -= bytes.size();
  uploads_.erase(upload);
}

void Uploads::drop_expired(UnixSeconds now) {
  for (auto upload = uploads_.begin(); upload != uploads_.end();) {
    const auto current = upload++;
    if (now - current->second.last_part > limits_.upload_lifetime) drop(current);
  }
}

}  // namespace strata::datacenter
