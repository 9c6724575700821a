// What the printers share: C++ spellings, namespaces, and text with placeholders.
#pragma once

#include "model.hpp"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace strata::tl_gen {

/// `text` with every `$name$` replaced by the value of that name.
[[nodiscard]] std::string fill(
    std::string_view text,
    std::initializer_list<std::pair<std::string_view, std::string_view>> values);

/// `0xdde8a54c`.
[[nodiscard]] std::string hex(std::uint32_t id);

/// `types::auth::SentCode`, seen from the schema's namespace.
[[nodiscard]] std::string struct_name(std::string_view root, const StructModel& item);
[[nodiscard]] std::string tag_name(const TypeModel& type);
[[nodiscard]] std::string enum_name(const TypeModel& type);

/// The C++ type of a value: `std::span<const enums::User>`.
[[nodiscard]] std::string cpp_type(const Model& model, const ValueModel& value);

/// The member of a struct: type, name and default.
[[nodiscard]] std::string member(const Model& model, const FieldModel& field);

/// Collects text inside namespaces; neighbours that share one do not reopen it.
class Scopes {
 public:
  explicit Scopes(std::string outer) : outer_(std::move(outer)) {}
  /// Adds text that stands in `outer::root::namespaces…`.
  void add(std::string_view root, const std::vector<std::string>& namespaces,
           std::string_view text);
  /// Closes what is open and gives everything.
  [[nodiscard]] std::string finish();

 private:
  void close();

  std::string outer_;
  std::string open_;
  std::string text_;
};

/// First lines of every generated file.
[[nodiscard]] std::string banner(const Model& model, std::string_view purpose);

/// Texts of files; paths are below the include prefix or the source folder.
[[nodiscard]] std::string print_layer(const Model& model);
[[nodiscard]] std::string print_forward(const Model& model, std::uint64_t fingerprint);
[[nodiscard]] std::string print_type(const Model& model, const TypeModel& type);
[[nodiscard]] std::string print_function(const Model& model, std::size_t index);
[[nodiscard]] std::string print_names(const Model& model);
[[nodiscard]] std::string print_all(const Model& model);
[[nodiscard]] std::string print_hot(const Model& model);
[[nodiscard]] std::string print_tables(const Model& model);

}  // namespace strata::tl_gen
