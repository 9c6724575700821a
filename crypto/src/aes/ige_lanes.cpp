// Puts messages of different lengths side by side.
#include "aes/ige_lanes.hpp"

#include "aes/ige_kernel.hpp"
#include "wipe.hpp"

#include <algorithm>
#include <atomic>

namespace strata::crypto {
namespace {

constinit std::atomic<const IgeLanesKernel*> forced = nullptr;

using Group = std::array<IgeLane, max_lanes>;

// Half of the lanes is enough for the rest of a group when the others have ended.
std::size_t width_for(std::size_t active) noexcept { return active > 4 ? max_lanes : 4; }

// Lanes without a message repeat what the first one does: they write the same bytes to the same
// places, which needs no branch in a kernel.
void mirror_first(Group& group, LaneKeys& keys, std::size_t lane) noexcept {
  group[lane] = group[0];
  for (auto& round : keys.round) std::memcpy(round[lane], round[0], sizeof round[0]);
}

void advance(IgeLane& lane, std::size_t blocks) noexcept {
  lane.in += 16 * blocks;
  lane.out += 16 * blocks;
  lane.blocks -= blocks;
}

void run_group(const IgeLanesKernel& kernel, Group& group, std::size_t active,
               bool encrypting) noexcept {
  LaneKeys keys;
  const WipeOnExit guard(keys);
  for (std::size_t lane = 0; lane < active; ++lane) {
    kernel.expand(group[lane].key, encrypting, keys, lane);
  }
  for (std::size_t lane = active; lane < width_for(active); ++lane) {
    mirror_first(group, keys, lane);
  }
  while (active != 0) {
    const std::size_t width = width_for(active);
    const IgeLanesKernel::Width& form = width == max_lanes ? kernel.eight : kernel.four;
    const std::size_t blocks = group[active - 1].blocks;  // the shortest
    (encrypting ? form.encrypt : form.decrypt)(keys, group.data(), blocks);
    for (std::size_t lane = 0; lane < width; ++lane) advance(group[lane], blocks);
    while (active != 0 && group[active - 1].blocks == 0) --active;
    for (std::size_t lane = active; active != 0 && lane < width_for(active); ++lane) {
      mirror_first(group, keys, lane);
    }
  }
}

}  // namespace

const IgeLanesKernel* lanes_kernel() noexcept {
  // Tests force other kernels for single messages; several at once must not go around them.
  if (&ige_kernel() != aes_ni_ige()) return nullptr;
  if (const IgeLanesKernel* kernel = forced.load(std::memory_order_acquire)) return kernel;
  const IgeLanesKernel* const wide = vaes_lanes();
  return wide != nullptr ? wide : aes_ni_lanes();
}

void force_lanes_kernel(const IgeLanesKernel* kernel) noexcept {
  forced.store(kernel, std::memory_order_release);
}

void ige_lanes(std::span<const IgeLane> lanes, bool encrypting) noexcept {
  Group group;
  std::size_t active = 0;
  for (const IgeLane& lane : lanes.first(std::min(lanes.size(), max_lanes))) {
    if (lane.blocks != 0) group[active++] = lane;
  }
  const IgeLanesKernel* const kernel = lanes_kernel();
  if (kernel == nullptr || active < 2) {
    const IgeKernel& single = ige_kernel();
    const IgeKernel::Run run = encrypting ? single.encrypt : single.decrypt;
    for (const IgeLane& lane : std::span(group).first(active)) {
      run(lane.key, lane.iv, lane.in, lane.out, lane.blocks);
    }
    return;
  }
  // The longest first, so that those still running are always the first ones.
  std::sort(group.begin(), group.begin() + static_cast<std::ptrdiff_t>(active),
            [](const IgeLane& a, const IgeLane& b) { return a.blocks > b.blocks; });
  run_group(*kernel, group, active, encrypting);
}

}  // namespace strata::crypto
