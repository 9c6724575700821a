// Puts texts of different lengths side by side, four at a time.
#include "digest/sha256_many.hpp"

#include "digest/hash.hpp"
#include "digest/sha256_kernel.hpp"

#include <algorithm>

namespace strata::crypto {
namespace {

constexpr std::size_t width = 4;
constexpr std::size_t block = Sha256::block_size;
constexpr std::size_t prefix_size = 32;

// One text as whole blocks in three places:
//
// ```
//   | prefix 32 | first 32 | text where it stands … | rest, padding, length |
//   |        head          |        middle          |    tail: 1 or 2       |
// ```
class Stream {
 public:
  void start(const PrefixedText& source) noexcept {
    state_ = sha256_start;
    std::memcpy(head_.data(), source.prefix, prefix_size);
    BytesView rest = source.text;
    std::size_t in_tail = prefix_size;
    pieces_ = {};
    piece_ = 0;
    if (rest.size() >= block - prefix_size) {
      std::memcpy(head_.data() + prefix_size, rest.data(), block - prefix_size);
      rest = rest.subspan(block - prefix_size);
      pieces_[0] = {head_.data(), 1};
      pieces_[1] = {rest.data(), rest.size() / block};
      rest = rest.subspan(rest.size() / block * block);
      in_tail = 0;
    }
    fill_tail(in_tail, rest, prefix_size + source.text.size());
    skip_empty();
  }

  /// Blocks that stand together; 0 at the end.
  [[nodiscard]] std::size_t blocks() const noexcept {
    return piece_ < pieces_.size() ? pieces_[piece_].blocks : 0;
  }
  [[nodiscard]] Sha256Lane lane() noexcept { return {&state_, pieces_[piece_].data}; }
  void advance(std::size_t count) noexcept {
    pieces_[piece_].data += block * count;
    pieces_[piece_].blocks -= count;
    skip_empty();
  }
  [[nodiscard]] Sha256Digest digest() const noexcept { return serialize<Sha256>(state_); }

 private:
  struct Piece {
    const std::uint8_t* data = nullptr;
    std::size_t blocks = 0;
  };

  void fill_tail(std::size_t filled, BytesView rest, std::size_t length) noexcept {
    tail_ = {};
    if (filled != 0) std::memcpy(tail_.data(), head_.data(), filled);
    if (!rest.empty()) std::memcpy(tail_.data() + filled, rest.data(), rest.size());
    filled += rest.size();
    tail_[filled] = 0x80;
    const std::size_t blocks = filled + 1 + Sha256::length_size > block ? 2 : 1;
    store_be<std::uint64_t>(tail_.data() + block * blocks - 8, std::uint64_t{length} * 8);
    pieces_[2] = {tail_.data(), blocks};
  }

  void skip_empty() noexcept {
    while (piece_ < pieces_.size() && pieces_[piece_].blocks == 0) ++piece_;
  }

  Sha256State state_;
  std::array<std::uint8_t, block> head_;
  std::array<std::uint8_t, 2 * block> tail_;
  std::array<Piece, 3> pieces_;
  std::size_t piece_;
};

void run(std::array<Stream, width>& streams, std::size_t count) noexcept {
  for (;;) {
    std::array<Sha256Lane, width> lanes;
    std::array<std::size_t, width> index{};
    std::size_t active = 0;
    std::size_t steps = ~std::size_t{0};
    for (std::size_t i = 0; i < count; ++i) {
      if (streams[i].blocks() == 0) continue;
      steps = std::min(steps, streams[i].blocks());
      index[active] = i;
      lanes[active++] = streams[i].lane();
    }
    if (active == 0) return;
    if (active == 1) {
      sha256_blocks(*lanes[0].state, lanes[0].data, steps);
    } else {
      // Lanes without a text hash another's data into a state that nobody reads.
      Sha256State idle = sha256_start;
      const WipeOnExit guard(idle);
      for (std::size_t i = active; i < width; ++i) lanes[i] = {&idle, lanes[0].data};
      sha256_kernel().four(lanes.data(), steps);
    }
    for (std::size_t i = 0; i < active; ++i) streams[index[i]].advance(steps);
  }
}

}  // namespace

void sha256_many(std::span<const PrefixedText> texts, Sha256Digest* digests) noexcept {
  std::array<Stream, width> streams;
  const WipeOnExit guard(streams);
  while (!texts.empty()) {
    const std::size_t count = std::min(texts.size(), width);
    for (std::size_t i = 0; i < count; ++i) {
      streams[i].start(texts[i]);
    }
    run(streams, count);
    for (std::size_t i = 0; i < count; ++i) *digests++ = streams[i].digest();
    texts = texts.subspan(count);
  }
}

}  // namespace strata::crypto
