// The codecs of all loaded layers, and which one serves a client.
#pragma once

#include "strata/datacenter/codec.hpp"

#include <filesystem>
#include <map>
#include <memory>

namespace strata::datacenter {

/// Services are written against the embedded layer; its codec is exact, the others are tolerant.
///
/// A client is served in the layer that it declared. When that is not loaded, its requests are
/// tried in the loaded layers from the nearest on, and answers go out in the nearest that can
/// express them: enough for the calls whose constructors never changed.
class Layers {
 public:
  /// Loads the embedded layers and those in `files`. A text with the word `// PARTIAL` holds only
  /// what differs from the embedded layer.
  [[nodiscard]] static Result<Layers> load(const std::vector<std::filesystem::path>& files);

  /// The codec for a client that declared nothing.
  [[nodiscard]] const Codec& newest() const noexcept { return *codecs_.at(embedded_); }
  /// The codecs to try for a layer (0: undeclared), the best first; just one if it is loaded.
  [[nodiscard]] std::vector<const Codec*> for_layer(int layer) const;
  [[nodiscard]] std::vector<int> loaded() const;

  /// Encodes the answer to a method, or an object such as Updates, for a client of that layer.
  [[nodiscard]] Result<Bytes> encode_result(int layer, std::string_view method,
                                            const Value& value) const;
  [[nodiscard]] Result<Bytes> encode(int layer, const Object& object) const;

 private:
  [[nodiscard]] static Result<Layers> load_embedded();
  [[nodiscard]] Status add(std::string_view text, const std::string& name);

  /// Shared, because reading a schema takes longer than all else that a data centre does to start.
  std::map<int, std::shared_ptr<const Codec>> codecs_;
  int embedded_ = 0;
  std::string_view embedded_text_;
};

}  // namespace strata::datacenter
