// Writes generated files, only those that changed.
#include "strata/tl_gen/file_set.hpp"

#include "strata/tl_gen/errors.hpp"

#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

namespace strata::tl_gen {
namespace {

namespace fs = std::filesystem;

// Lists what the last run wrote, one path per line.
constexpr const char* manifest_name = "strata-tl-gen.files";

std::optional<std::string> read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(in), {});
}

Status write(const fs::path& path, const std::string& text) {
  std::error_code ignored;
  fs::create_directories(path.parent_path(), ignored);
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  out.close();
  if (!out) return fail(Errc::cannot_write, "cannot write " + path.string());
  return {};
}

/// A path of a manifest is obeyed only when it stays inside the folder.
bool stays_inside(const fs::path& path) {
  if (path.empty() || path.is_absolute()) return false;
  for (const fs::path& part : path) {
    if (part == "..") return false;
  }
  return true;
}

void remove_stale(const fs::path& folder, const std::string& manifest,
                  const std::map<std::string, std::string>& files) {
  std::size_t start = 0;
  while (start < manifest.size()) {
    std::size_t end = manifest.find('\n', start);
    if (end == std::string::npos) end = manifest.size();
    const std::string path = manifest.substr(start, end - start);
    start = end + 1;
    std::error_code ignored;
    if (stays_inside(path) && !files.contains(path)) fs::remove(folder / path, ignored);
  }
}

}  // namespace

void FileSet::add(std::string path, std::string text) {
  files_.emplace(std::move(path), std::move(text));
}

Status FileSet::write_to(const std::filesystem::path& folder) const {
  std::string manifest;
  for (const auto& [path, text] : files_) {
    manifest += path + '\n';
    if (read(folder / path) == text) continue;
    if (Status written = write(folder / path, text); !written) return written;
  }
  const std::optional<std::string> before = read(folder / manifest_name);
  if (before == manifest) return {};
  if (before) remove_stale(folder, *before, files_);
  return write(folder / manifest_name, manifest);
}

}  // namespace strata::tl_gen
