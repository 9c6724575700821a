// help.*: what a client asks for before it knows anything.
#include "services/call.hpp"

namespace strata::datacenter {
namespace {

Object render_dc(std::int32_t id, const std::string& address, std::uint16_t port, bool media_only) {
  Object option("dcOption");
  if (address.find(':') != std::string::npos) option.set("ipv6", true);
  if (media_only) option.set("media_only", true);
  // Nobody answers on Telegram's other ports here.
  option.set("this_port_only", true);
  option.set("id", id);
  option.set("ip_address", address);
  option.set("port", static_cast<std::int32_t>(port));
  return option;
}

Vector dc_options(const Call& call) {
  const Host& host = *call.state.host;
  Vector options{Value(render_dc(host.dc_id(), host.address(), host.port(), false))};
  for (const DcAddress& other : call.state.options.other_dcs) {
    options.push_back(render_dc(other.id, other.address, other.port, other.media_only));
  }
  return options;
}

// Numbers that clients read and this server does not act upon; the values are Telegram's.
void set_fixed_fields(Object& config) {
  for (const auto& [name, value] : std::initializer_list<std::pair<const char*, std::int32_t>>{
           {"chat_size_max", 200},
           {"megagroup_size_max", 200'000},
           {"forwarded_count_max", 100},
           {"online_update_period_ms", 210'000},
           {"offline_blur_timeout_ms", 5000},
           {"offline_idle_timeout_ms", 30'000},
           {"online_cloud_timeout_ms", 300'000},
           {"notify_cloud_delay_ms", 30'000},
           {"notify_default_delay_ms", 1500},
           {"push_chat_period_ms", 60'000},
           {"push_chat_limit", 2},
           {"revoke_time_limit", 2'147'483'647},
           {"revoke_pm_time_limit", 2'147'483'647},
           {"rating_e_decay", 2'419'200},
           {"stickers_recent_limit", 200},
           {"channels_read_media_period", 604'800},
           {"call_receive_timeout_ms", 20'000},
           {"call_ring_timeout_ms", 90'000},
           {"call_connect_timeout_ms", 30'000},
           {"call_packet_timeout_ms", 10'000}}) {
    config.set(name, value);
  }
}

// Spec: core.telegram.org/constructor/config
RpcResult get_config(Call& call) {
  const Host& host = *call.state.host;
  const Limits& limits = call.world.limits();
  Object config("config");
  config.set("revoke_pm_inbox", true);
  config.set("date", host.now());
  config.set("expires", host.now() + call.state.options.config_lifetime);
  config.set("test_mode", host.is_test_environment());
  // A client that finds another number here than the one it dialled asks again and again.
  config.set("this_dc", host.dc_id());
  config.set("dc_options", dc_options(call));
  config.set("dc_txt_domain_name", "");
  set_fixed_fields(config);
  config.set("edit_time_limit", static_cast<std::int32_t>(limits.edit_time));
  config.set("me_url_prefix", "https://t.me/");
  config.set("caption_length_max", static_cast<std::int32_t>(limits.caption_length));
  config.set("message_length_max", static_cast<std::int32_t>(limits.message_length));
  config.set("webfile_dc_id", host.dc_id());
  return config;
}

RpcResult get_nearest_dc(Call& call) {
  const std::int32_t dc = call.state.host->dc_id();
  return Object("nearestDc",
                {{"country", call.state.options.country}, {"this_dc", dc}, {"nearest_dc", dc}});
}

Object json_number(const char* key, double number) {
  return Object("jsonObjectValue",
                {{"key", key}, {"value", Object("jsonNumber", {{"value", number}})}});
}

// Spec: core.telegram.org/api/config#client-configuration
RpcResult get_app_config(Call& call) {
  constexpr std::int32_t hash = 1;
  if (call.request.get_int("hash") == hash) return Object("help.appConfigNotModified");
  const auto parts = static_cast<double>(call.world.limits().upload_parts);
  const auto caption = static_cast<double>(call.world.limits().caption_length);
  const Object values("jsonObject",
                      {{"value", Vector{json_number("upload_max_fileparts_default", parts),
                                        json_number("upload_max_fileparts_premium", parts),
                                        json_number("caption_length_limit_default", caption),
                                        json_number("caption_length_limit_premium", caption)}}});
  return Object("help.appConfig", {{"hash", hash}, {"config", values}});
}

RpcResult get_terms_update(Call& call) {
  return Object("help.termsOfServiceUpdateEmpty",
                {{"expires", call.state.host->now() + call.state.options.config_lifetime}});
}

RpcResult get_promo_data(Call& call) {
  return Object("help.promoDataEmpty",
                {{"expires", call.state.host->now() + call.state.options.config_lifetime}});
}

// Spec: core.telegram.org/method/langpack.getDifference: one version, without strings.
RpcResult get_language_pack(Call& call) {
  return Object("langPackDifference", {{"lang_code", call.request.get_string("lang_code")},
                                       {"from_version", call.request.get_int("from_version")},
                                       {"version", 1},
                                       {"strings", Vector()}});
}

constexpr Method table[] = {
    {"help.getConfig", Caller::anyone, get_config},
    {"help.getNearestDc", Caller::anyone, get_nearest_dc},
    {"help.getAppConfig", Caller::anyone, get_app_config},
    {"help.getTermsOfServiceUpdate", Caller::people, get_terms_update},
    {"help.getPromoData", Caller::people, get_promo_data},
    {"langpack.getLangPack", Caller::anyone, get_language_pack},
    {"langpack.getDifference", Caller::anyone, get_language_pack},
};

}  // namespace

std::span<const Method> help_methods() { return table; }

}  // namespace strata::datacenter
