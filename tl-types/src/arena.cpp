// The blocks of an arena: a chain of heap blocks, each at least as large as all before it.
#include "strata/tl/arena.hpp"

#include <algorithm>
#include <cstdlib>

namespace strata::tl {

struct Arena::Block {
  Block* next;
  std::size_t size;  // of the memory behind this header
};

namespace {
constexpr std::size_t first_block_size = 1024;
}

Arena::Arena(std::size_t first_block, std::size_t limit) : limit_(limit) {
  if (first_block > 0) add_block(std::min(first_block, limit));
}

std::string_view Arena::copy(std::string_view text) {
  if (text.empty()) return {"", 0};
  char* at = static_cast<char*>(allocate_or_throw(text.size()));
  std::memcpy(at, text.data(), text.size());
  return {at, text.size()};
}

std::span<const std::uint8_t> Arena::copy(std::span<const std::uint8_t> bytes) {
  if (bytes.empty()) return {};
  auto* at = static_cast<std::uint8_t*>(allocate_or_throw(bytes.size()));
  std::memcpy(at, bytes.data(), bytes.size());
  return {at, bytes.size()};
}

void* Arena::allocate_slowly(std::size_t size) noexcept {
  if (size > limit_) return nullptr;
  const std::size_t rounded = (size + (alignment - 1)) & ~(alignment - 1);
  if (rounded > left()) {
    if (limit_ - capacity_ < rounded) return nullptr;
    const std::size_t wished = std::max({rounded, capacity_, first_block_size});
    if (!add_block(std::min(wished, limit_ - capacity_))) return nullptr;
  }
  return allocate(size);
}

bool Arena::add_block(std::size_t size) noexcept {
  const std::size_t rounded = (size + (alignment - 1)) & ~(alignment - 1);
  void* memory = std::malloc(sizeof(Block) + rounded);
  if (memory == nullptr) return false;
  blocks_ = ::new (memory) Block{blocks_, rounded};
  next_ = static_cast<std::byte*>(memory) + sizeof(Block);
  end_ = next_ + rounded;
  capacity_ += rounded;
  return true;
}

void Arena::clear() noexcept {
  if (blocks_ == nullptr) return;
  // Blocks grow, so the last one is the largest.
  release(std::exchange(blocks_->next, nullptr));
  next_ = static_cast<std::byte*>(static_cast<void*>(blocks_)) + sizeof(Block);
  end_ = next_ + blocks_->size;
  capacity_ = blocks_->size;
}

void Arena::rewind(const Mark& mark) noexcept {
  while (blocks_ != mark.block) {
    Block* const dropped = blocks_;
    blocks_ = dropped->next;
    capacity_ -= dropped->size;
    std::free(dropped);
  }
  next_ = mark.next;
  end_ = mark.end;
}

void Arena::release(Block* blocks) noexcept {
  while (blocks != nullptr) {
    Block* next = blocks->next;
    std::free(blocks);
    blocks = next;
  }
}

}  // namespace strata::tl
