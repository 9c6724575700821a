// Sends the parts of a file, several at a time.
#include "files/upload.hpp"

#include "strata/crypto/digest.hpp"
#include "strata/crypto/random.hpp"
#include "strata/tl/functions/upload/save_big_file_part.hpp"
#include "strata/tl/functions/upload/save_file_part.hpp"

#include <asio/experimental/awaitable_operators.hpp>

#include <mutex>
#include <optional>
#include <utility>

namespace strata::files {

namespace {

/// What the coroutines of one upload share; they may run on several threads.
class Upload {
 public:
  Upload(std::shared_ptr<Invoker> invoker, std::shared_ptr<Source> source, UploadPlan plan,
         std::int64_t file_id, Progress progress)
      : invoker_(std::move(invoker)),
        source_(std::move(source)),
        plan_(plan),
        file_id_(file_id),
        progress_(std::move(progress)) {}

  /// Takes parts and sends them until none is left.
  asio::awaitable<void> work() {
    while (const std::optional<std::int32_t> part = next()) {
      co_await send(*part);
      report(plan_.length_of(*part));
    }
  }

  asio::awaitable<void> send(std::int32_t part) {
    const Bytes bytes = source_->read(plan_.offset_of(part), plan_.length_of(part));
    CallOptions options;
    options.session(SessionKind::file).idempotency(Idempotency::repeatable);
    bool saved = false;
    if (plan_.big) {
      const auto answer = co_await invoker_->invoke(
          tl::functions::upload::SaveBigFilePart{.file_id = file_id_,
                                                 .file_part = part,
                                                 .file_total_parts = plan_.parts,
                                                 .bytes = bytes},
          options);
      saved = *answer;
    } else {
      const auto answer = co_await invoker_->invoke(
          tl::functions::upload::SaveFilePart{
              .file_id = file_id_, .file_part = part, .bytes = bytes},
          options);
      saved = *answer;
    }
    if (!saved) {
      throw ProtocolError(ClientErrc::unexpected_answer, "the server did not keep a file part");
    }
  }

 private:
  std::optional<std::int32_t> next() {
    const std::lock_guard lock(mutex_);
    if (next_part_ == plan_.parts) return std::nullopt;
    return next_part_++;
  }

  void report(std::size_t bytes) {
    if (!progress_) return;
    const std::lock_guard lock(mutex_);
    done_ += bytes;
    progress_(done_, plan_.size);
  }

  std::shared_ptr<Invoker> invoker_;
  std::shared_ptr<Source> source_;
  const UploadPlan plan_;
  const std::int64_t file_id_;
  Progress progress_;
  std::mutex mutex_;
  std::int32_t next_part_ = 0;
  std::uint64_t done_ = 0;
};

UploadPlan plan_of(Source& source) {
  Result<UploadPlan> plan = plan_upload(source.size());
  if (!plan) throw Error(plan.error());
  return *plan;
}

/// The MD5 that inputFile carries, in hexadecimal.
std::string md5_of(Source& source, const UploadPlan& plan) {
  crypto::Md5Stream md5;
  for (std::int32_t part = 0; part < plan.parts; ++part) {
    md5.update(source.read(plan.offset_of(part), plan.length_of(part)));
  }
  return to_hex(md5.digest());
}

}  // namespace

// Spec: core.telegram.org/api/files#uploading-files (F-01 … F-04)
asio::awaitable<UploadedFile> upload(std::shared_ptr<Invoker> invoker, FileSource file,
                                     Progress progress) {
  using namespace asio::experimental::awaitable_operators;
  const std::shared_ptr<Source>& source = file.source();
  const UploadPlan plan = plan_of(*source);
  const auto file_id = static_cast<std::int64_t>(crypto::system_random().next_u64());

  Upload state(invoker, source, plan, file_id, std::move(progress));
  // Four parts of at most 512 KiB on the way at a time (F-15).
  co_await (state.work() && state.work() && state.work() && state.work());

  source->check_unchanged();
  std::string md5;
  if (!plan.big) md5 = md5_of(*source, plan);
  co_return UploadedFile(file_id, plan.parts, file.name(), plan.size, std::move(md5), source);
}

asio::awaitable<void> upload_part_again(std::shared_ptr<Invoker> invoker, UploadedFile file,
                                        std::int32_t part) {
  const std::shared_ptr<Source>& source = file.source();
  Upload state(invoker, source, plan_of(*source), file.id(), {});
  co_await state.send(part);
}

}  // namespace strata::files
