// Files on their way in, part by part.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/datacenter/world/ids.hpp"
#include "strata/datacenter/world/limits.hpp"
#include "strata/datacenter/world/refusal.hpp"

#include <map>
#include <string>
#include <utility>

namespace strata::datacenter {

/// Counts the bytes that uploads and files hold together.
struct StorageUse {
  std::size_t bytes = 0;
};

/// One part as upload.saveFilePart or saveBigFilePart brings it.
struct FilePart {
  std::int64_t upload = 0;  ///< file_id, chosen by the client
  std::int32_t index = 0;
  std::int32_t total = -1;  ///< file_total_parts of a big file; -1: not known yet
  bool is_big = false;
  BytesView bytes;
};

/// What a client says of a complete upload: InputFile.
struct UploadClaim {
  std::int64_t upload = 0;
  std::int32_t parts = 0;
  bool is_big = false;
  std::string md5;  ///< hexadecimal; empty: not checked
};

/// Spec: core.telegram.org/api/files#uploading-files (F-01 … F-05)
class Uploads {
 public:
  static constexpr std::size_t max_part_size = 512 * 1024;
  static constexpr std::size_t max_small_file = 10U << 20U;

  Uploads(const Limits& limits, StorageUse& use) : limits_(limits), use_(use) {}

  /// FILE_PART_INVALID, FILE_PART_EMPTY, FILE_PART_TOO_BIG, FILE_PARTS_INVALID,
  /// 420 FLOOD_WAIT_60 when the world's storage is full.
  Outcome<void> save(UserId user, const FilePart& part, UnixSeconds now);
  /// Gives the whole content and forgets the parts. FILE_PARTS_INVALID, FILE_PART_n_MISSING,
  /// FILE_PART_SIZE_INVALID, FILE_PART_SIZE_CHANGED, MD5_CHECKSUM_INVALID.
  Outcome<Bytes> finish(UserId user, const UploadClaim& claim, UnixSeconds now);

  [[nodiscard]] std::size_t open() const { return uploads_.size(); }

 private:
  struct Upload {
    bool is_big = false;
    std::int32_t total = -1;
    UnixSeconds last_part = 0;
    std::map<std::int32_t, Bytes> parts;
  };
  using Key = std::pair<UserId, std::int64_t>;

  Outcome<Upload*> open_for(const Key& key, const FilePart& part);
  Outcome<void> check_parts(const Upload& upload, const UploadClaim& claim) const;
  void drop(std::map<Key, Upload>::iterator upload);
  void drop_expired(UnixSeconds now);

  const Limits& limits_;
  StorageUse& use_;
  std::map<Key, Upload> uploads_;
};

}  // namespace strata::datacenter
