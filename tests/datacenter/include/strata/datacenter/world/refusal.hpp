// Why the world refuses something, in the words of Telegram's rpc_error.
#pragma once

#include <tl/expected.hpp>

#include <string>
#include <utility>

namespace strata::datacenter {

/// A refusal: 400 PHONE_CODE_INVALID and the like.
/// Spec: core.telegram.org/api/errors (G-11)
struct Refusal {
  int code = 400;
  std::string name;

  friend bool operator==(const Refusal&, const Refusal&) = default;
};

/// A `T`, or why there is none.
template <class T>
using Outcome = ::tl::expected<T, Refusal>;

[[nodiscard]] inline ::tl::unexpected<Refusal> refuse(int code, std::string name) {
  return ::tl::unexpected<Refusal>(Refusal{code, std::move(name)});
}
[[nodiscard]] inline ::tl::unexpected<Refusal> refuse(std::string name) {
  return refuse(400, std::move(name));
}
[[nodiscard]] inline ::tl::unexpected<Refusal> refuse(Refusal refusal) {
  return ::tl::unexpected<Refusal>(std::move(refusal));
}

}  // namespace strata::datacenter
