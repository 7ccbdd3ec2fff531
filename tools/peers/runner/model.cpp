#include "tools/peers/runner/model.hpp"

#include <algorithm>
#include <chrono>

#include "tools/peers/runner/memory.hpp"

namespace mortise::peers {
namespace {

Runtime make_runtime(const std::string& config) {
  RuntimeOptions options;
  options.config_json = config;
  return Runtime(options);
}

}  // namespace

Model::Model(const std::string& path, const std::string& config)
    : runtime_(make_runtime(config)),
      session_(create(path)),
      inputs_(session_.input_count()),
      outputs_(session_.output_count()) {}

Session Model::create(const std::string& path) {
  reset_peak();
  resident_before_ = resident_bytes();
  const auto start = std::chrono::steady_clock::now();
  Session session = Session::load(runtime_, path);
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  creation_seconds_ = taken.count();
  return session;
}

std::vector<std::string> Model::input_names() const {
  std::vector<std::string> names;
  for (size_t i = 0; i < inputs_.size(); ++i) names.push_back(session_.input_name(i));
  return names;
}

std::vector<std::string> Model::output_names() const {
  std::vector<std::string> names;
  for (size_t i = 0; i < outputs_.size(); ++i) names.push_back(session_.output_name(i));
  return names;
}

size_t Model::find(const std::vector<std::string>& names, const std::string& name) const {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) {
    throw Error(MORTISE_STATUS_NOT_FOUND, "the model has no input or output `" + name + "`");
  }
  return static_cast<size_t>(found - names.begin());
}

void Model::set_input(const std::string& name, Tensor value) {
  inputs_[find(input_names(), name)] = std::move(value);
  outputs_.assign(outputs_.size(), Tensor());
}

const Tensor& Model::output(const std::string& name) const {
  const Tensor& value = outputs_[find(output_names(), name)];
  if (!value) throw Error(MORTISE_STATUS_FAILED_PRECONDITION, "the model has not run yet");
  return value;
}

void Model::check_inputs() const {
  if (!std::all_of(inputs_.begin(), inputs_.end(), [](const Tensor& t) { return bool(t); })) {
    throw Error(MORTISE_STATUS_FAILED_PRECONDITION, "not all inputs are set");
  }
}

void Model::profile(uint64_t count) {
  check_inputs();
  RunOptions options;
  options.profile = true;
  for (uint64_t i = 0; i < count; ++i) outputs_ = session_.run_ordered(inputs_, options);
}

std::vector<double> Model::run(uint64_t count) {
  check_inputs();
  // The C function, as an embedder who counts nanoseconds would call it.
  std::vector<mortise_tensor_t*> inputs, outputs;
  for (const Tensor& tensor : inputs_) inputs.push_back(tensor.get());
  for (const Tensor& tensor : outputs_) outputs.push_back(tensor.get());
  std::vector<double> seconds;
  seconds.reserve(count);
  for (uint64_t i = 0; i < count; ++i) {
    const auto start = std::chrono::steady_clock::now();
    check(mortise_session_run(session_.get(), nullptr, inputs.size(), inputs.data(), outputs.size(),
                              outputs.data()));
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    seconds.push_back(taken.count());
    // The first run has made the outputs; later ones write into them.
    for (size_t k = 0; k < outputs.size(); ++k) {
      if (!outputs_[k]) outputs_[k] = Tensor(outputs[k]);
    }
  }
  return seconds;
}

}  // namespace mortise::peers
