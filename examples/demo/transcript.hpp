// Transcript: prints who does what, in colour on a terminal.
#pragma once

#include <mutex>
#include <string>
#include <string_view>

namespace demo {

/// Who a line is about; each has a colour of its own.
enum class Who { server, bot, person, nobody };

/// Lines of the form `Clara        sends "hello"`. Threads: any.
class Transcript {
 public:
  /// `colour`: whether standard output understands escape sequences.
  explicit Transcript(bool colour) : colour_(colour) {}

  void line(Who who, std::string_view name, std::string_view text);
  /// A heading between two blocks.
  void heading(std::string_view text);

 private:
  std::mutex mutex_;
  bool colour_;
};

/// `12.3 KiB`.
std::string human_size(std::uint64_t bytes);

}  // namespace demo
