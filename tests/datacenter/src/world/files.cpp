// The files of the world: documents and photos, in memory or made up on reading.
#include "strata/datacenter/world/files.hpp"

#include "world/image_size.hpp"

#include <openssl/sha.h>

#include <algorithm>

namespace strata::datacenter {
namespace {

constexpr std::int64_t hash_window = 128 * 1024;
constexpr std::size_t hashes_per_answer = 10;
constexpr std::size_t reference_size = 24;  // generation 4, check 20

// One byte of a synthetic file: splitmix64 of the seed and the block of eight that it lies in.
std::uint8_t synthetic_byte(std::int64_t seed, std::int64_t offset) {
  const auto block = static_cast<std::uint64_t>(offset) / 8;
  std::uint64_t mixed = static_cast<std::uint64_t>(seed) + (block + 1) * 0x9e3779b97f4a7c15U;
  mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
  mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
  mixed ^= mixed >> 31U;
  return static_cast<std::uint8_t>(mixed >> (8U * (static_cast<std::uint64_t>(offset) % 8)));
}

Bytes sha256(BytesView bytes) {
  Bytes digest(SHA256_DIGEST_LENGTH);
  SHA256(bytes.data(), bytes.size(), digest.data());
  return digest;
}

}  // namespace

Outcome<FileId> Files::add(StoredFile file) {
  const Bytes* content = std::get_if<Bytes>(&file.content);
  const std::size_t held = content != nullptr ? content->size() : 0;
  if (files_.size() >= limits_.files || use_.bytes + held > limits_.file_bytes) {
    return refuse(420, "FLOOD_WAIT_60");
  }
  if (content != nullptr) file.size = static_cast<std::int64_t>(held);
  if (file.is_photo) {
    const auto size = content != nullptr ? image_size(*content) : std::nullopt;
    if (!size) return refuse("IMAGE_PROCESS_FAILED");
    file.width = size->width;
    file.height = size->height;
  }
  file.id = seed_.number("file id", {++added_});
  file.access_hash = seed_.number("file access hash", {file.id});
  use_.bytes += held;
  const FileId id = file.id;
  files_.emplace(id, std::move(file));
  return id;
}

const StoredFile* Files::find(FileId id) const {
  const auto found = files_.find(id);
  return found == files_.end() ? nullptr : &found->second;
}

Outcome<const StoredFile*> Files::check(const FileClaim& claim) const {
  const StoredFile* file = find(claim.id);
  if (file == nullptr || file->access_hash != claim.access_hash) return refuse("FILE_ID_INVALID");
  if (claim.reference.empty()) return refuse("FILE_REFERENCE_EMPTY");
  if (claim.reference.size() != reference_size) return refuse("FILE_REFERENCE_INVALID");
  const auto generation = load_le<std::int32_t>(claim.reference.data());
  if (!std::ranges::equal(reference_of(file->id, generation), claim.reference)) {
    return refuse("FILE_REFERENCE_INVALID");
  }
  if (generation != file->reference) return refuse("FILE_REFERENCE_EXPIRED");
  return file;
}

Bytes Files::reference_of(FileId id, std::int32_t generation) const {
  Bytes reference(sizeof generation);
  store_le(reference.data(), generation);
  append(reference,
         seed_.bytes("file reference", {id, generation}, reference_size - reference.size()));
  return reference;
}

void Files::expire_references(FileId id) {
  const auto found = files_.find(id);
  if (found != files_.end()) ++found->second.reference;
}

Bytes Files::read(const StoredFile& file, std::int64_t offset, std::size_t length) {
  if (offset < 0 || offset >= file.size) return {};
  const auto left = static_cast<std::size_t>(file.size - offset);
  length = std::min(length, left);
  if (const Bytes* content = std::get_if<Bytes>(&file.content)) {
    const BytesView part = BytesView(*content).subspan(static_cast<std::size_t>(offset), length);
    return {part.begin(), part.end()};
  }
  const std::int64_t seed = std::get<SyntheticContent>(file.content).seed;
  Bytes made(length);
  for (std::size_t i = 0; i < length; ++i) {
    made[i] = synthetic_byte(seed, offset + static_cast<std::int64_t>(i));
  }
  return made;
}

std::vector<FileWindow> Files::hashes(const StoredFile& file, std::int64_t offset) {
  std::vector<FileWindow> windows;
  if (offset < 0) return windows;
  for (std::int64_t at = offset - offset % hash_window;
       at < file.size && windows.size() < hashes_per_answer; at += hash_window) {
    const Bytes bytes = read(file, at, hash_window);
    windows.push_back({at, static_cast<std::int32_t>(bytes.size()), sha256(bytes)});
  }
  return windows;
}

}  // namespace strata::datacenter
