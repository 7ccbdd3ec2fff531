// A program that is run in a process of its own, with a time limit.
#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace mortise::tools {

struct ChildOutcome {
  bool timed_out = false;  // it was killed
  int signal = 0;          // that ended it; 0: it exited
  int exit_code = 0;
  std::string output;  // standard output and standard error together, 64 KiB at most
};

/// Starts `program` (a path) and waits. Standard input is empty. Throws FAILED_PRECONDITION when it cannot be started.
ChildOutcome run_child(const std::string& program, const std::vector<std::string>& arguments,
                       std::chrono::milliseconds limit);

/// The file of this process's own program.
std::string own_program();

/// "SIGSEGV", or "signal 35".
std::string signal_name(int signal);

}  // namespace mortise::tools
