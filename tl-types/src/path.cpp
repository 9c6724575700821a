// Prints the path to a value.
#include "path.hpp"

#include <vector>

namespace strata::tl::detail {

bool elements_behind(const Frame* innermost) noexcept {
  for (const Frame* frame = innermost; frame != nullptr; frame = frame->parent) {
    if (frame->row == nullptr && frame->element + 1 < frame->elements) return true;
  }
  return false;
}

std::string path_text(const SchemaTables& schema, const Frame* innermost) {
  std::vector<const Frame*> frames;
  for (const Frame* frame = innermost; frame != nullptr; frame = frame->parent) {
    frames.push_back(frame);
  }
  std::string text;
  bool named = false;
  for (auto frame = frames.rbegin(); frame != frames.rend(); ++frame) {
    const Frame& step = **frame;
    if (step.row == nullptr) {
      text += '[' + std::to_string(step.element) + ']';
      continue;
    }
    if (!named) text += schema.name(*step.row);
    named = true;
    if (step.field != nullptr) {
      text += '.';
      text += schema.name(*step.field);
    }
  }
  return text;
}

}  // namespace strata::tl::detail
