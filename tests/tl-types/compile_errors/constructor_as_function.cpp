// A field for functions takes no constructor.
#include "strata/tl/functions/invoke_with_layer.hpp"
#include "strata/tl/types/input_user.hpp"
namespace api = strata::tl;
const api::types::InputUser user{.user_id = 1};
const api::functions::InvokeWithLayer call{.layer = 1, .query = user};
