// Reads the command line of strata-datacenter.
#include "options.hpp"

#include <CLI/CLI.hpp>

#include <charconv>

namespace strata::datacenter {
namespace {

/// Splits `127.0.0.1:443` and `[::1]:443`; the port may be missing.
void read_listen(const std::string& text, ProgramOptions& options) {
  const bool bracketed = text.starts_with('[');
  const std::size_t end = bracketed ? text.find(']') : text.find(':');
  options.address = text.substr(bracketed ? 1 : 0, end - (bracketed ? 1 : 0));
  if (end == std::string::npos) return;
  const std::size_t colon = bracketed ? end + 1 : end;
  if (colon >= text.size()) return;
  const auto* const last = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + colon + 1, last, options.port);
  if (text[colon] != ':' || error != std::errc{} || stop != last) {
    throw CLI::ValidationError("--listen", "expected ADDRESS:PORT, got " + text);
  }
}

}  // namespace

std::optional<int> ProgramOptions::parse(int argc, char** argv) {
  CLI::App app("A local MTProto data centre for testing clients and bots without Telegram.",
               "strata-datacenter");
  std::string listen = "127.0.0.1:0";
  app.add_option("--listen", listen, "loopback address and port; port 0 chooses a free one")
      ->capture_default_str();
  app.add_option("--dc", dc, "number of the data centre")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  app.add_flag("--test", test_environment, "a data centre of the test environment");
  app.add_option("--key", key_file, "file of the private RSA key; made if it does not exist");
  app.add_option("--public-key", public_key_file, "file to write the public key to");
  app.add_option("--schema", schemas, "schema of a further layer; may be repeated")
      ->check(CLI::ExistingFile);
  app.add_option("--proxy-secret", proxy_secrets,
                 "16 bytes in hexadecimal: also accept connections as through MTProxy");
  app.add_option("--login-code", login_code, "the login code of every ordinary phone number");
  app.add_option("--seed", seed, "makes everything random repeatable");
  app.add_flag("--strict", strict, "refuse what production servers let pass");
  app.add_flag("--json", json, "print one line of JSON when ready");
  app.add_flag("--verbose", verbose, "say on standard error what happens");
  app.add_flag("--exit-with-stdin", exit_with_stdin, "stop when standard input is closed");
  app.add_option("--lifetime", lifetime, "stop after so many seconds")
      ->check(CLI::NonNegativeNumber);
  try {
    app.parse(argc, argv);
    read_listen(listen, *this);
  } catch (const CLI::ParseError& error) {
    return app.exit(error);
  }
  return std::nullopt;
}

}  // namespace strata::datacenter
