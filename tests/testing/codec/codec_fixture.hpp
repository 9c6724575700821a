// Codecs of small schemas and of the embedded ones, for the tests of the codec.
#pragma once

#include "core/embedded_schemas.hpp"
#include "testing/support.hpp"

#include "strata/datacenter/codec.hpp"

#include <gtest/gtest.h>

#include <array>

namespace strata::datacenter {

inline std::string_view embedded(std::string_view file_name) {
  for (const EmbeddedSchema& schema : embedded_schemas()) {
    if (schema.file_name == file_name) return schema.text;
  }
  return {};
}

inline Codec load_codec(std::string_view text,
                        Codec::Strictness strictness = Codec::Strictness::exact) {
  auto codec = Codec::load(std::array{text}, strictness);
  if (!codec) throw std::runtime_error(codec.error().message());
  return *std::move(codec);
}

/// The newest layer, loaded once for all tests.
inline const Codec& api_codec() {
  static const Codec codec = load_codec(embedded("api.tl"));
  return codec;
}

}  // namespace strata::datacenter
