// Sends the parts of a file, several at a time.
#pragma once

#include "files/source.hpp"
#include "files/upload_plan.hpp"

#include "strata/client/files_api.hpp"
#include "strata/client/invoker.hpp"

#include <asio/awaitable.hpp>

#include <cstdint>
#include <memory>

namespace strata::files {

/// Uploads everything. *Throws* as FilesApi::upload_file.
asio::awaitable<UploadedFile> upload(std::shared_ptr<Invoker> invoker, FileSource source,
                                     Progress progress);

/// Sends one part again that the server has lost (FILE_PART_X_MISSING, F-05).
asio::awaitable<void> upload_part_again(std::shared_ptr<Invoker> invoker, UploadedFile file,
                                        std::int32_t part);

}  // namespace strata::files
