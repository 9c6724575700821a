// Process: a program started by a test, with its input given and its output collected.
#pragma once

#include <array>
#include <chrono>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdexcept>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace strata::testing_support {

/// Starts the program at once; kills it when it still runs at the end.
class Process {
 public:
  Process(const std::string& program, std::vector<std::string> environment,
          const std::string& input = {}) {
    std::array<int, 2> in{};
    std::array<int, 2> out{};
    if (::pipe2(in.data(), O_CLOEXEC) != 0 || ::pipe2(out.data(), O_CLOEXEC) != 0) {
      throw std::runtime_error("pipe failed");
    }
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, in[0], 0);
    ::posix_spawn_file_actions_adddup2(&actions, out[1], 1);
    ::posix_spawn_file_actions_adddup2(&actions, out[1], 2);
    std::string path = program;
    std::array<char*, 2> arguments{path.data(), nullptr};
    std::vector<char*> variables;
    for (std::string& variable : environment) variables.push_back(variable.data());
    variables.push_back(nullptr);
    const int failed = ::posix_spawn(&pid_, program.c_str(), &actions, nullptr, arguments.data(),
                                     variables.data());
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(in[0]);
    ::close(out[1]);
    output_ = out[0];
    if (failed != 0) throw std::runtime_error("cannot start " + program);
    // The inputs of these tests fit into the pipe.
    if (::write(in[1], input.data(), input.size()) < 0) throw std::runtime_error("write failed");
    ::close(in[1]);
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process() {
    if (pid_ > 0) {
      ::kill(pid_, SIGKILL);
      ::waitpid(pid_, nullptr, 0);
    }
    ::close(output_);
  }

  /// Waits until the output contains `text`; false when the program ends or 30 s pass before.
  bool wait_for(const std::string& text) {
    while (collected_.find(text) == std::string::npos) {
      if (!read_some()) return false;
    }
    return true;
  }
  void interrupt() const { ::kill(pid_, SIGINT); }
  /// Waits for the end; the exit status, or -1 when a signal or 30 s of silence ended it.
  int wait() {
    while (read_some()) {
    }
    int status = 0;
    if (timed_out_) ::kill(pid_, SIGKILL);
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    return !timed_out_ && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }
  [[nodiscard]] const std::string& output() const { return collected_; }

 private:
  bool read_some() {
    pollfd descriptor{.fd = output_, .events = POLLIN, .revents = 0};
    constexpr int patience_ms = 30'000;
    if (::poll(&descriptor, 1, patience_ms) <= 0) {
      timed_out_ = true;
      return false;
    }
    std::array<char, 4096> buffer{};
    const ssize_t count = ::read(output_, buffer.data(), buffer.size());
    if (count <= 0) return false;
    collected_.append(buffer.data(), static_cast<std::size_t>(count));
    return true;
  }

  pid_t pid_ = -1;
  int output_ = -1;
  bool timed_out_ = false;
  std::string collected_;
};

}  // namespace strata::testing_support
