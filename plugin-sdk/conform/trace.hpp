// The calls that the running test has made, as C++ statements: what reproduces a failure. It lies in memory that the
// supervising process shares, so that it outlives a crash.
#pragma once

#include <mortise/sdk/status.hpp>

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace mortise::conform {

/// Any thread.
class Trace {
 public:
  static constexpr uint64_t kBytes = 1 << 16;

  /// Of this process alone.
  Trace() : Trace(-1) {}
  /// Shares the memory behind the descriptor, kBytes long.
  explicit Trace(int descriptor);
  Trace(const Trace&) = delete;
  Trace& operator=(const Trace&) = delete;
  ~Trace();

  /// The first line of a trace whose oldest statements are gone.
  static constexpr const char* kCut = "// (what came before is left out)\n";

  /// Also of the names.
  void clear();
  /// "buffer1": a variable that no other statement of the test has yet.
  std::string next_name(const char* prefix);
  /// "host1": always the same for the same memory; "nullptr" for none.
  std::string host_name(const void* memory);
  /// One statement. The oldest go when there is no room.
  template <class... Parts>
  void add(const Parts&... parts) {
    append(sdk::message(parts...));
  }
  /// A whole program that shows what the test is about. It takes the place of what came before, and is never left out.
  void add_program(std::string program);
  std::string text();

  /// The text that a process, which may have crashed, left in the memory behind the descriptor.
  static std::string read(int descriptor);

 private:
  struct Memory;
  void append(std::string line);

  std::mutex mutex_;
  Memory* memory_;
  uint64_t kept_ = 0;                      // bytes at the start that are never left out
  std::map<std::string, uint64_t> names_;  // how many there are, by prefix
  std::map<const void*, std::string> hosts_;
};

}  // namespace mortise::conform
