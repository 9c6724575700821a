// The linker puts __wrap_malloc in the place of malloc (see tl-types.cmake).
#include "tl/allocations.hpp"

#include <cstdlib>
#include <new>

namespace {
std::size_t count = 0;
}

extern "C" {
void* __real_malloc(std::size_t size);
void* __wrap_malloc(std::size_t size);

void* __wrap_malloc(std::size_t size) {
  ++count;
  return __real_malloc(size);
}
}

void* operator new(std::size_t size) {
  void* memory = std::malloc(size);  // counted there
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

std::size_t strata::tl::bench::allocation_count() noexcept { return count; }
