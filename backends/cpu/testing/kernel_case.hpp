// For tests: one node, its kernel from the cpu device, and a run of it.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstring>
#include <random>
#include <string_view>
#include <vector>

#include "backends/cpu/device.hpp"
#include "backends/cpu/layout.hpp"
#include "backends/cpu/testing/three_threads.hpp"
#include "plugin-sdk/testing/fake_graph.hpp"
#include "plugin-sdk/testing/fake_host.hpp"

namespace mortise::cpu::testing {

using Floats = std::vector<float>;
using sdk::Shape;

inline Floats random_floats(const Shape& shape, unsigned seed) {
  std::mt19937 generator(seed);
  std::uniform_real_distribution<float> uniform(-1, 1);
  Floats values(static_cast<size_t>(sdk::element_count(sdk::ShapeView(shape))));
  for (float& value : values) value = uniform(generator);
  return values;
}

/// Largest difference, relative to the largest magnitude of `expected` (at least 1). A NaN that is
/// not expected, or is missing, counts as 1e30.
inline double difference(const Floats& actual, const Floats& expected) {
  if (actual.size() != expected.size()) return 1e30;
  double largest = 1, worst = 0;
  for (size_t i = 0; i < actual.size(); ++i) {
    largest = std::max(largest, std::abs(static_cast<double>(expected[i])));
    if (std::isnan(actual[i]) && std::isnan(expected[i])) continue;
    const double d = std::abs(static_cast<double>(actual[i]) - expected[i]);
    worst = std::max(worst, std::isnan(d) ? 1e30 : d);
  }
  return worst / largest;
}

class KernelCase {
 public:
  KernelCase() : table_(three_threads(*host_.table())) {}

