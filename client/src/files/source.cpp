// Source: where the bytes of an upload come from.
#include "files/source.hpp"

#include "strata/client/errors.hpp"

#include <fstream>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

namespace strata::files {

namespace {

class MemorySource final : public Source {
 public:
  explicit MemorySource(Bytes content) : content_(std::move(content)) {}

  std::uint64_t size() override { return content_.size(); }
  Bytes read(std::uint64_t offset, std::size_t length) override {
    const BytesView piece = BytesView(content_).subspan(offset, length);
    return {piece.begin(), piece.end()};
  }
  void check_unchanged() override {}

 private:
  Bytes content_;
};

class PathSource final : public Source {
 public:
  explicit PathSource(std::filesystem::path path) : path_(std::move(path)) {}

  std::uint64_t size() override {
    first_look();
    return look_->size;
  }

  Bytes read(std::uint64_t offset, std::size_t length) override {
    std::ifstream file(path_, std::ios::binary);
    Bytes bytes(length);
    file.seekg(static_cast<std::streamoff>(offset));
    file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(length));
    if (!file) fail_io("could not be read");
    return bytes;
  }

  void check_unchanged() override {
    first_look();
    if (look() != *look_) fail_io("changed while it was sent");
  }

 private:
  struct Look {
    std::uint64_t size;
    std::filesystem::file_time_type changed;
    bool operator==(const Look&) const = default;
  };

  void first_look() {
    if (!look_) look_ = look();
  }
  Look look() const {
    std::error_code error;
    const std::uint64_t size = std::filesystem::file_size(path_, error);
    if (error) fail_io(error.message());
    const auto changed = std::filesystem::last_write_time(path_, error);
    if (error) fail_io(error.message());
    return {size, changed};
  }
  [[noreturn]] void fail_io(const std::string& what) const {
    throw Error(ClientErrc::file_io, path_.string() + ": " + what);
  }

  std::filesystem::path path_;
  std::optional<Look> look_;
};

}  // namespace

std::shared_ptr<Source> file_source(std::filesystem::path path) {
  return std::make_shared<PathSource>(std::move(path));
}

std::shared_ptr<Source> memory_source(Bytes content) {
  return std::make_shared<MemorySource>(std::move(content));
}

}  // namespace strata::files
