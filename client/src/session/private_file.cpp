// Reads and replaces private files with the checks that keep secrets private.
#include "session/private_file.hpp"

#include "strata/client/errors.hpp"

#include <cerrno>
#include <fcntl.h>
#include <string>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace strata::detail {
namespace {

constexpr mode_t others = S_IRWXG | S_IRWXO;

std::string quoted(const std::filesystem::path& path) { return "'" + path.string() + "'"; }

::tl::unexpected<Error> io_error(const std::string& doing, const std::filesystem::path& path) {
  const std::error_code reason(errno, std::system_category());
  return fail(ClientErrc::session_io, doing + " " + quoted(path) + ": " + reason.message());
}

::tl::unexpected<Error> not_a_file(const std::filesystem::path& path) {
  return fail(ClientErrc::session_not_a_file,
              quoted(path) + " is not a regular file; name a file, not a folder or a link");
}

std::filesystem::path beside(const std::filesystem::path& path, const char* suffix) {
  std::filesystem::path other = path;
  other += suffix;
  return other;
}

Status check_owner(const struct stat& info, const std::filesystem::path& path) {
  if (!S_ISREG(info.st_mode)) return not_a_file(path);
  if (info.st_uid != ::geteuid()) {
    return fail(ClientErrc::session_insecure, quoted(path) + " belongs to another user");
  }
  if ((info.st_mode & others) != 0) {
    return fail(ClientErrc::session_insecure,
                "others may read or write " + quoted(path) + "; run chmod 600 on it");
  }
  return {};
}

Result<SecretBuffer> read_all(const FileHandle& file, std::size_t size,
                              const std::filesystem::path& path) {
  SecretBuffer content(size);
  std::size_t done = 0;
  while (done < size) {
    const ssize_t count = ::read(file.get(), content.data() + done, size - done);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return io_error("cannot read", path);
    if (count == 0) break;
    done += static_cast<std::size_t>(count);
  }
  content.resize(done);
  return content;
}

bool write_all(const FileHandle& file, BytesView content) {
  while (!content.empty()) {
    const ssize_t count = ::write(file.get(), content.data(), content.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    content = content.subspan(static_cast<std::size_t>(count));
  }
  return true;
}

void sync_folder(const std::filesystem::path& path) {
  const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
  const FileHandle handle(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  // Not every file system can; the rename itself is done by then.
  if (handle.is_open()) ::fsync(handle.get());
}

Status write_new(const std::filesystem::path& path, BytesView content) {
  ::unlink(path.c_str());  // what a crash left; the lock keeps other writers away
  FileHandle file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                         S_IRUSR | S_IWUSR));
  if (!file.is_open()) return io_error("cannot create", path);
  const bool written = write_all(file, content) && ::fsync(file.get()) == 0 && file.close();
  if (!written) {
    Status failure = io_error("cannot write", path);
    ::unlink(path.c_str());
    return failure;
  }
  return {};
}

}  // namespace

bool FileHandle::close() noexcept {
  const int descriptor = std::exchange(descriptor_, -1);
  return descriptor < 0 || ::close(descriptor) == 0;
}

// Spec: A-81, H-20
Result<std::optional<SecretBuffer>> read_private_file(const std::filesystem::path& path,
                                                      std::size_t max_size) {
  // Without O_NONBLOCK a named pipe would block here for ever.
  const FileHandle file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (!file.is_open()) {
    if (errno == ENOENT) return std::optional<SecretBuffer>();
    if (errno == ELOOP || errno == ENXIO) return not_a_file(path);
    return io_error("cannot open", path);
  }
  struct stat info{};
  if (::fstat(file.get(), &info) != 0) return io_error("cannot examine", path);
  if (Status owner = check_owner(info, path); !owner) return fail(std::move(owner).error());
  const auto size = static_cast<std::size_t>(info.st_size);
  if (size > max_size) {
    return fail(ClientErrc::session_corrupt, quoted(path) + " is too long for a session");
  }
  Result<SecretBuffer> content = read_all(file, size, path);
  if (!content) return fail(std::move(content).error());
  return std::optional<SecretBuffer>(std::move(*content));
}

// Spec: A-81
Status replace_private_file(const std::filesystem::path& path, BytesView content) {
  struct stat info{};
  if (::lstat(path.c_str(), &info) == 0 && !S_ISREG(info.st_mode)) return not_a_file(path);

  const std::filesystem::path temporary = beside(path, ".tmp");
  if (Status written = write_new(temporary, content); !written) return written;
  if (::rename(temporary.c_str(), path.c_str()) != 0) {
    Status failure = io_error("cannot replace", path);
    ::unlink(temporary.c_str());
    return failure;
  }
  sync_folder(path);
  return {};
}

Result<FileHandle> lock_file(const std::filesystem::path& path) {
  const std::filesystem::path lock = beside(path, ".lock");
  FileHandle file(
      ::open(lock.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR));
  if (file.is_open() && ::flock(file.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    return fail(ClientErrc::session_in_use, "another client uses the session " + quoted(path) +
                                                "; one session serves one client at a time");
  }
  return file;
}

}  // namespace strata::detail
