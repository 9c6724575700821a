// A user's file that includes every type and function of the API.
#include "strata/tl/all.hpp"

std::int32_t date_of(const strata::tl::enums::Message& message) {
  const auto* found = message.get_if<strata::tl::types::Message>();
  return found != nullptr ? found->date : 0;
}
