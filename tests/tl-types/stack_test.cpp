// Stack taken by the deepest input. (H-04)
#include "pinned/types/json_value.hpp"

#include "strata/tl/clone.hpp"
#include "strata/tl/decode.hpp"
#include "strata/tl/encode.hpp"
#include "strata/tl/writer.hpp"

#include <gtest/gtest.h>

#include <pthread.h>

namespace strata::tl {
namespace {

namespace types = pinned::types;
namespace enums = pinned::enums;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool is_sanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool is_sanitized = true;
#else
constexpr bool is_sanitized = false;
#endif
#else
constexpr bool is_sanitized = false;
#endif

constexpr std::size_t tested_stack = std::size_t{64} << 10U;
// What the C library and the start of a thread need besides.
constexpr std::size_t thread_stack = std::size_t{32} << 10U;

void* decode_and_encode(void* bytes) {
  const auto decoded = decode<enums::JSONValue>(*static_cast<const Bytes*>(bytes));
  if (!decoded) return nullptr;
  const auto copy = clone(**decoded);
  return to_bytes(*copy) ? bytes : nullptr;
}

TEST(Stack, TreeOfDepth64_IsHandledIn64KiB) {
  if (is_sanitized) GTEST_SKIP() << "sanitizers enlarge every frame";
  Buffer out(0);
  {
    Writer writer(out);
    for (int i = 0; i < 63; ++i) {
      writer.uint32(types::JsonArray::ID);
      writer.vector_header(1);
    }
    writer.uint32(types::JsonNull::ID);
  }
  Bytes bytes(out.bytes().begin(), out.bytes().end());

  pthread_attr_t attributes;
  ASSERT_EQ(pthread_attr_init(&attributes), 0);
  ASSERT_EQ(pthread_attr_setstacksize(&attributes, tested_stack + thread_stack), 0);
  pthread_t thread{};
  ASSERT_EQ(pthread_create(&thread, &attributes, decode_and_encode, &bytes), 0);
  void* result = nullptr;
  ASSERT_EQ(pthread_join(thread, &result), 0);
  pthread_attr_destroy(&attributes);
  EXPECT_EQ(result, &bytes);
}

}  // namespace
}  // namespace strata::tl
