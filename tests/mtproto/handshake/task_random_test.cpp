// The randomness that a task takes with it.
#include "handshake/task_random.hpp"

#include "support/scripted_random.hpp"

#include <gtest/gtest.h>

#include <set>

namespace strata::mtproto::handshake_test {
namespace {

using strata::test::ScriptedRandom;

TEST(TaskRandom, GivesFirstWhatWasDrawn) {
  Bytes script(32 + 256);
  for (std::size_t i = 0; i < script.size(); ++i) script[i] = static_cast<std::uint8_t>(i * 3);
  ScriptedRandom source(script);
  TaskRandom random(source);
  EXPECT_EQ(source.script_left(), 0U);
  Bytes first(100);
  Bytes second(156);
  random.fill(first);
  random.fill(second);
  EXPECT_EQ(to_hex(first) + to_hex(second), to_hex(BytesView(script).subspan(32)));
}

TEST(TaskRandom, GoesOnWithAStreamOfItsOwn) {
  ScriptedRandom source;
  TaskRandom random(source);
  const std::size_t drawn = source.taken();
  std::set<std::string> blocks;
  for (int i = 0; i < 4096; ++i) blocks.insert(to_hex(random.array<16>()));
  EXPECT_EQ(blocks.size(), 4096U);
  EXPECT_EQ(source.taken(), drawn);
}

TEST(TaskRandom, TwoTasks_DoNotShareAStream) {
  ScriptedRandom source;
  TaskRandom one(source);
  TaskRandom other(source);
  EXPECT_NE(to_hex(one.array<256>()), to_hex(other.array<256>()));
  EXPECT_NE(to_hex(one.array<32>()), to_hex(other.array<32>()));
}

}  // namespace
}  // namespace strata::mtproto::handshake_test
