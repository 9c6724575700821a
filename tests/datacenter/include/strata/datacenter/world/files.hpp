// The files of the world: documents and photos, in memory or made up on reading.
#pragma once

#include "strata/datacenter/value.hpp"
#include "strata/datacenter/world/seed.hpp"
#include "strata/datacenter/world/uploads.hpp"

#include <memory>
#include <optional>
#include <variant>

namespace strata::datacenter {

/// Content that is a function of the offset, so that a huge file needs no memory.
struct SyntheticContent {
  std::int64_t seed = 0;
};

/// A stored document or photo.
struct StoredFile {
  FileId id = 0;
  std::int64_t access_hash = 0;
  std::int32_t reference = 1;  ///< file references of other generations have expired
  bool is_photo = false;
  std::int32_t dc = 0;  ///< the data centre that holds it
  std::int64_t size = 0;
  UnixSeconds date = 0;
  std::string mime_type;
  Vector attributes;       ///< Vector of DocumentAttribute, carried through
  std::int32_t width = 0;  ///< of photos
  std::int32_t height = 0;
  std::variant<Bytes, SyntheticContent> content;
};

/// What a client shows to get a file: the parts of InputDocument, InputPhoto and their locations.
struct FileClaim {
  FileId id = 0;
  std::int64_t access_hash = 0;
  BytesView reference;
};

/// A window of a file and its SHA-256.
struct FileWindow {
  std::int64_t offset = 0;
  std::int32_t length = 0;
  Bytes hash;
};

class Files {
 public:
  Files(const Seed& seed, const Limits& limits) : seed_(seed), limits_(limits) {}

  [[nodiscard]] Uploads& uploads() { return uploads_; }
  [[nodiscard]] std::size_t bytes_held() const { return use_.bytes; }

  /// Keeps a file; id, access hash and (from the content) size are set here.
  /// 420 FLOOD_WAIT_60 when the world's storage is full, IMAGE_PROCESS_FAILED for a photo that
  /// is none.
  Outcome<FileId> add(StoredFile file);
  [[nodiscard]] const StoredFile* find(FileId id) const;
  /// The file that a claim names. FILE_ID_INVALID, FILE_REFERENCE_EMPTY, FILE_REFERENCE_EXPIRED,
  /// FILE_REFERENCE_INVALID. Spec: core.telegram.org/api/file_reference (F-13)
  [[nodiscard]] Outcome<const StoredFile*> check(const FileClaim& claim) const;

  /// The reference under which the file may be asked for now.
  [[nodiscard]] Bytes reference(const StoredFile& file) const {
    return reference_of(file.id, file.reference);
  }
  /// All references given out so far expire.
  void expire_references(FileId id);

  /// At most `length` bytes from `offset`, less at the end, none behind it.
  [[nodiscard]] static Bytes read(const StoredFile& file, std::int64_t offset, std::size_t length);
  /// Hashes of windows of 128 KiB from the one that holds `offset`, at most ten.
  [[nodiscard]] static std::vector<FileWindow> hashes(const StoredFile& file, std::int64_t offset);

 private:
  [[nodiscard]] Bytes reference_of(FileId id, std::int32_t generation) const;

  const Seed& seed_;
  const Limits& limits_;
  StorageUse use_;
  Uploads uploads_{limits_, use_};
  std::map<FileId, StoredFile> files_;
  std::int64_t added_ = 0;
};

}  // namespace strata::datacenter
