// Cuts a schema down to some namespaces of functions and all that they need.
#pragma once

#include "strata/base/result.hpp"
#include "strata/tl_parser/definition.hpp"

#include <set>
#include <span>
#include <string>
#include <vector>

namespace strata::tl_gen {

/// The part of a schema that clients of some functions need, in the order of `definitions`:
///
/// - every function in one of `namespaces` (`messages` for `messages.sendMessage`) and every
///   function without a namespace (`invokeWithLayer`, `initConnection`, `invokeAfterMsg`, …);
/// - every constructor of each type that these take or return, then of each type that stands in a
///   field of these constructors, and so on; a type is kept whole, so that what decodes with the
///   schema decodes with its slice;
/// - the types of the language itself.
///
/// What a server sends unasked is in the slice only when a function of it has that type: take
/// `updates` to receive updates.
///
/// Returns `Errc::bad_options` with the names that there are when a namespace has no function.
[[nodiscard]] Result<std::vector<tl_parser::Definition>> slice(
    std::span<const tl_parser::Definition> definitions, const std::set<std::string>& namespaces);

}  // namespace strata::tl_gen
