// Reads auth.sentCode into a LoginToken.
#pragma once

#include "strata/client/invoker.hpp"
#include "strata/client/login.hpp"
#include "strata/tl/object.hpp"

#include <memory>
#include <string>

namespace strata::auth {

/// The token for the next step. *Throws* ProtocolError for an answer that leads nowhere.
/// `invoker` notes the login when the answer is one already.
LoginToken read_sent_code(Invoker& invoker, std::string phone,
                          std::shared_ptr<const tl::Object<tl::enums::auth::SentCode>> answer);

}  // namespace strata::auth
