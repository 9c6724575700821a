// Goes through a source word by word and joins those with `::` between them.
#include "strata/tl_gen/mentions.hpp"

#include <algorithm>
#include <utility>

namespace strata::tl_gen {
namespace {

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// `strata::tl::types::auth::SentCode` as its parts, and where it stands.
struct Chain {
  std::vector<std::string_view> parts;
  std::size_t line = 0;
};

/// Gives the qualified names and the other words of a text, one after the other.
class Words {
 public:
  explicit Words(std::string_view text) : text_(text) {}

  /// The next one; without parts at the end.
  Chain next() {
    Chain chain;
    while (at_ < text_.size() && !is_word_byte(text_[at_])) step();
    chain.line = line_;
    while (at_ < text_.size() && is_word_byte(text_[at_])) {
      chain.parts.push_back(word());
      if (!text_.substr(at_).starts_with("::")) break;
      at_ += 2;
    }
    return chain;
  }
  /// Whether the last chain is followed by `=`.
  [[nodiscard]] bool assigned() const {
    const std::size_t sign = text_.find_first_not_of(' ', at_);
    return sign != std::string_view::npos && text_[sign] == '=';
  }

 private:
  std::string_view word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_word_byte(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }
  void step() {
    if (text_[at_] == '\n') ++line_;
    ++at_;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
};

using Aliases = std::map<std::string_view, std::vector<std::string_view>>;

void expand(Chain& chain, const Aliases& aliases) {
  const auto alias = aliases.find(chain.parts.front());
  if (alias == aliases.end()) return;
  chain.parts.erase(chain.parts.begin());
  chain.parts.insert(chain.parts.begin(), alias->second.begin(), alias->second.end());
}

bool is_root(std::string_view part) {
  return part == "types" || part == "enums" || part == "functions";
}

}  // namespace

void SourceIndex::add(const std::string& path, std::string_view text) {
  Aliases aliases;
  Words words(text);
  bool after_namespace = false;
  for (Chain chain = words.next(); !chain.parts.empty(); chain = words.next()) {
    if (after_namespace && chain.parts.size() == 1 && words.assigned()) {
      const std::string_view alias = chain.parts.front();
      chain = words.next();
      if (!chain.parts.empty()) aliases[alias] = chain.parts;
      after_namespace = false;
      continue;
    }
    after_namespace = chain.parts.size() == 1 && chain.parts.front() == "namespace";
    expand(chain, aliases);
    const auto root = std::find_if(chain.parts.begin(), chain.parts.end(), is_root);
    std::string name;
    for (auto part = root; part != chain.parts.end(); ++part) {
      if (part != root) name += "::";
      name += *part;
      std::vector<Mention>& places = by_name_[name];
      if (places.empty() || places.back().path != path) places.push_back({path, chain.line});
    }
  }
}

const std::vector<Mention>& SourceIndex::mentions(std::string_view cpp_name) const {
  static const std::vector<Mention> none;
  const auto found = by_name_.find(cpp_name);
  return found == by_name_.end() ? none : found->second;
}

}  // namespace strata::tl_gen
