// Storage in which an object lives and dies, to look at what it leaves there.
#pragma once

#include "strata/base/bytes.hpp"

#include <algorithm>
#include <memory>

namespace strata::test {

template <class T>
class Remains {
 public:
  Remains() = default;
  Remains(const Remains&) = delete;
  Remains& operator=(const Remains&) = delete;
  ~Remains() { destroy(); }

  T& make(T&& from) {
    destroy();
    object_ = std::construct_at(static_cast<T*>(static_cast<void*>(storage_)), std::move(from));
    return *object_;
  }

  void destroy() {
    if (object_ != nullptr) std::destroy_at(object_);
    object_ = nullptr;
  }

  /// How many bytes of the storage have this value.
  [[nodiscard]] std::size_t count(std::uint8_t value) const {
    // Volatile, since the compiler may assume that nobody looks at a dead object.
    const volatile std::uint8_t* at = storage_;
    std::size_t found = 0;
    for (std::size_t i = 0; i < sizeof storage_; ++i) found += at[i] == value ? 1U : 0U;
    return found;
  }

  /// Whether these bytes stand anywhere in the storage.
  [[nodiscard]] bool contains(BytesView needle) const {
    Bytes copy(sizeof storage_);
    const volatile std::uint8_t* at = storage_;
    for (std::size_t i = 0; i < copy.size(); ++i) copy[i] = at[i];
    return std::search(copy.begin(), copy.end(), needle.begin(), needle.end()) != copy.end();
  }

 private:
  alignas(T) std::uint8_t storage_[sizeof(T)] = {};
  T* object_ = nullptr;
};

}  // namespace strata::test
