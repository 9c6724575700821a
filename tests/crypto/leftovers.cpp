// The watch over freed memory: replaced allocation functions and a stack that can be read.
#include "crypto/leftovers.hpp"

#include <openssl/crypto.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <new>
#include <pthread.h>

namespace {

constexpr std::size_t part_size = 8;
constexpr std::size_t header_size = 32;  // holds the size of a block, keeps its alignment

// Written while nothing is watched; read by the allocation functions, which must not allocate.
std::array<std::uint64_t, 1024> parts;
std::size_t part_count = 0;
std::atomic<bool> watching = false;
std::atomic<std::size_t> found = 0;

bool is_secret(std::uint64_t word) {
  const auto* const end = parts.data() + part_count;
  return std::binary_search(static_cast<const std::uint64_t*>(parts.data()), end, word);
}

std::size_t count_secrets(const void* memory, std::size_t size) {
  const volatile std::uint8_t* const bytes = static_cast<const std::uint8_t*>(memory);
  std::size_t count = 0;
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < size; ++i) {
    word = word >> 8U | std::uint64_t{bytes[i]} << 56U;
    if (i + 1 >= part_size && is_secret(word)) ++count;
  }
  return count;
}

void* allocate(std::size_t size) {
  auto* const block = static_cast<std::uint8_t*>(std::malloc(size + header_size));
  if (block == nullptr) return nullptr;
  strata::store_le(block, size);
  return block + header_size;
}

void release(void* memory) {
  if (memory == nullptr) return;
  auto* const block = static_cast<std::uint8_t*>(memory) - header_size;
  if (watching.load()) found += count_secrets(memory, strata::load_le<std::size_t>(block));
  std::free(block);
}

void* openssl_allocate(std::size_t size, const char*, int) { return allocate(size); }
void openssl_release(void* memory, const char*, int) { release(memory); }
void* openssl_reallocate(void* memory, std::size_t size, const char*, int) {
  void* const grown = allocate(size);
  if (grown != nullptr && memory != nullptr) {
    const auto old = strata::load_le<std::size_t>(static_cast<std::uint8_t*>(memory) - header_size);
    std::memcpy(grown, memory, std::min(old, size));
    release(memory);
  }
  return grown;
}

void add_parts(strata::BytesView secret) {
  for (; secret.size() >= part_size; secret = secret.subspan(part_size)) {
    const auto word = strata::load_le<std::uint64_t>(secret.data());
    if (word == 0 || part_count + 2 > parts.size()) continue;
    parts[part_count++] = word;
    parts[part_count++] = __builtin_bswap64(word);
  }
}

void* run_work(void* work) {
  (*static_cast<const std::function<void()>*>(work))();
  return nullptr;
}

}  // namespace

void* operator new(std::size_t size) {
  void* const memory = allocate(size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
void operator delete(void* memory) noexcept { release(memory); }
void operator delete(void* memory, std::size_t) noexcept { release(memory); }

namespace strata::test {

void watch_openssl_memory() {
  if (CRYPTO_set_mem_functions(openssl_allocate, openssl_reallocate, openssl_release) != 1) {
    std::abort();
  }
}

std::size_t leftovers_of(const std::vector<BytesView>& secrets, const std::function<void()>& work) {
  part_count = 0;
  for (const BytesView secret : secrets) add_parts(secret);
  std::sort(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(part_count));
  found = 0;

  constexpr std::size_t stack_size = 1 << 20;
  void* stack = nullptr;
  if (posix_memalign(&stack, 4096, stack_size) != 0) std::abort();
  std::memset(stack, 0, stack_size);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstack(&attributes, stack, stack_size);
  pthread_t thread{};
  std::function<void()> copy = work;
  watching = true;
  if (pthread_create(&thread, &attributes, run_work, &copy) != 0) std::abort();
  pthread_join(thread, nullptr);
  watching = false;
  pthread_attr_destroy(&attributes);
  const std::size_t on_stack = count_secrets(stack, stack_size);
  std::free(stack);
  return found.load() + on_stack;
}

}  // namespace strata::test
