// The child's side: lists the tests, or runs those that it is told to, and says what happens, a JSON object a line.
//
//   {"test": "device.copy.offsets"}                     listed; with "reason" when it is skipped
//   {"begin": "device.copy.offsets"}                    it starts
//   {"round": 1}                                        it starts again (--repeat), with the whole time limit
//   {"failing": "buffer1: byte 3 of …"}                 it has failed, and what it has made is being released
//   {"end": …, "outcome": 1, "reason": …, "seconds": …} it is over
//   {"broken": "the library cannot be loaded: …"}       there is nothing to list or run
//   {"done": true}                                      the last line
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mortise::conform {

inline constexpr int kEventDescriptor = 3;
inline constexpr int kTraceDescriptor = 4;

struct WorkerOptions {
  std::string plugin;
  std::vector<std::string> options;  // NAME=VALUE
  bool abi = false;                  // the ABI's fuzz tests, not the others
  uint64_t seed = 1;
  uint64_t repeat = 1;
};

/// What the program does under `--worker list` and `--worker run`; in the latter case the tests' names are the lines of
/// standard input. Returns the exit code.
int list_tests(const WorkerOptions& options);
int run_tests(const WorkerOptions& options);

}  // namespace mortise::conform
