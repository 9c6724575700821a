// The example of base/README.md, compiled and run.
#include "strata/base/buffer.hpp"
#include "strata/base/result.hpp"

#include <iostream>

// [base]
strata::Result<strata::Buffer> frame(strata::BytesView payload) {
  if (payload.size() % 4 != 0) {
    return strata::fail(std::make_error_code(std::errc::invalid_argument),
                        "a payload is a multiple of four bytes");
  }
  strata::Buffer packet(16);
  packet.append(payload);
  strata::store_le<std::uint32_t>(packet.prepend(4).data(),
                                  static_cast<std::uint32_t>(payload.size()));
  return packet;
}
// [/base]

int main() {
  const strata::Bytes payload{1, 2, 3, 4};
  const auto packet = frame(payload);
  const auto refused = frame(strata::BytesView(payload).first(3));
  if (!packet || refused) return 1;
  std::cout << strata::to_hex(packet->bytes()) << ", or: " << refused.error().message() << '\n';
  return strata::to_hex(packet->bytes()) == "0400000001020304" ? 0 : 1;
}
