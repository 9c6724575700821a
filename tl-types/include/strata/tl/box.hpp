// Box<Tag>: a value of a boxed TL type, held as an 8-byte handle to one of its constructors.
#pragma once

#include "strata/tl/handle.hpp"

#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <type_traits>
#include <utility>

namespace strata::tl {

struct SchemaTables;

/// A value whose constructor the schema does not know, kept as it came.
struct Unknown {
  /// The constructor id; 0 stands for an empty box.
  std::uint32_t id = 0;
  /// The value on the wire, its id included.
  std::span<const std::uint8_t> bytes = {};
};

template <class Tag>
class Box;

/// A generated struct for a constructor (`types::…`), complete.
template <class T>
concept Constructor = requires {
  typename T::Type;
  { T::ID } -> std::convertible_to<std::uint32_t>;
  { T::INDEX } -> std::convertible_to<std::uint16_t>;
};

/// A constructor of the boxed type that `Tag` stands for.
template <class T, class Tag>
concept ConstructorOf = Constructor<T> && std::same_as<typename T::Type, Box<Tag>>;

/// The constructors of a type, as a list; specialised beside them in the header of the type.
template <class Tag>
struct Constructors {
  static_assert(sizeof(Tag) == 0,
                "visit() needs the constructors: include the header of this TL type "
                "(strata/tl/types/<type>.hpp)");
};
template <class... T>
struct ConstructorList {};

/// A constructor or function with every field at its default, which a box may refer to for ever:
/// `.peer = tl::blank<types::InputPeerSelf>`. For constructors that have no fields yet.
template <class T>
inline constexpr T blank{};

namespace detail {
/// Whether boxes are made from structs without saying so; strata-tl-gen --no-from-type forbids it.
template <class Tag>
concept ExplicitBoxes = requires { requires Tag::EXPLICIT_BOXES; };
/// Whether only `visit()` tells constructors apart; so with strata-tl-gen --no-from-enum.
template <class Tag>
concept OnlyVisit = requires { requires Tag::ONLY_VISIT; };

/// The constructor id of a row of the tables.
[[nodiscard]] std::uint32_t id_of_row(const SchemaTables& schema, std::uint16_t index) noexcept;
}  // namespace detail

/// A boxed TL value: nothing (the default), or a reference to a constructor of the type.
///
/// A box does not own what it refers to. Boxes of a decoded object live as long as its
/// `Object`; a box made from a named struct lives as long as that struct; `Arena::make` gives
/// structs that live as long as the arena. Copying a box copies the reference.
template <class Tag>
class Box {
 public:
  using TagType = Tag;

  constexpr Box() noexcept = default;

  /// Refers to `value`, which must outlive the box.
  template <ConstructorOf<Tag> T>
  constexpr explicit(detail::ExplicitBoxes<Tag>) Box(const T& value) noexcept
      : handle_(handle_to(value)) {}

  // A temporary dies at the end of the statement: name it first, or make it with Arena::make().
  template <ConstructorOf<Tag> T>
    requires(!std::is_empty_v<T>)
  Box(const T&& a_temporary_would_dangle_name_it_or_use_Arena_make) = delete;

  // The field wants another TL type than the one this constructor belongs to.
  template <Constructor T>
    requires(!ConstructorOf<T, Tag>)
  Box(const T& constructor_of_another_TL_type) = delete;

  /// Refers to an unknown value, which must outlive the box; it is encoded as its bytes.
  explicit Box(const Unknown& value) noexcept : handle_(detail::unknown_index, &value) {}

  [[nodiscard]] constexpr bool has_value() const noexcept { return handle_.index() != 0; }
  [[nodiscard]] constexpr explicit operator bool() const noexcept { return has_value(); }
  [[nodiscard]] constexpr bool is_unknown() const noexcept {
    return handle_.index() == detail::unknown_index;
  }

  /// The id of the constructor; 0 for an empty box.
  [[nodiscard]] std::uint32_t id() const noexcept {
    if (is_unknown()) return unknown()->id;
    return has_value() ? detail::id_of_row(Tag::schema(), handle_.index()) : 0;
  }

  /// Whether the box holds constructor `T`.
  template <ConstructorOf<Tag> T>
  [[nodiscard]] constexpr bool is() const noexcept
    requires(!detail::OnlyVisit<Tag>)
  {
    return handle_.index() == T::INDEX;
  }

  /// The constructor, or null when the box holds another one or none.
  template <ConstructorOf<Tag> T>
  [[nodiscard]] const T* get_if() const noexcept
    requires(!detail::OnlyVisit<Tag>)
  {
    return find<T>();
  }

  /// A copy of the constructor, or nothing. Its texts, vectors and boxes are still views of what
  /// the box refers to.
  template <ConstructorOf<Tag> T>
  [[nodiscard]] std::optional<T> try_as() const noexcept {
    const T* value = get_if<T>();
    return value != nullptr ? std::optional<T>(*value) : std::nullopt;
  }

  /// The constructor, or one with every field at its default when the box holds another one or
  /// none. For a type that has one constructor in every layer so far; `->` is for those that have
  /// just one in the layer at hand.
  template <ConstructorOf<Tag> T>
  [[nodiscard]] const T& as() const noexcept {
    const T* value = find<T>();
    return value != nullptr ? *value : blank<T>;
  }

  /// The unknown value, or null when the constructor is known or the box is empty.
  [[nodiscard]] const Unknown* unknown() const noexcept {
    return is_unknown() ? static_cast<const Unknown*>(handle_.address()) : nullptr;
  }

  /// Calls `f` with the constructor, or with an `Unknown` (id 0 when the box is empty).
  template <class F>
  decltype(auto) visit(F&& f) const {
    return visit_list(std::forward<F>(f), typename Constructors<Tag>::List{});
  }

  /// The only constructor of a type that has one. An empty box and one that holds an unknown
  /// constructor show a struct with default fields.
  [[nodiscard]] const auto& operator*() const noexcept
    requires requires { typename Tag::Only; }
  {
    return as<typename Tag::Only>();
  }
  [[nodiscard]] const auto* operator->() const noexcept
    requires requires { typename Tag::Only; }
  {
    return &**this;
  }

  /// The handle itself, for code that works over the tables.
  [[nodiscard]] constexpr detail::Handle handle() const noexcept { return handle_; }
  [[nodiscard]] static constexpr Box from_handle(detail::Handle handle) noexcept {
    Box box;
    box.handle_ = handle;
    return box;
  }

 private:
  template <class T>
  [[nodiscard]] const T* find() const noexcept {
    if (handle_.index() != T::INDEX) return nullptr;
    if constexpr (std::is_empty_v<T>) return &blank<T>;
    return static_cast<const T*>(handle_.address());
  }

  template <class T>
  static constexpr detail::Handle handle_to(const T& value) noexcept {
    if constexpr (std::is_empty_v<T>) {
      return detail::Handle(T::INDEX);
    } else {
      return detail::Handle(T::INDEX, &value);
    }
  }

  template <class F, class First, class... Rest>
  decltype(auto) visit_list(F&& f, ConstructorList<First, Rest...>) const {
    if (const First* value = find<First>()) return std::forward<F>(f)(*value);
    return visit_list(std::forward<F>(f), ConstructorList<Rest...>{});
  }
  template <class F>
  decltype(auto) visit_list(F&& f, ConstructorList<>) const {
    const Unknown nothing;
    const Unknown* value = unknown();
    return std::forward<F>(f)(value != nullptr ? *value : nothing);
  }

  detail::Handle handle_;
};

}  // namespace strata::tl
