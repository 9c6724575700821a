// Reading the TL object of a plain answer.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"
#include "strata/mtproto/errors.hpp"
#include "strata/tl/decode.hpp"
#include "strata/tl/errors.hpp"
#include "strata/tl/object.hpp"

#include <string>
#include <utility>

namespace strata::mtproto {

/// Whether decoding failed on the very first constructor id: another message than was expected.
[[nodiscard]] inline bool is_other_message(const Error& error) {
  const auto* detail = error.detail<tl::DecodeDetail>();
  return detail != nullptr && detail->offset() == 0 &&
         (error.code() == tl::DecodeErrc::wrong_type ||
          error.code() == tl::DecodeErrc::unknown_constructor);
}

/// Decodes the object at the start of `body`; what follows it is ignored.
/// Errors: unexpected_message, malformed.
template <class T>
[[nodiscard]] Result<tl::Object<T>> decode_answer(BytesView body) {
  std::size_t consumed = 0;
  Result<tl::Object<T>> answer = tl::decode_prefix<T>(body, consumed);
  if (answer) return answer;
  const Error& error = answer.error();
  if (is_other_message(error)) {
    return fail(Errc::unexpected_message,
                "the server sent a message that this step does not wait for: " + error.message());
  }
  return fail(Errc::malformed, "the server's answer does not parse: " + error.message());
}

}  // namespace strata::mtproto
