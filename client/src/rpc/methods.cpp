// Looks methods up in the tables of the generated schema.
#include "rpc/methods.hpp"

#include "strata/tl/functions/help/get_config.hpp"
#include "strata/tl/schema.hpp"
#include "strata/tl/types/updates.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>

namespace strata::detail {
namespace {

const tl::SchemaTables& schema() { return tl::functions::help::GetConfig::Schema::schema(); }

/// The functions by their ids; the schema's own look-up serves decoding and knows constructors
/// only.
std::unordered_map<std::uint32_t, std::uint16_t> index_functions() {
  std::unordered_map<std::uint32_t, std::uint16_t> functions;
  for (std::size_t row = schema().constructor_count + 1U; row < schema().rows.size(); ++row) {
    functions.emplace(schema().rows[row].id, static_cast<std::uint16_t>(row));
  }
  return functions;
}

/// The row of a function, or null.
const tl::ConstructorRow* find(std::uint32_t id) {
  static const std::unordered_map<std::uint32_t, std::uint16_t> functions = index_functions();
  const auto found = functions.find(id);
  return found == functions.end() ? nullptr : &schema().rows[found->second];
}

/// Verbs that change nothing, at the start of the name without its namespace.
constexpr std::array<std::string_view, 5> reading_verbs = {"get", "search", "resolve", "check",
                                                           "received"};
/// Methods with such a verb that do change something: a password check uses up its srp_id.
constexpr std::array<std::string_view, 2> changing_methods = {"auth.checkPassword",
                                                              "messages.getBotCallbackAnswer"};
/// Methods without such a verb that may be repeated: a part of a file is stored under its number.
constexpr std::array<std::string_view, 4> repeatable_methods = {
    "upload.saveFilePart", "upload.saveBigFilePart", "account.updateStatus", "ping"};

bool contains(const auto& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

bool only_reads(std::string_view name) {
  if (contains(changing_methods, name)) return false;
  if (contains(repeatable_methods, name)) return true;
  const std::size_t dot = name.find('.');
  const std::string_view verb = dot == std::string_view::npos ? name : name.substr(dot + 1);
  return std::any_of(reading_verbs.begin(), reading_verbs.end(),
                     [verb](std::string_view start) { return verb.starts_with(start); });
}

/// The server recognises a repetition by it. `multi_media` is a list of parts that carry one each.
bool carries_random_id(const tl::ConstructorRow& row) {
  const auto fields = schema().fields_of(row);
  return std::any_of(fields.begin(), fields.end(), [](const tl::FieldRow& field) {
    const std::string_view name = schema().name(field);
    return name == "random_id" || name == "multi_media";
  });
}

}  // namespace

std::uint32_t method_id(BytesView body) noexcept {
  return body.size() < sizeof(std::uint32_t) ? 0 : load_le<std::uint32_t>(body.data());
}

std::string method_name(std::uint32_t id) {
  if (const tl::ConstructorRow* row = find(id)) return std::string(schema().name(*row));
  std::array<std::uint8_t, sizeof id> big_endian{};
  for (std::size_t i = 0; i < big_endian.size(); ++i) {
    big_endian[i] = static_cast<std::uint8_t>(id >> (24 - 8 * i));
  }
  return "#" + to_hex(big_endian);
}

bool returns_updates(std::uint32_t id) noexcept {
  const tl::ConstructorRow* row = find(id);
  if (row == nullptr) return false;
  const tl::Shape& result = schema().shapes[row->type];
  const std::uint16_t too_long = schema().find(tl::types::UpdatesTooLong::ID);
  return result.op == tl::Op::boxed && result.ref == schema().rows[too_long].type;
}

mtproto::Idempotency idempotency_of(std::uint32_t id, Idempotency wanted) {
  if (wanted == Idempotency::repeatable) return mtproto::Idempotency::read;
  const tl::ConstructorRow* row = find(id);
  if (wanted == Idempotency::not_repeatable || row == nullptr) return mtproto::Idempotency::write;
  if (carries_random_id(*row)) return mtproto::Idempotency::write_with_random_id;
  return only_reads(schema().name(*row)) ? mtproto::Idempotency::read : mtproto::Idempotency::write;
}

}  // namespace strata::detail
