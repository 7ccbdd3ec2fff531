// For tests: a node on the device and on the reference kernels, and a comparison of what both compute. All tensors of a
// launch lie in one buffer, between guard bytes.
#pragma once

#include <cmath>
#include <map>
#include <string>

#include <catch2/catch.hpp>

#include "backends/opencl/testing/test_device.hpp"
#include "ops/testing/harness.hpp"
#include "ops/testing/library.hpp"

namespace mortise::opencl::testing {

using ops::testing::Inputs;
using ops::testing::OneNode;
using ops::testing::RunOptions;
using ops::testing::Tensor;
using sdk::Attrs;
using sdk::Shape;

inline constexpr size_t kGuard = 48;
inline constexpr unsigned char kGarbage = 0xa5;

/// One buffer for the tensors of a launch, at multiples of 16 bytes.
class Arena {
 public:
  mortise_tensor_view_t& add(const Tensor& tensor) {
    content_.resize(content_.size() + kGuard, kGarbage);
    mortise_tensor_view_t& view = views_.emplace_back(tensor.view());
    view.byte_offset = content_.size();
    content_.insert(content_.end(), tensor.bytes.begin(), tensor.bytes.end());
    while (content_.size() % 16 != 0) content_.push_back(kGarbage);
    return view;
  }
  /// To the device; the views get their buffer.
  void upload(Device& device) {
    content_.resize(content_.size() + kGuard, kGarbage);
    buffer_ = make_buffer(device, content_);
    for (mortise_tensor_view_t& view : views_) {
      view.buffer = reinterpret_cast<mortise_buffer_t*>(buffer_.get());
      view.data = static_cast<char*>(buffer_->address()) + view.byte_offset;
    }
  }
  Bytes read(Device& device) { return content_of(device, *buffer_); }
  const Bytes& uploaded() const { return content_; }

 private:
  std::deque<mortise_tensor_view_t> views_;
  Bytes content_;
  std::unique_ptr<sdk::Buffer> buffer_;
};

struct KernelRelease {
  void operator()(mortise_kernel_t* kernel) const { kernel->release(kernel); }
};
using KernelPointer = std::unique_ptr<mortise_kernel_t, KernelRelease>;

/// Launches on a stream of its own, and waits for the end.
inline mortise_status_t* launch(Device& device, const mortise_kernel_t& kernel,
                                const std::vector<const mortise_tensor_view_t*>& inputs,
                                const std::vector<mortise_tensor_view_t*>& outputs) {
  const auto fence = device.create_fence();
  const auto stream = device.create_stream();
  Ordering ordering;
  ordering.signals = {point(*fence, 1)};
  mortise_launch_t arguments{};
  arguments.struct_size = sizeof(arguments);
  arguments.stream = reinterpret_cast<mortise_stream_t*>(stream.get());
  arguments.input_count = inputs.size();
  arguments.inputs = inputs.data();
  arguments.output_count = outputs.size();
  arguments.outputs = outputs.data();
  arguments.ordering = ordering.abi();
  if (mortise_status_t* status = kernel.launch(&kernel, &arguments)) return status;
  return sdk::guard([&] { fence->wait(1, -1); });
}

/// Integers are known to the compiler, as axes and shapes are; floats are from `options.first_constant` on, where that is
/// not 0.
inline std::vector<ops::testing::InputType> types_of(const Inputs& inputs,
                                                     const RunOptions& options = {}) {
  const std::vector<Shape>& shapes = options.created_with;
  std::vector<ops::testing::InputType> types;
  for (size_t i = 0; i < inputs.size(); ++i) {
    if (!inputs[i]) {
      types.push_back(ops::testing::absent());
    } else if ((inputs[i]->dtype == MORTISE_DTYPE_INT64 && i > 0) ||
               (options.first_constant != 0 && i >= options.first_constant)) {
      types.push_back(ops::testing::constant(*inputs[i]));
    } else {
      const Shape& shape = i < shapes.size() ? shapes[i] : inputs[i]->shape;
      types.push_back({inputs[i]->dtype, true, shape, nullptr});
    }
  }
  return types;
}

/// A kernel for the node with the shapes of `created_with`, launched with those of the inputs.
inline std::vector<Tensor> run_on_device(std::string_view op, const Inputs& inputs,
                                         const Attrs& attrs, const RunOptions& options) {
  Device& device = test_device();
  OneNode made(op, types_of(inputs, options), attrs, options.output_count);
  made.infer();
  const KernelPointer kernel(device.create_kernel(sdk::Node(made.node())));
  OneNode actual(op, types_of(inputs, {1, options.first_constant, {}}), attrs,
                 options.output_count);
  actual.infer();
  Arena arena;
  std::vector<const mortise_tensor_view_t*> in;
  for (const auto& input : inputs) in.push_back(input ? &arena.add(*input) : nullptr);
  std::vector<Tensor> results;
  for (const uint32_t id : actual.outputs) {
    const mortise_type_t& type = *actual.graph.value_abi(id)->type;
    Tensor result{type.dtype, {type.shape, type.shape + type.rank}, {}};
    result.bytes.assign(
        sdk::storage_bytes(result.dtype, sdk::element_count(sdk::ShapeView(result.shape))),
        kGarbage);
    results.push_back(std::move(result));
  }
  std::vector<mortise_tensor_view_t*> out;
  for (const Tensor& result : results) out.push_back(&arena.add(result));
  arena.upload(device);
  sdk::check(launch(device, *kernel, in, out));
  Bytes after = arena.read(device);
  for (size_t i = 0; i < results.size(); ++i) {
    const auto begin = after.begin() + static_cast<int64_t>(out[i]->byte_offset);
    std::copy_n(begin, results[i].bytes.size(), results[i].bytes.begin());
    std::fill_n(begin, results[i].bytes.size(), kGarbage);
  }
  // Nothing but the outputs has changed.
  if (after != arena.uploaded()) sdk::fail(MORTISE_STATUS_INTERNAL, "written outside the outputs");
  return results;
}

/// Requires that the device computes what the reference kernels compute: |a - b| <= tolerance * max(1, |b|).
inline void require_agreement(std::string_view op, const Inputs& inputs, const Attrs& attrs = {},
                              double tolerance = 1e-6, const RunOptions& options = {}) {
  const auto expected = ops::testing::run(op, inputs, attrs, {options.output_count, 0, {}});
  const auto actual = run_on_device(op, inputs, attrs, options);
  REQUIRE(actual.size() == expected.size());
  for (size_t i = 0; i < actual.size(); ++i) {
    if (tolerance == 0) {
      ops::testing::require_equal(actual[i], expected[i]);
    } else {
      ops::testing::require_matches(actual[i], expected[i], tolerance);
    }
  }
}

/// Why the device does not take the node; empty when it does.
inline std::string refusal(std::string_view op, const Inputs& inputs, const Attrs& attrs = {},
                           size_t output_count = 1) {
  OneNode one(op, types_of(inputs), attrs, output_count);
  one.infer();
  try {
    const sdk::Support support = test_device().query(sdk::Node(one.node()));
    return support.supported ? "" : support.reason;
  } catch (const sdk::Error& error) {
    return error.text();
  }
}

}  // namespace mortise::opencl::testing
