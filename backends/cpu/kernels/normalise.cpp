// Softmax, LogSoftmax, LayerNormalization, BatchNormalization.
#include <mortise/sdk/host.hpp>

#include <algorithm>
#include <cmath>

#include "backends/cpu/kernels/checks.hpp"
#include "backends/cpu/kernels/registry.hpp"
#include "backends/cpu/vector/pointwise.hpp"
#include "backends/cpu/vector/rows.hpp"

namespace mortise::cpu {
namespace {

using sdk::Launch;
using sdk::Node;

int64_t axis_of(const Node& node) {
  int64_t axis = node.attr_int("axis", -1);
  if (axis < 0) axis += node.rank(0);
  if (axis < 0 || axis >= std::max<int64_t>(1, node.rank(0))) {
    sdk::invalid("axis ", node.attr_int("axis", -1), " is out of range for rank ", node.rank(0));
  }
  return axis;
}

/// Product of the extents from dimension `begin` on.
int64_t extent_from(sdk::ShapeView shape, int64_t begin) {
  int64_t product = 1;
  for (size_t d = static_cast<size_t>(begin); d < shape.size(); ++d) product *= shape[d];
  return product;
}

/// body(row) for every row, in parallel where the rows together are long enough.
template <class Body>
void for_rows(const mortise_host_t* host, int64_t rows, int64_t length, int64_t cost,
              const Body& body) {
  const auto grain =
      static_cast<uint64_t>(std::max<int64_t>(1, 16384 / std::max<int64_t>(1, length * cost)));
  sdk::parallel_for(
      host, static_cast<uint64_t>(rows), grain, [&](uint64_t begin, uint64_t end, uint32_t) {
        for (auto row = static_cast<int64_t>(begin); row < static_cast<int64_t>(end); ++row) {
          body(row);
        }
      });
}

class Softmax {
 public:
  static constexpr uint32_t kFlags = 0;

  static void check(const Node& node) {
    check_float32(node);
    if (extent_from(node.shape(0), axis_of(node) + 1) != 1) {
      sdk::unsupported("an axis that is not the innermost one is not supported");
    }
  }
  Softmax(const Node& node, const sdk::KernelContext& context)
      : host_(context.host), log_(node.op() == "LogSoftmax") {
    length_ = extent_from(node.shape(0), axis_of(node));
    rows_ = length_ == 0 ? 0 : sdk::element_count(node.shape(0)) / length_;
  }
  void run(const Launch& launch) const {
    const float* x = launch.in<float>(0);
    float* y = launch.out<float>(0);
    for_rows(host_, rows_, length_, 8, [&](int64_t row) {
      table_.softmax(x + row * length_, y + row * length_, static_cast<size_t>(length_), log_);
    });
  }

 private:
  const mortise_host_t* host_;
  const RowsTable& table_ = rows_table();
  bool log_;
  int64_t rows_, length_;
};

class LayerNorm {
 public:
  static constexpr uint32_t kFlags = 0;

  static void check(const Node& node) {
    check_float32(node);
    if (node.wants_output(1) || node.wants_output(2)) {
      sdk::unsupported("the outputs Mean and InvStdDev are not supported");
    }
    const int64_t length = extent_from(node.shape(0), axis_of(node));
    for (size_t i = 1; i < node.input_count(); ++i) {
      if (node.has_input(i) && sdk::element_count(node.shape(i)) != length) {
        sdk::unsupported("input ", i, " of shape ", node.shape(i),
                         " broadcasts; that is not supported");
      }
    }
    if (length == 0) sdk::unsupported("a normalisation of nothing is not supported");
  }
  LayerNorm(const Node& node, const sdk::KernelContext& context)
      : host_(context.host),
        epsilon_(static_cast<float>(node.attr_float("epsilon", 1e-5))),
        has_scale_(node.has_input(1)),
        has_bias_(node.has_input(2)) {
    length_ = extent_from(node.shape(0), axis_of(node));
    rows_ = sdk::element_count(node.shape(0)) / length_;
  }
  void run(const Launch& launch) const {
    const float* x = launch.in<float>(0);
    float* y = launch.out<float>(0);
    const float* scale = has_scale_ ? launch.in<float>(1) : nullptr;
    const float* bias = has_bias_ ? launch.in<float>(2) : nullptr;
    for_rows(host_, rows_, length_, 3, [&](int64_t row) {
      table_.layer_norm(x + row * length_, y + row * length_, static_cast<size_t>(length_),
                        epsilon_, scale, bias);
    });
  }

 private:
  const mortise_host_t* host_;
  const RowsTable& table_ = rows_table();
  float epsilon_;
  bool has_scale_, has_bias_;
  int64_t rows_, length_;
};

class BatchNorm {
 public:
  static constexpr uint32_t kFlags = 0;

  static void check(const Node& node) {
    check_float32(node);
    if (node.attr_int("training_mode", 0) != 0) sdk::unsupported("training mode");
    if (node.rank(0) < 2) sdk::unsupported("an input of rank ", node.rank(0));
    for (size_t i = 1; i < 5; ++i) {
      if (!node.has_input(i)) sdk::invalid("input ", i, " is missing");
    }
  }
  BatchNorm(const Node& node, const sdk::KernelContext& context)
      : host_(context.host),
        epsilon_(static_cast<float>(node.attr_float("epsilon", 1e-5))),
        images_(node.shape(0)[0]),
        channels_(node.shape(0)[1]),
        pixels_(extent_from(node.shape(0), 2)) {}
  void run(const Launch& launch) const {
    const float* x = launch.in<float>(0);
    float* y = launch.out<float>(0);
    const auto linear = table_.unary[static_cast<size_t>(Unary::kLinear)];
    for_rows(host_, images_ * channels_, pixels_, 1, [&](int64_t row) {
      const int64_t c = row % channels_;
      const float scale = launch.in<float>(1)[c] / std::sqrt(launch.in<float>(4)[c] + epsilon_);
      const Step step{Unary::kLinear, scale,
                      launch.in<float>(2)[c] - launch.in<float>(3)[c] * scale};
      linear(step, x + row * pixels_, y + row * pixels_, static_cast<size_t>(pixels_));
    });
  }

 private:
  const mortise_host_t* host_;
  const PointwiseTable& table_ = pointwise_table();
  float epsilon_;
  int64_t images_, channels_, pixels_;
};

}  // namespace

KernelList normalise_kernels() {
  static constexpr KernelEntry kEntries[] = {
      kernel_entry<BatchNorm>("BatchNormalization"),
      kernel_entry<LayerNorm>("LayerNormalization"),
      kernel_entry<Softmax>("LogSoftmax"),
      kernel_entry<Softmax>("Softmax"),
  };
  return kEntries;
}

}  // namespace mortise::cpu
