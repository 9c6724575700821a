// The watched allocators.
#include "mtproto/watched_memory.hpp"

#include <openssl/crypto.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <malloc.h>
#include <new>

namespace {

void release(void* block) noexcept {
  if (block == nullptr) return;
  using strata::test::watch;
  if (watch.armed) watch.search(block, malloc_usable_size(block));
  std::free(block);
}

void* openssl_allocate(std::size_t size, const char*, int) { return std::calloc(1, size); }
void openssl_release(void* block, const char*, int) { release(block); }
void* openssl_resize(void* block, std::size_t size, const char*, int) {
  if (block == nullptr) return std::calloc(1, size);
  void* const grown = std::calloc(1, size);
  if (grown == nullptr) return nullptr;
  std::memcpy(grown, block, std::min(size, malloc_usable_size(block)));
  release(block);
  return grown;
}
// Before anything of OpenSSL allocates.
const int openssl_is_watched =
    CRYPTO_set_mem_functions(openssl_allocate, openssl_resize, openssl_release);

}  // namespace

void* operator new(std::size_t size) {
  if (void* block = std::calloc(1, size == 0 ? 1 : size)) return block;
  throw std::bad_alloc();
}
void* operator new[](std::size_t size) { return operator new(size); }
void operator delete(void* block) noexcept { release(block); }
void operator delete[](void* block) noexcept { release(block); }
void operator delete(void* block, std::size_t) noexcept { release(block); }
void operator delete[](void* block, std::size_t) noexcept { release(block); }

namespace strata::test {

Watch watch;

// As bytes, and backwards as OpenSSL stores numbers.
void Watch::look_for(BytesView secret) {
  for (const BytesView part : {secret.first(16), secret.last(16)}) {
    std::copy(part.begin(), part.end(), secrets[count++]);
    std::copy(part.rbegin(), part.rend(), secrets[count++]);
  }
}

void Watch::search(const void* block, std::size_t size) {
  for (std::size_t i = 0; i < count; ++i) {
    if (memmem(block, size, secrets[i], sizeof secrets[i]) != nullptr) ++found;
  }
}

void look_at(const void* memory) { asm volatile("" : : "r"(memory) : "memory"); }

bool is_openssl_watched() { return openssl_is_watched == 1; }

}  // namespace strata::test
