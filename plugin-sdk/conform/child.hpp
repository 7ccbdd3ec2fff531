// A worker in a process of its own, freshly exec'ed: its events as they come, and how it ended.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace mortise::conform {

class Child {
 public:
  /// `program`: its path. `input`: its standard input. Throws std::system_error.
  Child(const std::string& program, const std::vector<std::string>& arguments,
        const std::string& input);
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  /// Kills it if it still runs.
  ~Child();

  enum class Event { kLine, kEnd, kTimeout };
  /// The next line that it says on its event descriptor.
  Event next(std::string& line, std::chrono::steady_clock::time_point deadline);

  /// Kills it, and all that it started. Does nothing when it has ended.
  void kill();
  /// Waits for its end: "SIGSEGV (Segmentation fault)" or "exit code 3"; nothing when it still runs.
  std::optional<std::string> wait(std::chrono::steady_clock::time_point deadline);

  /// The end of what it has printed, and the trace that it has left.
  std::string output() const;
  std::string trace() const;

 private:
  void start(const std::string& program, const std::vector<std::string>& arguments, int input);
  void read_output();
  bool output_waits(int milliseconds) const;
  bool ended(int& status);

  pid_t process_ = 0;
  int events_ = -1, output_ = -1, trace_ = -1;
  std::string buffer_, printed_;
};

}  // namespace mortise::conform
