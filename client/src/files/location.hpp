// Where the file of a message lies: data centre, size and location.
#pragma once

#include "strata/client/message.hpp"
#include "strata/tl/fwd.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace strata::files {

/// Values of the message's document, or of the largest size of its photo; they own what they need,
/// so that a fresh file_reference can replace an old one.
class Location {
 public:
  /// Nothing when the message carries no file.
  static std::optional<Location> of(const Message& message);

  [[nodiscard]] int dc() const noexcept { return dc_; }
  [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
  /// The sender's name for the file, or one made from its id; not yet safe.
  [[nodiscard]] const std::string& name() const noexcept { return name_; }

  /// The TL value; lives as long as `arena`.
  [[nodiscard]] tl::enums::InputFileLocation to_tl(tl::Arena& arena) const;
  /// Takes the file_reference of the same file as it is now; false when `fresh` is another file.
  bool refresh(const Location& fresh);

 private:
  bool photo_ = false;
  std::int64_t id_ = 0;
  std::int64_t access_hash_ = 0;
  Bytes file_reference_;
  std::string thumb_size_;
  int dc_ = 0;
  std::uint64_t size_ = 0;
  std::string name_;
};

}  // namespace strata::files
