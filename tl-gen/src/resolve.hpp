// Finds what the type references of a schema mean.
#pragma once

#include "model.hpp"

#include "strata/tl_parser/definition.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>

namespace strata::tl_gen {

/// Turns parameters into fields. Types and constructors of the model are named and in their final
/// order before it is made; their fields are what it finds.
class Resolver {
 public:
  explicit Resolver(Model& model);

  /// The fields of a definition; problems go to the model.
  [[nodiscard]] std::vector<FieldModel> fields(const tl_parser::Definition& definition);

  /// What a function returns.
  [[nodiscard]] ValueModel result(const tl_parser::Definition& definition);

  /// The index of a shape in the model, which is added if it is new.
  std::size_t shape(const ValueModel& value);

 private:
  [[nodiscard]] std::optional<FieldModel> field(const tl_parser::Definition& definition,
                                                const tl_parser::Parameter& parameter,
                                                const std::vector<FieldModel>& before);
  [[nodiscard]] std::optional<ValueModel> value(const tl_parser::Definition& definition,
                                                const tl_parser::Type& type);
  [[nodiscard]] std::optional<ValueModel> vector(const tl_parser::Definition& definition,
                                                 const tl_parser::Type& type, Kind kind);
  [[nodiscard]] std::optional<ValueModel> bare(const tl_parser::Definition& definition,
                                               const tl_parser::Type& type);
  std::nullopt_t problem(const tl_parser::Definition& definition, std::string message);

  Model& model_;
  std::map<std::string, std::size_t> types_;                    // by TL name
  std::map<std::string, std::size_t> constructors_;             // by TL name
  std::map<std::pair<Kind, std::size_t>, std::size_t> shapes_;  // numbers of Model::shapes
};

}  // namespace strata::tl_gen
