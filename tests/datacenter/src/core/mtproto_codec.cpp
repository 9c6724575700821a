// Loads the codec of MTProto's own messages.
#include "core/mtproto_codec.hpp"

#include "core/embedded_schemas.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace strata::datacenter {
namespace {

Codec load() {
  const auto found = std::ranges::find(embedded_schemas(), std::string_view("mtproto.tl"),
                                       &EmbeddedSchema::file_name);
  if (found == embedded_schemas().end()) throw std::logic_error("no schema of MTProto is built in");
  auto codec = Codec::load(std::array{found->text});
  if (!codec) throw std::logic_error(codec.error().message());
  return *std::move(codec);
}

}  // namespace

const Codec& mtproto_codec() {
  static const Codec codec = load();
  return codec;
}

}  // namespace strata::datacenter
