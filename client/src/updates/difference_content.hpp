// Turns the answer of a difference call into updates with their places.
#pragma once

#include "updates/envelope_reader.hpp"
#include "updates/update_batch.hpp"
#include "updates/update_item.hpp"

#include "strata/tl/fwd.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace strata::updates {

/// What one answer of a difference call brings.
struct DifferenceContent {
  /// To be delivered as they are: the difference itself is their order.
  std::vector<UpdateItem> deliver{};
  /// Members that belong to other sequences; those judge them.
  EnvelopeContent others{};
};

/// The lists that every difference has.
struct DifferenceLists {
  std::span<const tl::enums::Message> new_messages{};
  std::span<const tl::enums::EncryptedMessage> new_encrypted_messages{};
  std::span<const tl::enums::Update> other_updates{};
};

/// The positions in (from, to] that no update of `others` covers; at most `most`, else nothing.
[[nodiscard]] std::vector<std::int32_t> free_positions(std::int32_t from, std::int32_t to,
                                                       const std::vector<UpdateItem>& others,
                                                       std::size_t most);

/// Reads a difference of `box` that goes from position `from` to `to`. New messages come without a
/// number; where the positions that nothing else takes are just as many, each gets its own, so that
/// it carries the same place as when it was pushed (E-51, M-36).
// Spec: core.telegram.org/api/updates#recovering-gaps (E-20)
[[nodiscard]] DifferenceContent read_difference(BoxId box, std::int32_t from, std::int32_t to,
                                                const std::shared_ptr<UpdateBatch>& batch,
                                                const DifferenceLists& lists, std::size_t bytes);

}  // namespace strata::updates
