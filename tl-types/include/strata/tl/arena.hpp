// Arena: the memory that TL values live in, given back all at once.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <limits>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>

namespace strata::tl {

/// A bump allocator for trivially destructible values. Everything made in it lives until the arena
/// is destroyed or cleared; moving the arena moves nothing that is in it.
///
/// ```
/// tl::Arena arena;
/// const auto& user = arena.make(types::InputUser{.user_id = 1, .access_hash = 2});
/// functions::users::GetUsers call{.id = arena.vector<enums::InputUser>({user})};
/// ```
///
/// Threads: one at a time.
class Arena {
 public:
  Arena() noexcept = default;
  /// Starts with one block of `first_block` bytes and never holds more than `limit` bytes.
  explicit Arena(std::size_t first_block,
                 std::size_t limit = std::numeric_limits<std::size_t>::max());
  Arena(Arena&& other) noexcept { swap(other); }
  Arena& operator=(Arena&& other) noexcept {
    Arena(std::move(other)).swap(*this);
    return *this;
  }
  ~Arena() { release(blocks_); }

  /// A copy of `value` that lives as long as the arena.
  template <class T>
    requires std::is_trivially_destructible_v<T>
  const T& make(const T& value) {
    return *::new (allocate_or_throw(sizeof(T))) T(value);
  }

  /// A copy of `text`, or of `bytes`.
  [[nodiscard]] std::string_view copy(std::string_view text);
  [[nodiscard]] std::span<const std::uint8_t> copy(std::span<const std::uint8_t> bytes);

  /// A vector of these elements.
  template <class T>
  [[nodiscard]] std::span<const T> vector(std::initializer_list<T> elements) {
    return vector<T>(std::span<const T>(elements.begin(), elements.size()));
  }

  /// A vector of the elements of a range that knows its size, each converted to `T`.
  template <class T, class Range>
    requires std::is_trivially_destructible_v<T> && requires(const Range& range) {
      range.size();
      { *range.begin() } -> std::convertible_to<T>;
    }
  [[nodiscard]] std::span<const T> vector(const Range& range) {
    const auto count = static_cast<std::size_t>(range.size());
    T* first = static_cast<T*>(allocate_or_throw(count * sizeof(T)));
    T* last = first;
    for (const auto& element : range) ::new (static_cast<void*>(last++)) T(element);
    return {first, count};
  }

  /// `size` bytes aligned for every TL value, not initialised; null when the limit is reached.
  [[nodiscard]] void* allocate(std::size_t size) noexcept {
    const std::size_t rounded = (size + (alignment - 1)) & ~(alignment - 1);
    if (rounded < size || rounded > left()) [[unlikely]]
      return allocate_slowly(size);
    void* at = next_;
    next_ += rounded;
    return at;
  }

  /// Forgets every value and keeps the largest block for new ones.
  void clear() noexcept;

  /// A point in the life of the arena, to go back to.
  struct Mark {
    const void* block = nullptr;
    std::byte* next = nullptr;
    std::byte* end = nullptr;
  };
  [[nodiscard]] Mark mark() const noexcept { return {blocks_, next_, end_}; }
  /// Forgets every value made since `mark` and gives back the blocks taken since.
  void rewind(const Mark& mark) noexcept;

  /// Bytes taken from the heap.
  [[nodiscard]] std::size_t capacity() const noexcept { return capacity_; }

  void swap(Arena& other) noexcept {
    std::swap(blocks_, other.blocks_);
    std::swap(next_, other.next_);
    std::swap(end_, other.end_);
    std::swap(capacity_, other.capacity_);
    std::swap(limit_, other.limit_);
  }

  static constexpr std::size_t alignment = 8;

 private:
  struct Block;

  void* allocate_or_throw(std::size_t size) {
    void* at = allocate(size);
    if (at == nullptr && size != 0) throw std::bad_alloc();
    return at;
  }
  /// Bytes at the end of the last block that nothing lives in.
  [[nodiscard]] std::size_t left() const noexcept { return static_cast<std::size_t>(end_ - next_); }
  void* allocate_slowly(std::size_t size) noexcept;
  bool add_block(std::size_t size) noexcept;
  static void release(Block* blocks) noexcept;

  Block* blocks_ = nullptr;
  std::byte* next_ = nullptr;
  std::byte* end_ = nullptr;  // of the last block
  std::size_t capacity_ = 0;
  std::size_t limit_ = std::numeric_limits<std::size_t>::max();
};

}  // namespace strata::tl
