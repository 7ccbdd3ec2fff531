#include "tools/node_tests/isolation.hpp"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <string>
#include <system_error>

namespace mortise::node_tests {
namespace {

using Clock = std::chrono::steady_clock;

/// One line of what a child says: a letter, then its content. B: a test begins. V: its verdict, as
/// outcome, seconds, reason. F: the tests could not be made.
void say(int pipe, char kind, const std::string& content = {}) {
  std::string line(1, kind);
  for (const char c : content) line += c == '\n' ? '\r' : c;
  line += '\n';
  for (size_t done = 0; done < line.size();) {
    const ssize_t written = ::write(pipe, line.data() + done, line.size() - done);
    if (written < 0 && errno != EINTR) ::_exit(1);
    if (written > 0) done += static_cast<size_t>(written);
  }
}

[[noreturn]] void run_child(int pipe, size_t first, size_t count, const MakeTests& make) {
  try {
    const TestFunction test = make();
    for (size_t index = first; index < count; ++index) {
      say(pipe, 'B');
      const Verdict verdict = test(index);
      say(pipe, 'V',
          std::to_string(static_cast<int>(verdict.outcome)) + " " +
              std::to_string(verdict.seconds) + " " + verdict.reason);
    }
  } catch (const std::exception& error) {
    say(pipe, 'F', error.what());
  }
  // Not exit: what the parent registered to happen at its end is not the child's business.
  ::_exit(0);
}

Verdict parse_verdict(const std::string& text) {
  Verdict verdict;
  const size_t first = text.find(' ');
  const size_t second = text.find(' ', first + 1);
  verdict.outcome = static_cast<Outcome>(std::stoi(text.substr(0, first)));
  verdict.seconds = std::stod(text.substr(first + 1, second - first - 1));
  verdict.reason = text.substr(second + 1);
  std::replace(verdict.reason.begin(), verdict.reason.end(), '\r', '\n');
  return verdict;
}

class Child {
 public:
  Child(size_t first, size_t count, const MakeTests& make) {
    int ends[2];
    if (::pipe(ends) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
    process_ = ::fork();
    if (process_ < 0) throw std::system_error(errno, std::generic_category(), "fork");
    if (process_ == 0) {
      ::close(ends[0]);
      run_child(ends[1], first, count, make);
    }
    ::close(ends[1]);
    pipe_ = ends[0];
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    ::close(pipe_);
    if (process_ > 0) wait();
  }

  enum class Event { kLine, kEnd, kTimeout };
  Event next(std::string& line, Clock::time_point deadline) {
    for (;;) {
      const size_t end = buffer_.find('\n');
      if (end != std::string::npos) {
        line = buffer_.substr(0, end);
        buffer_.erase(0, end + 1);
        return Event::kLine;
      }
      const auto left =
          std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
      if (left <= 0) return Event::kTimeout;
      pollfd wait_for = {pipe_, POLLIN, 0};
      if (::poll(&wait_for, 1, static_cast<int>(std::min<int64_t>(left, 1000))) <= 0) continue;
      char bytes[4096];
      const ssize_t size = ::read(pipe_, bytes, sizeof(bytes));
      if (size == 0) return Event::kEnd;
      if (size > 0) buffer_.append(bytes, static_cast<size_t>(size));
    }
  }

  void kill() { ::kill(process_, SIGKILL); }

  /// How the process ended: "signal 11 (Segmentation fault)".
  std::string wait() {
    int status = 0;
    while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
    }
    process_ = 0;
    if (WIFSIGNALED(status)) {
      const int signal = WTERMSIG(status);
      return "signal " + std::to_string(signal) + " (" + ::strsignal(signal) + ")";
    }
    return "exit code " + std::to_string(WEXITSTATUS(status));
  }

 private:
  pid_t process_ = 0;
  int pipe_ = -1;
  std::string buffer_;
};

std::string limit_text(double seconds) {
  std::string text = std::to_string(seconds);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text + " s";
}

}  // namespace

std::vector<Verdict> run_isolated(
    size_t count, const MakeTests& make, double limit_seconds,
    const std::function<void(size_t index, const Verdict&)>& on_verdict) {
  std::vector<Verdict> verdicts;
  const auto add = [&](Verdict verdict) {
    on_verdict(verdicts.size(), verdict);
    verdicts.push_back(std::move(verdict));
  };
  const auto limit =
      std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(limit_seconds));
  while (verdicts.size() < count) {
    Child child(verdicts.size(), count, make);
    for (;;) {
      std::string line;
      const Child::Event event = child.next(line, Clock::now() + limit);
      if (event == Child::Event::kLine) {
        if (line[0] == 'F') throw std::runtime_error(line.substr(1));
        if (line[0] == 'V') add(parse_verdict(line.substr(1)));
        continue;
      }
      if (event == Child::Event::kTimeout) {
        child.kill();
        child.wait();
        add({Outcome::kFail, "it ran longer than " + limit_text(limit_seconds), limit_seconds});
      } else if (const std::string end = child.wait(); verdicts.size() < count) {
        add({Outcome::kCrash, "the process ended with " + end, 0});
      }
      break;
    }
  }
  return verdicts;
}

}  // namespace mortise::node_tests
