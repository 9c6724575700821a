// The operation sets that Client is made of; a new one adds an include and a line here.
#pragma once

#include "strata/client/auth_api.hpp"
#include "strata/client/bots_api.hpp"
#include "strata/client/files_api.hpp"
#include "strata/client/messages_api.hpp"
#include "strata/client/operation_set.hpp"
#include "strata/client/updates_api.hpp"
#include "strata/client/users_api.hpp"

namespace strata::detail {

/// Joins operation sets; all share the one invoker in their virtual base.
template <class... Sets>
class Join : public Sets... {};

using OperationSets = Join<AuthApi, BotsApi, FilesApi, MessagesApi, UpdatesApi, UsersApi>;

}  // namespace strata::detail
