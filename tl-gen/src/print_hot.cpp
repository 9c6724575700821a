// hot.cpp: functions that decode and encode frequent constructors field by field, without tables.
#include "hot_decode.hpp"
#include "hot_encode.hpp"
#include "hot_types.hpp"
#include "printer.hpp"

#include <set>

namespace strata::tl_gen {
namespace {

constexpr std::string_view hot_text = R"($banner$$includes$

namespace $namespace$::generated {
namespace {

using ::strata::load_le;
using ::strata::store_le;
using ::strata::tl::detail::FastDecoder;
using ::strata::tl::detail::FastEncoder;
using ::strata::tl::detail::Handle;
$functions$
}  // namespace

extern const ::strata::tl::detail::HotFunctions hot_functions[$count$];
const ::strata::tl::detail::HotFunctions hot_functions[$count$] = {
$rows$};

}  // namespace $namespace$::generated
)";

/// The headers of what is hot and no others: this file takes the most memory to compile.
std::string includes(const Model& model) {
  std::set<std::string> headers;
  for (const StructModel& item : model.constructors) {
    if (item.hot != 0) headers.insert(item.header);
  }
  for (const StructModel& item : model.functions) {
    if (item.hot != 0) headers.insert(item.header);
  }
  std::string text;
  for (const std::string& header : headers) {
    text += "#include \"" + model.options.include_prefix + '/' + header + "\"\n";
  }
  return text +
         "#include \"strata/tl/detail/fast_decoder.hpp\"\n"
         "#include \"strata/tl/detail/fast_encoder.hpp\"\n";
}

}  // namespace

std::string print_hot(const Model& model) {
  // The file is always there, so that the build need not know whether anything is hot.
  if (model.hot_count == 0) return banner(model, "nothing is unrolled");
  std::string functions = declare_hot(model) + print_hot_types(model);
  std::string rows;
  const auto add = [&](const StructModel& item, const char* root) {
    if (item.hot == 0) return;
    const std::string number = std::to_string(item.hot);
    const std::string type = struct_name(root, item);
    const std::string decode = item.hot_decode ? "decode_" + number : "nullptr";
    const std::string encode = item.hot_encode ? "encode_" + number : "nullptr";
    functions += "\n// " + item.tl_name + '\n';
    if (item.hot_decode) functions += print_hot_decode(model, item, type, decode);
    if (item.hot_encode) functions += print_hot_encode(model, item, type, encode);
    rows += "    {" + decode + ", " + encode + "},\n";
  };
  for (const StructModel& item : model.constructors) add(item, "types");
  for (const StructModel& item : model.functions) add(item, "functions");
  return fill(hot_text, {{"banner", banner(model, "unrolled codecs of frequent constructors")},
                         {"includes", includes(model)},
                         {"namespace", model.options.cpp_namespace},
                         {"functions", functions},
                         {"count", std::to_string(model.hot_count)},
                         {"rows", rows}});
}

}  // namespace strata::tl_gen
