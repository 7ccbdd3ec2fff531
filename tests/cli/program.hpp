// Programs that tests start, and what became of them.
#pragma once

#include <string>
#include <vector>

namespace mortise::tests {

struct Outcome {
  int exit_code = -1;  // 128 + the signal's number for a program that a signal ended
  std::string out;     // standard output
  std::string err;     // standard error
};

/// Runs a program of the build (a path below its folder) and waits for its end.
Outcome run_program(const std::string& program, const std::vector<std::string>& arguments);

/// `mortise` with the build's plugins and nothing that the machine has installed.
Outcome mortise_program(std::vector<std::string> arguments);

/// A folder that is removed with all its files at the end.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::string path(const std::string& name) const { return path_ + "/" + name; }
  /// Writes a file and gives its path.
  std::string file(const std::string& name, const std::string& content) const;

 private:
  std::string path_;
};

}  // namespace mortise::tests
