#include "tools/common/child.hpp"

#include <mortise/mortise.hpp>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <thread>

extern char** environ;

namespace mortise::tools {
namespace {

using Clock = std::chrono::steady_clock;
constexpr size_t kMostOutput = size_t{64} << 10;

[[noreturn]] void fail(const std::string& what, int error) {
  throw Error(MORTISE_STATUS_FAILED_PRECONDITION, what + ": " + std::strerror(error));
}

// Both ends of a pipe, closed at the end.
struct Pipe {
  Pipe() {
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) fail("no pipe can be made", errno);
  }
  ~Pipe() {
    for (const int end : ends) {
      if (end >= 0) ::close(end);
    }
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  void close_write_end() {
    ::close(ends[1]);
    ends[1] = -1;
  }
  std::array<int, 2> ends{-1, -1};
};

// In a process group of its own, so that what it starts ends with it.
pid_t spawn(const std::string& program, const std::vector<std::string>& arguments, int output) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  std::vector<char*> words = {const_cast<char*>(program.c_str())};
  for (const std::string& argument : arguments)
    words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  pid_t child = 0;
  const int error =
      posix_spawn(&child, program.c_str(), &actions, &attributes, words.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) fail(program + " cannot be started", error);
  return child;
}

// Until the child, and all that it started, has closed its end. False when the limit came first.
bool read_all(int end, Clock::time_point limit, std::string& output) {
  std::array<char, 4096> buffer;
  while (true) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(limit - Clock::now());
    if (left.count() <= 0) return false;
    pollfd wanted = {end, POLLIN, 0};
    if (::poll(&wanted, 1, static_cast<int>(std::min<int64_t>(left.count(), 60'000))) <= 0)
      continue;
    const ssize_t count = ::read(end, buffer.data(), buffer.size());
    if (count == 0) return true;
    if (count > 0) output.append(buffer.data(), static_cast<size_t>(count));
    // What comes last is kept: there is what the child has to say in the end.
    if (output.size() > 2 * kMostOutput) output.erase(0, output.size() - kMostOutput);
  }
}

// A child may close its end and live on. False when the limit came first.
bool wait_for(pid_t child, Clock::time_point limit, int& status) {
  while (true) {
    const pid_t ended = ::waitpid(child, &status, WNOHANG);
    if (ended == child || (ended < 0 && errno != EINTR)) return true;
    if (Clock::now() >= limit) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

}  // namespace

ChildOutcome run_child(const std::string& program, const std::vector<std::string>& arguments,
                       std::chrono::milliseconds limit) {
  Pipe pipe;
  const pid_t child = spawn(program, arguments, pipe.ends[1]);
  pipe.close_write_end();
  ChildOutcome outcome;
  const Clock::time_point end = Clock::now() + limit;
  int status = 0;
  outcome.timed_out = !read_all(pipe.ends[0], end, outcome.output) || !wait_for(child, end, status);
  if (outcome.timed_out) {
    ::kill(-child, SIGKILL);
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
  }
  if (WIFSIGNALED(status)) outcome.signal = WTERMSIG(status);
  if (WIFEXITED(status)) outcome.exit_code = WEXITSTATUS(status);
  return outcome;
}

std::string own_program() { return std::filesystem::read_symlink("/proc/self/exe"); }

std::string signal_name(int signal) {
  const char* name = sigabbrev_np(signal);
  return name == nullptr ? "signal " + std::to_string(signal) : "SIG" + std::string(name);
}

}  // namespace mortise::tools
