// The linker puts the __wrap_… functions in the place of the real ones (see mtproto.cmake).
#include "mtproto/watch.hpp"

#include <cstdlib>
#include <new>

namespace {

constexpr std::size_t least_copy = 48;
bool watching = false;
strata::mtproto::bench::Counts counts;

void note_copy(std::size_t size) {
  if (watching && size >= least_copy) counts.copied_bytes += size;
}

}  // namespace

extern "C" {
void* __real_malloc(std::size_t size);
void* __real_memcpy(void* to, const void* from, std::size_t size);
void* __real_memmove(void* to, const void* from, std::size_t size);
void* __wrap_malloc(std::size_t size);
void* __wrap_memcpy(void* to, const void* from, std::size_t size);
void* __wrap_memmove(void* to, const void* from, std::size_t size);

void* __wrap_malloc(std::size_t size) {
  if (watching) ++counts.allocations;
  return __real_malloc(size);
}
void* __wrap_memcpy(void* to, const void* from, std::size_t size) {
  note_copy(size);
  return __real_memcpy(to, from, size);
}
void* __wrap_memmove(void* to, const void* from, std::size_t size) {
  note_copy(size);
  return __real_memmove(to, from, size);
}
}

void* operator new(std::size_t size) {
  void* memory = std::malloc(size);  // counted there
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace strata::mtproto::bench {

Watch::Watch() noexcept {
  counts = {};
  watching = true;
}

Counts Watch::stop() noexcept {
  watching = false;
  return counts;
}

}  // namespace strata::mtproto::bench
