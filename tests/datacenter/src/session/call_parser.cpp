// Reads calls through their wrappers.
// Spec: core.telegram.org/api/invoking
#include "session/call_parser.hpp"

#include "session/unpack.hpp"

#include "strata/datacenter/errors.hpp"

namespace strata::datacenter {
namespace {

constexpr int most_wrappers = 16;

RpcError error_of(const Error& error) {
  if (error.code() == Errc::unknown_constructor) return {400, "INPUT_METHOD_INVALID"};
  if (error.code() == Errc::type_mismatch) return {400, "INPUT_CONSTRUCTOR_INVALID"};
  return {400, "INPUT_FETCH_FAIL"};
}

ClientInfo client_info(const Object& init) {
  ClientInfo info;
  info.api_id = init.get_int("api_id");
  info.device_model = init.get_string("device_model");
  info.system_version = init.get_string("system_version");
  info.app_version = init.get_string("app_version");
  info.system_lang_code = init.get_string("system_lang_code");
  info.lang_pack = init.get_string("lang_pack");
  info.lang_code = init.get_string("lang_code");
  return info;
}

/// What the wrapper says; wrappers without meaning here (takeout, captcha, …) are only taken off.
void apply(const Object& wrapper, ParsedCall& call) {
  if (wrapper.is("invokeWithLayer")) call.layer = wrapper.get_int("layer");
  if (wrapper.is("initConnection")) call.client = client_info(wrapper);
  if (wrapper.is("invokeWithoutUpdates")) call.without_updates = true;
  if (wrapper.is("invokeAfterMsg")) call.after.push_back(wrapper.get_long("msg_id"));
  if (wrapper.is("invokeAfterMsgs")) {
    for (const Value& id : wrapper.get_vector("msg_ids")) call.after.push_back(id.as_long());
  }
}

struct Step {
  Object object;
  BytesView query;
};

/// Reads one call in the layer, or in the nearest that knows it.
Result<Step> read_step(const Layers& layers, int layer, BytesView body) {
  std::optional<Error> first;
  for (const Codec* const codec : layers.for_layer(layer)) {
    Step step;
    auto object = codec->decode_call(body, step.query);
    if (object) {
      step.object = *std::move(object);
      return step;
    }
    if (!first) first = std::move(object).error();
  }
  return fail(*std::move(first));
}

}  // namespace

std::variant<ParsedCall, RpcError> parse_call(const Layers& layers, int layer, BytesView body) {
  ParsedCall call;
  Bytes inflated;
  for (int i = 0; i < most_wrappers; ++i) {
    if (is_packed(body) && inflated.empty()) {
      auto plain = inflate_packed(body);
      if (!plain) return error_of(plain.error());
      inflated = *std::move(plain);
      body = inflated;
    }
    auto step = read_step(layers, call.layer.value_or(layer), body);
    if (!step) return error_of(step.error());
    if (step->query.empty()) {
      call.request = std::move(step->object);
      return call;
    }
    apply(step->object, call);
    body = step->query;
  }
  return RpcError{400, "INPUT_REQUEST_TOO_LONG"};
}

}  // namespace strata::datacenter
