// How a file is cut into parts for uploading.
#include "files/upload_plan.hpp"

#include "strata/client/errors.hpp"

namespace strata::files {

Result<UploadPlan> plan_upload(std::uint64_t size) {
  if (size == 0) return fail(ClientErrc::invalid_argument, "an empty file cannot be sent");
  for (const std::size_t kib : {64U, 128U, 256U, 512U}) {
    const std::size_t part_size = kib * 1024;
    const std::uint64_t parts = (size + part_size - 1) / part_size;
    if (parts > most_parts) continue;
    return UploadPlan{.size = size,
                      .part_size = part_size,
                      .parts = static_cast<std::int32_t>(parts),
                      .big = size > largest_small_file};
  }
  return fail(ClientErrc::invalid_argument, "files larger than 2000 MiB cannot be sent");
}

}  // namespace strata::files
