// Orders the types so that each comes behind those it contains, then adds up sizes.
#include "by_value.hpp"

#include <algorithm>

namespace strata::tl_gen {
namespace {

// Offsets and sizes have 16 bits.
constexpr std::size_t most_bytes = 0xFFFF;

std::size_t line_of(const Model& model, const TypeModel& type) {
  return model.constructors[type.first].line;
}

/// Walks the types in depth without recursion: a schema may chain tens of thousands of them.
class Order {
 public:
  explicit Order(Model& model) : model_(model), states_(model.types.size(), State::unseen) {}

  /// The types, contained ones first; with a problem, and nothing, when there is a cycle.
  std::vector<std::size_t> find() {
    for (std::size_t i = 0; i < model_.types.size(); ++i) {
      if (states_[i] == State::unseen && !visit(i)) return {};
    }
    return std::move(order_);
  }

 private:
  enum class State { unseen, open, done };
  struct Step {
    std::size_t type;
    std::size_t next = 0;  ///< number of the contained type to look at
  };

  bool visit(std::size_t root) {
    std::vector<Step> path{{root}};
    states_[root] = State::open;
    while (!path.empty()) {
      Step& step = path.back();
      const std::vector<std::size_t>& contained = model_.types[step.type].includes;
      if (step.next == contained.size()) {
        states_[step.type] = State::done;
        order_.push_back(step.type);
        path.pop_back();
        continue;
      }
      const std::size_t next = contained[step.next++];
      if (states_[next] == State::open) return report_cycle(path.front().type);
      if (states_[next] == State::unseen) {
        states_[next] = State::open;
        path.push_back({next});
      }
    }
    return true;
  }
  bool report_cycle(std::size_t index) {
    const TypeModel& type = model_.types[index];
    model_.problems.push_back(
        {line_of(model_, type), type.tl_name + " contains itself without a box"});
    return false;
  }

  Model& model_;
  std::vector<State> states_;
  std::vector<std::size_t> order_;
};

/// Upper bounds of the sizes that the compiler will find.
class Sizes {
 public:
  explicit Sizes(Model& model) : model_(model), sizes_(model.constructors.size()) {}

  void add_constructor(std::size_t index) { sizes_[index] = check(model_.constructors[index]); }
  void add_function(const StructModel& function) { check(function); }

 private:
  std::size_t check(const StructModel& item) {
    std::size_t total = 0;
    for (const FieldModel& field : item.fields) total += size_of(field);
    if (total > most_bytes) {
      model_.problems.push_back({item.line, item.tl_name + " would have more than 65535 bytes"});
      // One problem is enough for all that contain it.
      return 0;
    }
    return total;
  }

  /// With the padding that may stand behind it, and the mark of an optional field.
  [[nodiscard]] std::size_t size_of(const FieldModel& field) const {
    constexpr std::size_t word = 8;
    switch (field.value.kind) {
      case Kind::flags_word:
        return 0;
      case Kind::true_flag:
      case Kind::boolean:
      case Kind::int32:
      case Kind::boxed:
        return word;
      case Kind::int64:
      case Kind::float64:
      case Kind::string:
      case Kind::bytes:
      case Kind::vector:
      case Kind::bare_vector:
      case Kind::blob:
      case Kind::sized_blob:
        return 2 * word;
      case Kind::int128:
        return 3 * word;
      case Kind::function:
        return 4 * word;
      case Kind::int256:
        return 5 * word;
      case Kind::bare:
        return sizes_[field.value.target] + word;
    }
    return word;
  }

  Model& model_;
  std::vector<std::size_t> sizes_;
};

}  // namespace

void check_by_value(Model& model) {
  const std::vector<std::size_t> order = Order(model).find();
  Sizes sizes(model);
  for (const std::size_t index : order) {
    const TypeModel& type = model.types[index];
    for (std::size_t i = 0; i < type.count; ++i) sizes.add_constructor(type.first + i);
  }
  if (order.size() != model.types.size()) return;
  for (const StructModel& function : model.functions) sizes.add_function(function);
}

}  // namespace strata::tl_gen
