// What a handler of a Telegram method gets, and how handlers are listed.
#pragma once

#include "strata/datacenter/telegram_services.hpp"
#include "strata/datacenter/world/callback_queries.hpp"

#include <span>
#include <string_view>

namespace strata::datacenter {

/// What all handlers of one data centre share.
struct ServiceState {
  World& world;
  ServiceOptions options;
  Host* host = nullptr;  // set before the first request
  CallbackQueries<Responder> callbacks;
  std::int64_t callbacks_opened = 0;

  [[nodiscard]] UnixSeconds now() const { return host->now(); }
};

/// Whom the world calls the origin of what a session does.
[[nodiscard]] Origin origin_of(const ClientSession& session);

/// One request on its way through a handler.
struct Call {
  ServiceState& state;
  RequestContext& context;
  const Object& request;
  World& world;
  KeyId key = 0;    ///< the permanent key of the caller
  UserId self = 0;  ///< who is logged in, or 0
  Origin origin;
  UnixSeconds now = 0;

  [[nodiscard]] bool is_bot() const;
  [[nodiscard]] Box& box() const { return world.messaging().box(self); }
};

/// Who may call a method.
enum class Caller : std::uint8_t { anyone, logged_in, people, bots };

using CallHandler = RpcResult (*)(Call&);

/// One line of a table of methods.
struct Method {
  std::string_view name;
  Caller caller = Caller::logged_in;
  CallHandler handler = nullptr;
};

/// The answer "no".
[[nodiscard]] RpcResult no(const Refusal& refusal);
[[nodiscard]] RpcResult no(std::string_view name);

// The tables, each in the file of its name.
[[nodiscard]] std::span<const Method> account_password_methods();
[[nodiscard]] std::span<const Method> account_profile_methods();
[[nodiscard]] std::span<const Method> auth_bot_methods();
[[nodiscard]] std::span<const Method> auth_code_methods();
[[nodiscard]] std::span<const Method> auth_transfer_methods();
[[nodiscard]] std::span<const Method> bot_methods();
[[nodiscard]] std::span<const Method> callback_methods();
[[nodiscard]] std::span<const Method> contact_methods();
[[nodiscard]] std::span<const Method> dialog_methods();
[[nodiscard]] std::span<const Method> edit_methods();
[[nodiscard]] std::span<const Method> help_methods();
[[nodiscard]] std::span<const Method> history_methods();
[[nodiscard]] std::span<const Method> send_methods();
[[nodiscard]] std::span<const Method> update_methods();
[[nodiscard]] std::span<const Method> upload_methods();
[[nodiscard]] std::span<const Method> user_methods();

}  // namespace strata::datacenter
