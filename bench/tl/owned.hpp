// The yardstick: decoding into structs that own their texts, vectors and members one by one.
#pragma once

#include "strata/base/bytes.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace strata::tl::bench::owned {

struct Object;
struct Deleter {
  void operator()(Object* object) const;
};
using Decoded = std::unique_ptr<Object, Deleter>;

/// Null when the bytes are no such value or go on behind it.
[[nodiscard]] Decoded decode_messages(BytesView bytes);
[[nodiscard]] Decoded decode_updates(BytesView bytes);

/// Appends what an encoder makes of a decoded value.
void encode(const Object& object, std::string& out);

/// Makes a messages.sendMessage with its peer, as its own objects, and appends its encoding.
void send_message(std::int64_t user, std::int64_t access_hash, std::string_view text,
                  std::int64_t random_id, std::string& out);

}  // namespace strata::tl::bench::owned
