// A format under test, and files for it: what the format suites share.
#pragma once

#include <mortise/abi/format.h>

#include <string>
#include <vector>

#include "plugin-sdk/conform/graph_run.hpp"
#include "plugin-sdk/conform/graphs.hpp"
#include "plugin-sdk/conform/host.hpp"
#include "plugin-sdk/conform/status.hpp"
#include "plugin-sdk/conform/temporary_folder.hpp"
#include "plugin-sdk/conform/test.hpp"

namespace mortise::conform {

struct FormatClaim {
  std::string name;
  std::string extension;  // with the dot; may be empty
};
std::vector<FormatClaim> formats_of(const Subject& subject);

/// A file that the format can read.
struct FormatSample {
  std::string label;
  std::string path;  // of the file, or
  std::string text;  // what is in it
};
std::vector<FormatSample> format_samples_of(const Subject& subject);
/// Throws Skip when the file is not there.
std::string bytes_of(const FormatSample& sample);

/// An instance, and a folder for files. read() and write(): any thread, with graphs and files of its own.
class FormatBench {
 public:
  FormatBench(Environment& environment, const FormatClaim& claim);

  const mortise_format_description_t& description() const { return *description_; }
  const Runtime& runtime() const { return runner_.runtime(); }
  const TemporaryFolder& folder() const { return folder_; }
  /// A path in the folder, with the format's extension and no digit in it.
  std::string file(const std::string& stem = "sample") const {
    return folder_.file(stem + claim_.extension);
  }

  bool writes() const;
  /// The allocation after `at` more fails; whether one did is in `happened`.
  struct MemoryFailure {
    int64_t at = INT64_MAX;
    bool happened = false;
  };
  Status read(const std::string& path, const Graph& graph, MemoryFailure* failure = nullptr) const;
  Status write(const std::string& path, const Graph& graph, MemoryFailure* failure = nullptr) const;

  /// Reads what may be broken: there must be an error that says where, or a whole graph. Throws Failure.
  void read_hostile(const std::string& path, const std::string& bytes) const;
  void check_host() const;

 private:
  Environment& environment_;
  FormatClaim claim_;
  mutable Host host_;
  Instance instance_;
  GraphRunner runner_;
  TemporaryFolder folder_;
  const mortise_format_interface_t* table_;
  const mortise_format_description_t* description_;
};

}  // namespace mortise::conform
