#include "tests/embed/process_state.hpp"

#include <fcntl.h>
#include <locale.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cfenv>
#include <chrono>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <locale>
#include <new>
#include <sstream>
#include <stdexcept>
#include <thread>

#if defined(__x86_64__)
#include <xmmintrin.h>
#endif

namespace mortise::tests {
namespace {

namespace fs = std::filesystem;

template <class... Parts>
std::string text(const Parts&... parts) {
  std::ostringstream stream;
  stream.imbue(std::locale::classic());
  (stream << ... << parts);
  return stream.str();
}

// The members of a set of `count` numbers, of which `has(number)` says whether it is one.
template <class Has>
std::string members(int count, const Has& has) {
  std::string list = "{";
  for (int number = 0; number < count; ++number) {
    if (has(number)) list += " " + text(number);
  }
  return list + " }";
}

std::string members(const sigset_t& set) {
  return members(65, [&](int number) { return ::sigismember(&set, number) == 1; });
}

void add_environment(Facts& facts) {
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string entry = *variable;
    facts["environment " + entry.substr(0, entry.find('='))] = entry;
  }
}

void add_locale(Facts& facts) {
  facts["locale"] = ::setlocale(LC_ALL, nullptr);
  facts["locale of the thread"] = text(::uselocale(nullptr));
  facts["locale of C++"] = std::locale().name();
}

void add_signals(Facts& facts) {
  for (int number = 1; number <= 64; ++number) {
    struct sigaction action {};
    if (::sigaction(number, nullptr, &action) != 0) continue;  // 32 and 33 are the C library's own
    facts["signal " + text(number)] = text(reinterpret_cast<const void*>(action.sa_handler)) + " " +
                                      text(action.sa_flags) + " " + members(action.sa_mask);
  }
  sigset_t mask;
  ::pthread_sigmask(SIG_SETMASK, nullptr, &mask);
  facts["signal mask"] = members(mask);
  stack_t stack{};
  ::sigaltstack(nullptr, &stack);
  facts["signal stack"] = text(stack.ss_sp) + " " + text(stack.ss_flags);
}

void add_files(Facts& facts) {
  // The folder that is being listed is open itself: its number is found out first.
  const int own = ::open("/proc/self/fd", O_RDONLY | O_DIRECTORY);
  ::close(own);
  for (const auto& entry : fs::directory_iterator("/proc/self/fd")) {
    const std::string number = entry.path().filename();
    if (number == text(own)) continue;
    std::error_code error;
    facts["file " + number] = fs::read_symlink(entry.path(), error).string() + " " +
                              text(::fcntl(std::stoi(number), F_GETFL));
  }
  facts["working directory"] = fs::current_path();
  const mode_t mask = ::umask(0);
  ::umask(mask);
  facts["umask"] = text(mask);
}

void add_threads(Facts& facts) {
  for (const auto& entry : fs::directory_iterator("/proc/self/task")) {
    facts["thread " + entry.path().filename().string()] = "runs";
  }
  char name[16] = "";
  ::prctl(PR_GET_NAME, name);
  facts["thread's name"] = name;
  cpu_set_t cores;
  CPU_ZERO(&cores);
  ::sched_getaffinity(0, sizeof(cores), &cores);
  facts["thread's cores"] =
      members(CPU_SETSIZE, [&](int core) { return CPU_ISSET(core, &cores) != 0; });
  errno = 0;
  ::waitpid(-1, nullptr, WNOHANG | WNOWAIT);
  facts["child processes"] = errno == ECHILD ? "none" : "some";
}

void add_limits(Facts& facts) {
  for (int resource = 0; resource < RLIMIT_NLIMITS; ++resource) {
    rlimit limit{};
    ::getrlimit(static_cast<__rlimit_resource>(resource), &limit);
    facts["limit " + text(resource)] = text(limit.rlim_cur) + " " + text(limit.rlim_max);
  }
  facts["priority"] = text(::getpriority(PRIO_PROCESS, 0));
  facts["dumpable"] = text(::prctl(PR_GET_DUMPABLE));
}

void add_handlers(Facts& facts) {
  facts["terminate handler"] = text(reinterpret_cast<const void*>(std::get_terminate()));
  facts["new handler"] = text(reinterpret_cast<const void*>(std::get_new_handler()));
}

}  // namespace

Facts floating_point_state() {
  Facts facts;
  facts["rounding"] = text(std::fegetround());
#if defined(__x86_64__)
  // Bits 0 to 5 say which exceptions have happened: every calculation may set them.
  facts["MXCSR"] = text(_mm_getcsr() & ~0x3fu);
  uint16_t control = 0;
  __asm__ volatile("fnstcw %0" : "=m"(control));
  facts["x87 control word"] = text(control);
#endif
  return facts;
}

Facts process_state() {
  Facts facts = floating_point_state();
  add_environment(facts);
  add_locale(facts);
  add_signals(facts);
  add_files(facts);
  add_threads(facts);
  add_limits(facts);
  add_handlers(facts);
  return facts;
}

std::vector<std::string> differences(const Facts& before, const Facts& after) {
  std::vector<std::string> lines;
  for (const auto& [name, fact] : before) {
    const auto now = after.find(name);
    if (now == after.end()) {
      lines.push_back(text(name, ": ", fact, " is gone"));
    } else if (now->second != fact) {
      lines.push_back(text(name, ": ", fact, " became ", now->second));
    }
  }
  for (const auto& [name, fact] : after) {
    if (before.count(name) == 0) lines.push_back(text(name, ": ", fact, " is new"));
  }
  return lines;
}

std::vector<std::string> changes_since(const Facts& before) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(2);
  while (true) {
    std::vector<std::string> lines = differences(before, process_state());
    if (lines.empty() || std::chrono::steady_clock::now() > deadline) return lines;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

CapturedOutput::CapturedOutput() : out_(redirect(1)), err_(redirect(2)) {}

CapturedOutput::~CapturedOutput() { end(); }

std::string CapturedOutput::end() { return restore(out_) + restore(err_); }

CapturedOutput::Stream CapturedOutput::redirect(int number) {
  std::fflush(nullptr);
  int ends[2];
  Stream stream{number, ::dup(number), -1};
  if (stream.saved < 0 || ::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  ::dup2(ends[1], number);
  ::close(ends[1]);
  stream.read_end = ends[0];
  // Whoever fills the pipe must not wait for a reader that comes later.
  ::fcntl(number, F_SETFL, ::fcntl(number, F_GETFL) | O_NONBLOCK);
  return stream;
}

std::string CapturedOutput::restore(Stream& stream) {
  if (stream.saved < 0) return "";
  std::fflush(nullptr);
  ::dup2(stream.saved, stream.number);
  ::close(stream.saved);
  stream.saved = -1;
  std::string content;
  char buffer[4096];
  for (ssize_t size; (size = ::read(stream.read_end, buffer, sizeof(buffer))) > 0;)
    content.append(buffer, static_cast<size_t>(size));
  ::close(stream.read_end);
  return content;
}

}  // namespace mortise::tests
