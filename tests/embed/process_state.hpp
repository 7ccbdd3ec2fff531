// What of a process belongs to its embedder, as far as it can be looked at: environment, locale, signals, files, threads,
// floating-point state and what else is one per process or thread.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace mortise::tests {

/// Facts by name, as text.
using Facts = std::map<std::string, std::string>;

/// The floating-point state of the calling thread: rounding, exceptions' masks, flush-to-zero, x87's precision.
Facts floating_point_state();

/// All of it, that of the calling thread included.
Facts process_state();

/// One line for each fact that is not the same. A thread that has been joined is still listed for a moment, so the state is
/// looked at again and again, for two seconds at most, until it equals `before`.
std::vector<std::string> changes_since(const Facts& before);
std::vector<std::string> differences(const Facts& before, const Facts& after);

/// While it lives, standard output and error go to pipes.
class CapturedOutput {
 public:
  CapturedOutput();
  ~CapturedOutput();
  CapturedOutput(const CapturedOutput&) = delete;
  CapturedOutput& operator=(const CapturedOutput&) = delete;

  /// Gives both back, and returns what was written to them, one after the other. Once.
  std::string end();

 private:
  struct Stream {
    int number = -1;  // 1 or 2
    int saved = -1;
    int read_end = -1;
  };
  static Stream redirect(int number);
  static std::string restore(Stream& stream);

  Stream out_, err_;
};

}  // namespace mortise::tests
