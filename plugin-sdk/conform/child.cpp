#include "plugin-sdk/conform/child.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include "plugin-sdk/conform/trace.hpp"
#include "plugin-sdk/conform/worker.hpp"

extern char** environ;

namespace mortise::conform {
namespace {

constexpr size_t kMostOutput = size_t{8} << 10;
constexpr int kPollMilliseconds = 5;
constexpr int kFirstFree = 10;  // descriptors below are the child's to have

[[noreturn]] void fail(const char* what, int error) {
  throw std::system_error(error, std::generic_category(), what);
}

int checked(int result, const char* what) {
  if (result < 0) fail(what, errno);
  return result;
}

// Above the descriptors that dup2 sets in the child, which must not be overwritten before they are used.
int moved_up(int descriptor) {
  const int moved = checked(::fcntl(descriptor, F_DUPFD_CLOEXEC, kFirstFree), "fcntl");
  ::close(descriptor);
  return moved;
}

std::array<int, 2> make_pipe() {
  std::array<int, 2> ends{};
  checked(::pipe2(ends.data(), O_CLOEXEC), "pipe");
  return {moved_up(ends[0]), moved_up(ends[1])};
}

int make_memory(uint64_t size) {
  const int memory = moved_up(checked(::memfd_create("mortise-conform", MFD_CLOEXEC), "memfd"));
  checked(::ftruncate(memory, static_cast<off_t>(size)), "ftruncate");
  return memory;
}

int memory_with(const std::string& text) {
  const int memory = make_memory(0);
  for (size_t done = 0; done < text.size();) {
    const ssize_t written = ::write(memory, text.data() + done, text.size() - done);
    if (written < 0 && errno != EINTR) fail("write", errno);
    if (written > 0) done += static_cast<size_t>(written);
  }
  ::lseek(memory, 0, SEEK_SET);
  return memory;
}

std::string signal_text(int signal) {
  const char* name = ::sigabbrev_np(signal);
  return name == nullptr ? "signal " + std::to_string(signal)
                         : "SIG" + std::string(name) + " (" + ::strsignal(signal) + ")";
}

}  // namespace

Child::Child(const std::string& program, const std::vector<std::string>& arguments,
             const std::string& input) {
  trace_ = make_memory(Trace::kBytes);
  const int names = memory_with(input);
  try {
    start(program, arguments, names);
  } catch (...) {
    ::close(names);
    throw;
  }
  ::close(names);
}

void Child::start(const std::string& program, const std::vector<std::string>& arguments,
                  int input) {
  const auto events = make_pipe();
  const auto output = make_pipe();
  events_ = events[0];
  output_ = output[0];
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output[1], STDERR_FILENO);
  posix_spawn_file_actions_adddup2(&actions, events[1], kEventDescriptor);
  posix_spawn_file_actions_adddup2(&actions, trace_, kTraceDescriptor);
  // A process group of its own, so that what it starts ends with it.
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  std::vector<char*> words = {const_cast<char*>(program.c_str())};
  for (const std::string& argument : arguments)
    words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  const int error =
      posix_spawn(&process_, program.c_str(), &actions, &attributes, words.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  ::close(events[1]);
  ::close(output[1]);
  if (error != 0) {
    process_ = 0;
    fail("the worker cannot be started", error);
  }
}

Child::~Child() {
  kill();
  for (const int descriptor : {events_, output_, trace_}) {
    if (descriptor >= 0) ::close(descriptor);
  }
}

void Child::read_output() {
  char bytes[4096];
  const ssize_t size = ::read(output_, bytes, sizeof(bytes));
  if (size <= 0) {
    ::close(output_);
    output_ = -1;
    return;
  }
  printed_.append(bytes, static_cast<size_t>(size));
  if (printed_.size() > 2 * kMostOutput) printed_.erase(0, printed_.size() - kMostOutput);
}

Child::Event Child::next(std::string& line, std::chrono::steady_clock::time_point deadline) {
  for (;;) {
    const size_t end = buffer_.find('\n');
    if (end != std::string::npos) {
      line = buffer_.substr(0, end);
      buffer_.erase(0, end + 1);
      return Event::kLine;
    }
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
                          deadline - std::chrono::steady_clock::now())
                          .count();
    if (left <= 0) return Event::kTimeout;
    std::array<pollfd, 2> wanted = {{{events_, POLLIN, 0}, {output_, POLLIN, 0}}};
    const int ready = ::poll(wanted.data(), output_ >= 0 ? 2 : 1,
                             static_cast<int>(std::min<int64_t>(left, 1000)));
    if (ready <= 0) continue;
    if (output_ >= 0 && wanted[1].revents != 0) read_output();
    if (wanted[0].revents == 0) continue;
    char bytes[4096];
    const ssize_t size = ::read(events_, bytes, sizeof(bytes));
    if (size == 0) return Event::kEnd;
    if (size > 0) buffer_.append(bytes, static_cast<size_t>(size));
  }
}

void Child::kill() {
  if (process_ <= 0) return;
  ::kill(-process_, SIGKILL);
  wait(std::chrono::steady_clock::time_point::max());
}

bool Child::output_waits(int milliseconds) const {
  pollfd wanted = {output_, POLLIN, 0};  // a negative descriptor only waits
  return ::poll(&wanted, 1, milliseconds) > 0;
}

bool Child::ended(int& status) {
  const pid_t found = ::waitpid(process_, &status, WNOHANG);
  return found > 0 || (found < 0 && errno != EINTR);
}

std::optional<std::string> Child::wait(std::chrono::steady_clock::time_point deadline) {
  if (process_ <= 0) return "nothing";
  int status = 0;
  while (!ended(status)) {
    if (std::chrono::steady_clock::now() >= deadline) return std::nullopt;
    // It may wait for its output to be read.
    if (output_waits(kPollMilliseconds)) read_output();
  }
  ::kill(-process_, SIGKILL);  // what it has left behind
  process_ = 0;
  while (output_ >= 0 && output_waits(0)) read_output();
  if (WIFSIGNALED(status)) return signal_text(WTERMSIG(status));
  return "exit code " + std::to_string(WEXITSTATUS(status));
}

std::string Child::output() const {
  return printed_.size() <= kMostOutput ? printed_ : printed_.substr(printed_.size() - kMostOutput);
}

std::string Child::trace() const { return Trace::read(trace_); }

}  // namespace mortise::conform
