// Reads the command line of strata-datacenter.
#include "options.hpp"

#include <array>
#include <charconv>
#include <iostream>
#include <span>
#include <stdexcept>
#include <string_view>

namespace strata::datacenter {
namespace {

template <class Number>
Number read_number(std::string_view text, Number least, Number most) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < least || number > most) {
    throw std::invalid_argument("\"" + std::string(text) + "\" is not a number from " +
                                std::to_string(least) + " to " + std::to_string(most));
  }
  return number;
}

/// `127.0.0.1:443` and `[::1]:443`; the port may be missing.
void read_listen(ProgramOptions& options, std::string_view text) {
  const bool is_bracketed = text.starts_with('[');
  const std::size_t end = text.find(is_bracketed ? ']' : ':');
  options.address = text.substr(is_bracketed ? 1 : 0, end - (is_bracketed ? 1 : 0));
  const std::size_t colon = is_bracketed && end != text.npos ? end + 1 : end;
  if (colon >= text.size()) return;
  if (text[colon] != ':') throw std::invalid_argument("it is not ADDRESS:PORT");
  options.port = read_number<std::uint16_t>(text.substr(colon + 1), 0, 65535);
}

struct Option {
  std::string_view name;
  /// What stands behind it; empty for a switch.
  std::string_view argument;
  std::string_view help;
  void (*apply)(ProgramOptions&, std::string_view);
};

using Text = std::string_view;

constexpr std::array options{
    Option{"--listen", "ADDRESS:PORT", "loopback address; port 0 chooses a free one", read_listen},
    Option{"--dc", "NUMBER", "number of the data centre (2)",
           [](ProgramOptions& to, Text text) { to.dc = read_number(text, 1, 1000); }},
    Option{"--test", "", "belongs to the test environment",
           [](ProgramOptions& to, Text) { to.test_environment = true; }},
    Option{"--key", "FILE", "private RSA key; made if it does not exist",
           [](ProgramOptions& to, Text text) { to.key_file = text; }},
    Option{"--public-key", "FILE", "where to write the public key",
           [](ProgramOptions& to, Text text) { to.public_key_file = text; }},
    Option{"--schema", "FILE", "schema of a further layer; may be repeated",
           [](ProgramOptions& to, Text text) { to.schemas.emplace_back(text); }},
    Option{"--proxy-secret", "HEX", "16 bytes: also accept clients as through MTProxy",
           [](ProgramOptions& to, Text text) { to.proxy_secrets.emplace_back(text); }},
    Option{"--login-code", "CODE", "login code of every phone number but the test ones",
           [](ProgramOptions& to, Text text) { to.login_code = text; }},
    Option{"--no-cast", "", "begin without the accounts of the examples",
           [](ProgramOptions& to, Text) { to.with_cast = false; }},
    Option{"--seed", "NUMBER", "make everything random repeatable",
           [](ProgramOptions& to, Text text) {
             to.seed = read_number<std::uint64_t>(text, 0, UINT64_MAX);
           }},
    Option{"--strict", "", "refuse what production servers let pass",
           [](ProgramOptions& to, Text) { to.strict = true; }},
    Option{"--json", "", "print one line of JSON when ready",
           [](ProgramOptions& to, Text) { to.json = true; }},
    Option{"--counters", "FILE", "write what was counted there at the end, as JSON",
           [](ProgramOptions& to, Text text) { to.counters_file = text; }},
    Option{"--verbose", "", "say on standard error what happens",
           [](ProgramOptions& to, Text) { to.verbose = true; }},
    Option{"--exit-with-stdin", "", "stop when standard input is closed",
           [](ProgramOptions& to, Text) { to.exit_with_stdin = true; }},
    Option{
        "--lifetime", "SECONDS", "stop after so many seconds",
        [](ProgramOptions& to, Text text) { to.lifetime = read_number(text, 1, 1'000'000'000); }},
};

void print_help() {
  std::cout << "A local MTProto data centre for testing clients and bots without Telegram.\n\n"
               "usage: strata-datacenter [options]\n\n";
  for (const Option& option : options) {
    std::string left = "  " + std::string(option.name);
    if (!option.argument.empty()) left += " " + std::string(option.argument);
    left.resize(std::max<std::size_t>(left.size() + 1, 28), ' ');
    std::cout << left << option.help << '\n';
  }
}

}  // namespace

std::optional<int> ProgramOptions::parse(std::span<const char* const> arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string_view name = arguments[i];
    if (name == "--help" || name == "-h") {
      print_help();
      return 0;
    }
    const Option* found = nullptr;
    for (const Option& option : options) {
      if (option.name == name) found = &option;
    }
    try {
      if (found == nullptr) throw std::invalid_argument("there is no such option; see --help");
      if (found->argument.empty()) {
        found->apply(*this, {});
      } else if (++i < arguments.size()) {
        found->apply(*this, arguments[i]);
      } else {
        throw std::invalid_argument("it wants " + std::string(found->argument));
      }
    } catch (const std::invalid_argument& error) {
      std::cerr << "strata-datacenter: " << name << ": " << error.what() << '\n';
      return 2;
    }
  }
  return std::nullopt;
}

}  // namespace strata::datacenter
