// Loads layers and chooses among them.
#include "core/layers.hpp"

#include "core/embedded_schemas.hpp"

#include "strata/datacenter/errors.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace strata::datacenter {
namespace {

bool is_partial(std::string_view text) { return text.find("// PARTIAL") != std::string_view::npos; }

Result<std::string> read(const std::filesystem::path& file) {
  std::ifstream input(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(input), {}};
  if (!input && text.empty()) {
    return fail(Errc::bad_schema, "cannot read the schema " + file.string());
  }
  return text;
}

}  // namespace

Result<Layers> Layers::load_embedded() {
  Layers layers;
  for (const EmbeddedSchema& schema : embedded_schemas()) {
    if (schema.file_name == "mtproto.tl") continue;
    auto added = layers.add(schema.text, std::string(schema.file_name));
    if (!added) return fail(std::move(added).error());
  }
  return layers;
}

Result<Layers> Layers::load(const std::vector<std::filesystem::path>& files) {
  static const Result<Layers> embedded = load_embedded();
  if (!embedded) return embedded;
  Layers layers = *embedded;
  for (const auto& file : files) {
    const auto text = read(file);
    if (!text) return fail(text.error());
    auto added = layers.add(*text, file.string());
    if (!added) return fail(std::move(added).error());
  }
  return layers;
}

Status Layers::add(std::string_view text, const std::string& name) {
  const bool first = codecs_.empty();
  const std::array whole{text};
  const std::array over_embedded{embedded_text_, text};
  auto codec = first              ? Codec::load(whole)
               : is_partial(text) ? Codec::load(over_embedded, Codec::Strictness::tolerant)
                                  : Codec::load(whole, Codec::Strictness::tolerant);
  if (!codec) return fail(Errc::bad_schema, name + ": " + codec.error().message());
  const int layer = codec->layer();
  if (layer == 0) return fail(Errc::bad_schema, name + ": no comment `// LAYER` says which it is");
  if (first) {
    embedded_ = layer;
    embedded_text_ = text;
  }
  // The embedded codec stays what services are checked against.
  if (first || layer != embedded_) {
    codecs_.insert_or_assign(layer, std::make_shared<const Codec>(*std::move(codec)));
  }
  return {};
}

std::vector<const Codec*> Layers::for_layer(int layer) const {
  const int wanted = layer == 0 ? embedded_ : layer;
  if (const auto found = codecs_.find(wanted); found != codecs_.end()) return {found->second.get()};
  std::vector<const Codec*> nearest;
  for (const auto& [number, codec] : codecs_) nearest.push_back(codec.get());
  std::ranges::stable_sort(nearest, {}, [&](const Codec* codec) {
    return std::abs(std::int64_t{codec->layer()} - wanted);
  });
  return nearest;
}

std::vector<int> Layers::loaded() const {
  std::vector<int> numbers;
  for (const auto& [number, codec] : codecs_) numbers.push_back(number);
  return numbers;
}

Result<Bytes> Layers::encode_result(int layer, std::string_view method, const Value& value) const {
  const auto codecs = for_layer(layer);
  auto first = codecs.front()->encode_result(method, value);
  for (std::size_t i = 1; !first && i < codecs.size(); ++i) {
    if (auto other = codecs[i]->encode_result(method, value)) return other;
  }
  return first;
}

Result<Bytes> Layers::encode(int layer, const Object& object) const {
  const auto codecs = for_layer(layer);
  auto first = codecs.front()->encode(object);
  for (std::size_t i = 1; !first && i < codecs.size(); ++i) {
    if (auto other = codecs[i]->encode(object)) return other;
  }
  return first;
}

}  // namespace strata::datacenter
