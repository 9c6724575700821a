// A consumer of tl-types: a request of the API to bytes, and an answer back.
#include <strata/tl/decode.hpp>
#include <strata/tl/encode.hpp>
#include <strata/tl/functions/help/get_config.hpp>
#include <strata/tl/layer.hpp>
#include <strata/tl/types/nearest_dc.hpp>

int main() {
  namespace api = strata::tl;
  const auto request = api::to_bytes(api::functions::help::GetConfig{});
  const api::types::NearestDc dc{.country = "DE", .this_dc = 2, .nearest_dc = 4};
  const auto bytes = api::to_bytes(dc);
  if (!request || request->size() != 4 || !bytes) return 1;
  const auto back = api::decode<api::enums::NearestDc>(*bytes);
  return back && (**back)->country == "DE" && api::LAYER >= 224 ? 0 : 1;
}
