// The contract that every communicator must pass: the test cases *_contract.cpp, which know of the
// communicator only what is declared here. A communicator's test program is these files and one of its
// own that defines subject() (loopback_subject.cpp shows how); see CMakeLists.txt.
//
// Ranks may be threads, forked processes or the processes of one mpirun: the body of a test is called
// on each rank and reports failures by exception, never by Catch2's macros.
#pragma once

#include <mortise/abi/communicator.h>
#include <mortise/abi/plugin.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace mortise::contract {

struct RankInfo {
  uint32_t rank;
  uint32_t size;
  std::string address;  // of this launch, in the communicator's own form
};

class Subject {
 public:
  using Body = std::function<void(const RankInfo&)>;

  virtual ~Subject() = default;

  virtual const mortise_communicator_interface_t& table() const = 0;
  /// The plugin instance of the calling rank.
  virtual mortise_plugin_t* plugin() = 0;

  /// Runs `body` on ranks 0 to size - 1 at the same time and waits for all of them. Returns, per rank
  /// that failed, the text of the exception with the rank in front.
  virtual std::vector<std::string> launch(uint32_t size, const Body& body) = 0;

  /// Memory that can be sent and received directly, and its space's name. Host memory here.
  virtual std::string memory_space() const { return "host"; }
  virtual void* allocate(size_t bytes);
  virtual void release(void* memory);
  virtual void write(void* memory, const void* host, size_t bytes);
  virtual void read(const void* memory, void* host, size_t bytes);

  /// What it is not expected to do, with the reason; empty where it is. A case that needs it is skipped
  /// with that reason.
  virtual std::string lacks_reduction(uint32_t /*dtype*/, uint32_t /*reduction*/) const {
    return "";
  }
  virtual std::string lacks_tags() const { return ""; }
};

/// Defined by the communicator's test program.
Subject& subject();

}  // namespace mortise::contract
