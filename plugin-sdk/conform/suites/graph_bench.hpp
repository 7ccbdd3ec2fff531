// Runs graphs through the core, on the device under test and on reference, and compares.
#pragma once

#include <atomic>
#include <functional>

#include "plugin-sdk/conform/suites/graph_maker.hpp"
#include "plugin-sdk/conform/test.hpp"

namespace mortise::conform {

using BuildGraph = std::function<void(GraphMaker&)>;

/// A graph with its session under one runtime.
struct GraphRun {
  GraphRun(const Runtime& runtime, uint64_t seed, const BuildGraph& build,
           const std::map<std::string, int64_t>& ranges = {});
  std::vector<HostTensor> run(const std::vector<HostTensor>& inputs,
                              const RunOptions& options = {}) const;

  GraphMaker maker;
  Session session;
};

/// Memory of tensors that the core handed out for a runtime, and what is not yet given back.
class TensorMemory {
 public:
  TensorMemory();
  const mortise_hooks_t* hooks() const { return &hooks_; }
  int64_t live_bytes() const { return live_; }

 private:
  mortise_hooks_t hooks_{};
  std::atomic<int64_t> live_{0};
};

class GraphBench {
 public:
  /// `denied`: operators that the device is not asked for. Throws Skip when there is no device.
  explicit GraphBench(Environment& environment, const std::vector<std::string>& denied = {},
                      const mortise_hooks_t* hooks = nullptr);

  const Runtime& device() const { return *device_; }
  const Runtime& reference() const { return *reference_; }
  const std::string& kind() const { return kind_; }

  /// The graph on both; the same every time in one test.
  GraphRun on_device(const BuildGraph& build,
                     const std::map<std::string, int64_t>& ranges = {}) const {
    return {*device_, seed_, build, ranges};
  }
  GraphRun on_reference(const BuildGraph& build) const { return {*reference_, seed_, build}; }

 private:
  std::string kind_;
  uint64_t seed_;
  std::unique_ptr<Runtime> device_, reference_;
};

/// Throws Failure where outputs are further apart than rounding explains: by the steps of the longest chain of nodes, of
/// the largest magnitude in each output.
void check_close(const GraphMaker& maker, const Runtime& runtime,
                 const std::vector<HostTensor>& actual, const std::vector<HostTensor>& expected,
                 const std::string& when);

/// Throws Skip when all that ran so far ran on fallbacks.
void require_device_work(const GraphRun& run);

}  // namespace mortise::conform
