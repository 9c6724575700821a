// One layer's schema, resolved for interpretation: every type reference an index, every flag a
// place.
#pragma once

#include "strata/base/result.hpp"

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace strata::tl_parser {
struct Definition;
struct Type;
}  // namespace strata::tl_parser

namespace strata::datacenter {

struct Combinator;

/// What stands at a place of the wire.
struct TypeRef {
  enum class Kind {
    flags,     ///< `#`
    int32,     ///< `int`
    int64,     ///< `long`
    double_,   ///< `double`
    string,    ///< `string` or `bytes`
    raw,       ///< `int128` or `int256`, by `size`
    boolean,   ///< `Bool`
    presence,  ///< `true` behind a flag: no bytes
    vector,    ///< `Vector<element>`, or `vector<element>` when `bare`
    boxed,     ///< any constructor of `type`
    bare,      ///< the constructor `type` without its id
    object,    ///< any constructor of any type (`Object`)
    call,      ///< `!X`: any function
    generic,   ///< `X`: the result of whichever function was called
  };

  Kind kind = Kind::object;
  bool bare = false;
  std::size_t size = 0;
  /// Name of the type (boxed) or of the constructor (bare).
  std::string type;
  /// Of vectors.
  std::shared_ptr<const TypeRef> element;
};

/// One field of a combinator.
struct FieldPlan {
  std::string name;
  TypeRef type;
  /// The field is present when this bit of the flags word at this index of `fields` is set.
  std::optional<std::size_t> flags_field;
  unsigned bit = 0;
};

/// A constructor or a function.
struct Combinator {
  std::uint32_t id = 0;
  std::string name;
  std::vector<FieldPlan> fields;
  TypeRef result;
  bool is_function = false;
};

/// All combinators of one layer, found by id and by name. Immutable once built.
class Schema {
 public:
  /// Parses and resolves the texts; in case of equal names the later text wins.
  [[nodiscard]] static Result<Schema> parse(std::span<const std::string_view> texts);

  [[nodiscard]] int layer() const noexcept { return layer_; }
  [[nodiscard]] const Combinator* by_id(std::uint32_t id) const noexcept;
  [[nodiscard]] const Combinator* constructor(std::string_view name) const noexcept;
  [[nodiscard]] const Combinator* function(std::string_view name) const noexcept;
  /// The constructor of a reference of kind `bare`.
  [[nodiscard]] const Combinator* bare_constructor(const TypeRef& type) const noexcept;
  [[nodiscard]] bool has_type(std::string_view name) const noexcept;
  /// The reference that a text as `Vector<User>` or `long` stands for.
  [[nodiscard]] Result<TypeRef> type_named(std::string_view text) const;

 private:
  [[nodiscard]] Status add(const tl_parser::Definition& definition);
  [[nodiscard]] Status check() const;
  [[nodiscard]] Status check(const Combinator& combinator, const TypeRef& type) const;

  int layer_ = 0;
  std::deque<Combinator> combinators_;
  std::unordered_map<std::uint32_t, const Combinator*> by_id_;
  std::map<std::string, const Combinator*, std::less<>> constructors_;
  std::map<std::string, const Combinator*, std::less<>> functions_;
  std::set<std::string, std::less<>> types_;
};

}  // namespace strata::datacenter
