// Tests of the program strata-datacenter as its users start it.
#include "testing/support.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <sys/wait.h>

namespace strata::datacenter {
namespace {

struct Outcome {
  std::string output;
  int exit_code = -1;
};

/// Runs the program with nothing on its standard input, and both outputs together.
Outcome run(const std::string& arguments) {
  const std::string command =
      std::string("'" STRATA_DATACENTER_PROGRAM "' ") + arguments + " </dev/null 2>&1";
  Outcome outcome;
  FILE* const pipe = ::popen(command.c_str(), "r");
  std::array<char, 4096> buffer;
  while (std::fgets(buffer.data(), static_cast<int>(buffer.size()), pipe) != nullptr) {
    outcome.output += buffer.data();
  }
  const int status = ::pclose(pipe);
  outcome.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return outcome;
}

const std::string key = "--key '" STRATA_TEST_DATA "/vectors/datacenter_key.pem' --public-key ";

std::string temporary(const char* name) { return testing::TempDir() + "/strata_program_" + name; }

TEST(DatacenterProgram, AnnouncesItselfAndEndsWithItsInput) {
  const std::string pem = temporary("key.pub");
  const std::string counters = temporary("counters.json");
  const Outcome outcome =
      run(key + pem + " --json --exit-with-stdin --dc 4 --counters " + counters);
  EXPECT_EQ(outcome.exit_code, 0) << outcome.output;
  for (const char* const part :
       {"\"address\":\"127.0.0.1\"", "\"dc\":4", "\"fingerprint\":\"bb0a217cf3900342\"",
        "\"pem\":", "\"port\":", "-----BEGIN RSA PUBLIC KEY-----"}) {
    EXPECT_NE(outcome.output.find(part), std::string::npos) << part << " in " << outcome.output;
  }
  std::ifstream file(pem);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(text, test_key().public_pem());
  EXPECT_TRUE(std::filesystem::exists(counters));
  std::filesystem::remove(pem);
  std::filesystem::remove(counters);
}

TEST(DatacenterProgram, EndsAfterItsLifetime) {
  const Outcome outcome = run(key + temporary("key2.pub") + " --lifetime 1");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_TRUE(outcome.output.starts_with("data centre 2 listens on 127.0.0.1 port "));
  std::filesystem::remove(temporary("key2.pub"));
}

TEST(DatacenterProgram, SaysWhatIsWrongWithItsArguments) {
  const auto says = [](const std::string& arguments, int code, const char* text) {
    const Outcome outcome = run(arguments);
    EXPECT_EQ(outcome.exit_code, code) << arguments;
    EXPECT_NE(outcome.output.find(text), std::string::npos) << outcome.output;
  };
  says("--wrong", 2, "--wrong: there is no such option");
  says("--dc", 2, "--dc: it wants NUMBER");
  says("--dc x", 2, "\"x\" is not a number from 1 to 1000");
  says("--listen 127.0.0.1:70000", 2, "is not a number");
  says(key + temporary("key3.pub") + " --listen 0.0.0.0:0", 1, "is not a loopback address");
  says("--key /proc/version", 1, "not a private RSA key");
  says("--schema /no/such.tl", 1, "cannot read the schema");
  says("--proxy-secret 00", 1, "32 hexadecimal digits");
  says("--help", 0, "--exit-with-stdin");
}

}  // namespace
}  // namespace strata::datacenter
