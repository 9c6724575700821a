// The slow paths of the writer.
#include "strata/tl/writer.hpp"

#include "strata/tl/cursor.hpp"

namespace strata::tl {

void Writer::boolean(bool value) { uint32(value ? bool_true_id : bool_false_id); }

void Writer::reserve(std::size_t count) {
  out_.drop_back(room());
  const std::size_t step = std::max({count, std::size_t{256}, out_.size()});
  const MutableBytes added = out_.append(step);
  at_ = added.data();
  end_ = at_ + added.size();
}

}  // namespace strata::tl
