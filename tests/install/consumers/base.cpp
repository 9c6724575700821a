// Uses strata::base alone: a result, a buffer and some bytes.
#include "strata/base/buffer.hpp"
#include "strata/base/result.hpp"

int main() {
  strata::Buffer buffer(8);
  buffer.append(strata::Bytes{1, 2, 3});
  const strata::Result<int> failed =
      strata::fail(std::make_error_code(std::errc::timed_out), "too late");
  return strata::to_hex(buffer.bytes()) == "010203" && !failed.has_value() ? 0 : 1;
}
