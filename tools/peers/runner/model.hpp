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
  void set_input(const std::string& name, const std::string& npy_path);
  void save_output(const std::string& name, const std::string& npy_path) const;
  /// Runs `count` times; the seconds of each. Requires: all inputs are set.
  std::vector<double> run(uint64_t count);
  std::string report() const { return session_.report(); }

 private:
  size_t find(const std::vector<std::string>& names, const std::string& name) const;

  Runtime runtime_;
  Session session_;
  std::vector<Tensor> inputs_;
  std::vector<Tensor> outputs_;  // empty until the first run with these inputs
};

}  // namespace mortise::peers
