// Encodes the introduction around a query of four bytes, and cuts those off.
#include "core/init_connection.hpp"

#include "strata/tl/encode.hpp"
#include "strata/tl/functions/init_connection.hpp"
#include "strata/tl/functions/invoke_with_layer.hpp"
#include "strata/tl/layer.hpp"

#include <array>

namespace strata::detail {

Result<Bytes> init_connection_prefix(const ClientConfig& config, Introduction kind) {
  constexpr std::array<std::uint8_t, 4> query{};
  tl::functions::InitConnection init{
      .api_id = config.api_id,
      .device_model = config.device_model,
      .system_version = config.system_version,
      .app_version = config.app_version,
      .system_lang_code = config.system_lang_code,
      .lang_pack = config.lang_pack,
      .lang_code = config.lang_code,
      .query = tl::AnyFunction(BytesView(query)),
  };
  if (kind == Introduction::anonymous) {
    // Servers refuse empty ones.
    init.device_model = init.system_version = "n/a";
    init.system_lang_code = init.lang_code = "en";
    init.lang_pack = "";
  }
  const tl::functions::InvokeWithLayer outer{.layer = tl::LAYER, .query = init};
  Result<Bytes> encoded = tl::to_bytes(outer);
  if (encoded) encoded->resize(encoded->size() - query.size());
  return encoded;
}

}  // namespace strata::detail
