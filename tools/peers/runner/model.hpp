// A model, loaded and ready to be timed: its inputs stay, its outputs are written in place.
#pragma once

#include <mortise/mortise.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mortise::peers {

class Model {
 public:
  /// `config` is the JSON text of a configuration.
  Model(const std::string& path, const std::string& config);

  std::vector<std::string> input_names() const;
  std::vector<std::string> output_names() const;
  const Runtime& runtime() const { return runtime_; }
  void set_input(const std::string& name, Tensor value);
  /// Of the last run. Throws FAILED_PRECONDITION when there was none with these inputs.
  const Tensor& output(const std::string& name) const;
  /// Runs `count` times; the seconds of each. Requires: all inputs are set.
  std::vector<double> run(uint64_t count);
  /// Runs `count` times, with the time of each node in the report. Requires: all inputs are set.
  void profile(uint64_t count);
  /// What it took to make the session, and what was resident before; the runtime was there already.
  double creation_seconds() const { return creation_seconds_; }
  uint64_t resident_before() const { return resident_before_; }
  std::string report() const { return session_.report(); }

 private:
  size_t find(const std::vector<std::string>& names, const std::string& name) const;
  void check_inputs() const;
  Session create(const std::string& path);

  double creation_seconds_ = 0;
  uint64_t resident_before_ = 0;
  Runtime runtime_;
  Session session_;
  std::vector<Tensor> inputs_;
  std::vector<Tensor> outputs_;  // empty until the first run with these inputs
};

}  // namespace mortise::peers