  KernelCase& input(const Shape& shape, const Floats& values) {
    ids_.push_back(graph_.builder().input("", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, shape)));
    shapes_.push_back(shape);
    data_.push_back(values);
    return *this;
  }
  /// A channel-blocked image, from its dense values; lanes beyond the channels hold zero.
  KernelCase& blocked(const Shape& shape, const Floats& values) {
    const Image image = image_of_shape(shape);
    ids_.push_back(graph_.builder().input("", blocked_type(image, shape)));
    shapes_.push_back(shape);
    data_.emplace_back(static_cast<size_t>(image.floats()), 0.0f);
    for (int64_t n = 0; n < image.n; ++n) {
      for (int64_t b = 0; b < image.blocks(); ++b)
        block_plane(image, values.data(), data_.back().data(), n, b);
    }
    return *this;
  }
  KernelCase& constant(const Shape& shape, const Floats& values) {
    ids_.push_back(
        graph_.builder().constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, shape, values.data())));
    shapes_.push_back(shape);
    data_.push_back(values);
    return *this;
  }
  /// A constant int64 input, which kernels read when they are made.
  KernelCase& ints(const std::vector<int64_t>& values) {
    ids_.push_back(graph_.builder().ints(values));
    shapes_.push_back({static_cast<int64_t>(values.size())});
    data_.emplace_back();
    return *this;
  }
  /// A constant boolean input of rank 0, which kernels read when they are made.
  KernelCase& boolean(bool value) {
    ids_.push_back(graph_.builder().scalar(MORTISE_DTYPE_BOOL, value ? 1 : 0));
    shapes_.emplace_back();
    data_.emplace_back();
    return *this;
  }
  KernelCase& absent() {
    ids_.push_back(MORTISE_NONE);
    shapes_.emplace_back();
    data_.emplace_back();
    return *this;
  }

  /// Runs the operator and returns its float32 result of the given shape.
  Floats run(std::string_view op, const Shape& result, const sdk::Attrs& attributes = {},
             std::string_view domain = "") {
    result_type_ = sdk::tensor_type(MORTISE_DTYPE_FLOAT32, result);
    Floats output(static_cast<size_t>(sdk::element_count(sdk::ShapeView(result))), NAN);
    run_into(op, result, attributes, domain, output);
    return output;
  }
  /// The same with a channel-blocked result, which is returned dense.
  Floats run_blocked(std::string_view op, const Shape& result, const sdk::Attrs& attributes) {
    const Image image = image_of_shape(result);
    result_type_ = blocked_type(image, result);
    Floats blocks(static_cast<size_t>(image.floats()), NAN);
    run_into(op, result, attributes, kPrivate, blocks);
    for (int64_t lane = image.c % image.block; image.padding() != 0 && lane < image.block; ++lane)
      REQUIRE(blocks[static_cast<size_t>((image.blocks() - 1) * image.plane() + lane)] == 0.0f);
    Floats output(static_cast<size_t>(sdk::element_count(sdk::ShapeView(result))), NAN);
    for (int64_t n = 0; n < image.n; ++n) {
      for (int64_t b = 0; b < image.blocks(); ++b)
        unblock_plane(image, blocks.data(), output.data(), n, b);
    }
    return output;
  }
  /// Why the device does not take the node; empty when it does.
  std::string refusal(std::string_view op, const Shape& result, const sdk::Attrs& attributes = {}) {
    Device device(&table_, Options{});
    const uint32_t id = add_node(op, result, attributes, "");
    try {
      const sdk::Support support = device.query(graph_.reader().node(id));
      return support.supported ? "" : support.reason;
    } catch (const sdk::Error& error) {
      return error.text();
    }
  }

 private:
  static constexpr std::string_view kPrivate = "mortise.cpu";

  static Image image_of_shape(const Shape& shape) {
    return {shape[0], shape[1], shape[2], shape[3], preferred_block()};
  }
  mortise_type_t blocked_type(const Image& image, const Shape& shape) {
    layouts_.emplace_back(new BlockedLayout(image));
    mortise_type_t type = sdk::tensor_type(MORTISE_DTYPE_FLOAT32, shape);
    type.layout = layouts_.back().get();
    return type;
  }

  void run_into(std::string_view op, const Shape& result, const sdk::Attrs& attributes,
                std::string_view domain, Floats& output) {
    Device device(&table_, Options{});
    const uint32_t id = add_node(op, result, attributes, domain);
    mortise_kernel_t* kernel = device.create_kernel(graph_.reader().node(id));
    check_taken(*kernel);
    sdk::check(launch(*kernel, result, output));
    kernel->release(kernel);
  }

  /// What the kernel keeps in a form of its own comes back bit for bit, and is not there when it is launched.
  void check_taken(const mortise_kernel_t& kernel) {
    for (size_t i = 0; i < data_.size(); ++i) {
      if ((kernel.taken_inputs >> i & 1) == 0) continue;
      if (kernel.restore != nullptr) {
        Floats restored(data_[i].size(), NAN);
        const uint64_t size = restored.size() * sizeof(float);
        sdk::check(kernel.restore(&kernel, i, restored.data(), size));
        REQUIRE(std::memcmp(restored.data(), data_[i].data(), size) == 0);
      }
      data_[i].clear();
      data_[i].shrink_to_fit();
    }
  }

  uint32_t add_node(std::string_view op, const Shape& result, const sdk::Attrs& attributes,
                    std::string_view domain) {
    sdk::Builder builder = graph_.builder();
    const sdk::Value value = builder.nodes(op, ids_, 1, attributes, domain, 1)[0];
    builder.set_type(value, result_type_.struct_size != 0
                                ? result_type_
                                : sdk::tensor_type(MORTISE_DTYPE_FLOAT32, result));
    return graph_.reader().value(value)->producer;
  }

  mortise_status_t* launch(const mortise_kernel_t& kernel, const Shape& result, Floats& output) {
    std::vector<mortise_tensor_view_t> views;
    for (size_t i = 0; i < ids_.size(); ++i) {
      views.push_back(sdk::host_view(MORTISE_DTYPE_FLOAT32, shapes_[i], data_[i].data()));
    }
    std::vector<const mortise_tensor_view_t*> inputs;
    for (size_t i = 0; i < ids_.size(); ++i) {
      inputs.push_back(ids_[i] == MORTISE_NONE ? nullptr : &views[i]);
    }
    mortise_tensor_view_t view = sdk::host_view(MORTISE_DTYPE_FLOAT32, result, output.data());
    mortise_tensor_view_t* outputs[] = {&view};
    const sdk::HostMemory workspace(&table_, kernel.workspace_size + 64, 64);
    mortise_launch_t arguments{};
    arguments.struct_size = sizeof(arguments);
    arguments.input_count = inputs.size();
    arguments.inputs = inputs.data();
    arguments.output_count = 1;
    arguments.outputs = outputs;
    arguments.workspace = workspace.data();
    return kernel.launch(&kernel, &arguments);
  }

  sdk::testing::FakeHost host_;
  mortise_host_t table_;
  sdk::testing::FakeGraph graph_;
  std::vector<LayoutPointer> layouts_;
  mortise_type_t result_type_{};
  std::vector<sdk::Value> ids_;
  std::vector<Shape> shapes_;
  std::vector<Floats> data_;
};

}  // namespace mortise::cpu::testing
