// Decoding from the outside: sizes the arena, runs the interpreter, words the error.
#include "strata/tl/decode.hpp"

#include "decoder.hpp"

#include "strata/tl/detail/fast_decoder.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace strata::tl::detail {
namespace {

std::string hex_id(std::uint32_t id) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "0x%08x", id);
  return text.data();
}

Error describe(DecodeErrc code, std::size_t offset, std::uint32_t id, std::string path) {
  std::string message = make_error_code(code).message();
  if (id != 0) message += " " + hex_id(id);
  message += " at byte " + std::to_string(offset);
  if (!path.empty()) message += " (" + path + ")";
  return {make_error_code(code),
          std::make_shared<DecodeDetail>(std::move(message), offset, id, std::move(path))};
}

}  // namespace

Result<std::size_t> decode_value(const DecodeJob& job, BytesView input, Arena& arena, void* at) {
  const Arena::Mark start = arena.mark();
  FastDecoder fast(job.schema, job.options.depth, input, arena);
  const std::uint8_t* end = fast.value(job.shape, input.data(), static_cast<std::byte*>(at));
  if (end != nullptr) [[likely]] {
    const auto consumed = static_cast<std::size_t>(end - input.data());
    if (consumed == input.size() || !job.whole) return consumed;
  }
  // Something is wrong or unknown: find out what, or keep it.
  arena.rewind(start);
  std::memset(at, 0, job.shape.size);
  return decode_carefully(job, input, arena, at);
}

Result<std::size_t> decode_carefully(const DecodeJob& job, BytesView input, Arena& arena,
                                     void* at) {
  Decoder decoder(job.schema, job.options, input, arena);
  decoder.value(job.shape, static_cast<std::byte*>(at));

  Cursor& cursor = decoder.cursor();
  // Spec: H-09
  if (!cursor.failed() && job.whole && cursor.remaining() > 0) {
    cursor.fail(DecodeErrc::trailing_bytes);
  }
  if (const std::optional<DecodeErrc> error = cursor.error()) {
    return fail(
        describe(*error, cursor.error_offset(), decoder.failed_id(), decoder.failed_path()));
  }
  return cursor.offset();
}

Result<DecodedRoot> decode_owned(const DecodeJob& job, BytesView input) {
  // Room for the copy of the input, for the root, and for what objects take beside it: about as
  // much again for most answers of Telegram. When that is too little the arena adds a block.
  const std::size_t limit = job.options.memory_for(input.size());
  const std::size_t guess = input.size() + input.size() / 2 * 3 + job.shape.size + 512;
  DecodedRoot decoded{.arena = Arena(std::min(guess, limit), limit)};

  void* copy = decoded.arena.allocate(input.size());
  void* root = decoded.arena.allocate(job.shape.size);
  if (copy == nullptr || root == nullptr) {
    return fail(describe(DecodeErrc::too_large, 0, 0, {}));
  }
  if (!input.empty()) std::memcpy(copy, input.data(), input.size());
  std::memset(root, 0, job.shape.size);

  const BytesView owned(static_cast<const std::uint8_t*>(copy), input.size());
  const Result<std::size_t> consumed = decode_value(job, owned, decoded.arena, root);
  if (!consumed) return fail(consumed.error());
  decoded.root = root;
  decoded.consumed = *consumed;
  return decoded;
}

}  // namespace strata::tl::detail
