// Operators for the compiler: odd shape rules, missing kernels, odd demands.
#include <cstring>
#include <stdexcept>

#include "tests/plugins/probe/probe.hpp"

namespace mortise::tests::probe {
namespace {

// A bounded output, whose kernel writes the extent that attribute `extent` names: more than the bound, or less than 0.
class BadExtentKernel {
 public:
  BadExtentKernel(const Node& node, const KernelContext&) : extent_(node.attr_int("extent")) {}
  void run(const Launch& launch) const { launch.set_extent(0, 0, extent_); }

 private:
  int64_t extent_;
};

class ThrowingKernel {
 public:
  ThrowingKernel(const Node&, const KernelContext&) {}
  void run(const Launch&) const { throw std::runtime_error("thrown by a kernel"); }
};

// sum[0] = the sum of X; extent[0], known from the shape alone, the number of its elements.
class TwoOutputsKernel {
 public:
  TwoOutputsKernel(const Node&, const KernelContext&) {}
  void run(const Launch& launch) const {
    if (!launch.wants_output(0)) return;
    float sum = 0;
    for (int64_t i = 0; i < element_count(launch.input(0)); ++i) sum += launch.in<float>(0)[i];
    launch.out<float>(0)[0] = sum;
    if (launch.wants_output(1)) launch.out<int64_t>(1)[0] = element_count(launch.input(0));
  }
};

void infer_two_outputs(const Node& node, Inference& out) {
  out.set(0, MORTISE_DTYPE_FLOAT32, {1});
  if (!node.shape_known(0)) return out.set(1, MORTISE_DTYPE_INT64, {1});
  const int64_t count = element_count(node.shape(0));
  const int64_t one = 1;
  out.set_value(1, host_view(MORTISE_DTYPE_INT64, ShapeView(&one, 1), &count));
}

// Y = X if the workspace is aligned as it was asked for.
struct WideWorkspaceKernel : mortise_kernel_t {
  static constexpr uint64_t kAlignment = 4096;

  static mortise_kernel_t* make(const Node&, const KernelContext&) {
    auto* kernel = new WideWorkspaceKernel;
    kernel->struct_size = sizeof(mortise_kernel_t);
    kernel->workspace_size = 1;
    kernel->workspace_alignment = kAlignment;
    kernel->launch = [](const mortise_kernel_t*, const mortise_launch_t* launch) {
      return guard([&] {
        if (reinterpret_cast<uintptr_t>(launch->workspace) % kAlignment != 0)
          fail(MORTISE_STATUS_INTERNAL, "the workspace is not aligned");
        std::memcpy(launch->outputs[0]->data, launch->inputs[0]->data,
                    launch->inputs[0]->byte_size);
      });
    };
    kernel->release = [](mortise_kernel_t* self) {
      delete static_cast<WideWorkspaceKernel*>(self);
    };
    return kernel;
  }

 private:
  WideWorkspaceKernel() : mortise_kernel_t{} {}
};

// Y = X, but an exception when the first element is negative, past the SDK's firewall.
struct RawThrowKernel : mortise_kernel_t {
  static mortise_kernel_t* make(const Node&, const KernelContext&) {
    auto* kernel = new RawThrowKernel;
    kernel->struct_size = sizeof(mortise_kernel_t);
    kernel->launch = [](const mortise_kernel_t*,
                        const mortise_launch_t* launch) -> mortise_status_t* {
      const auto* x = static_cast<const float*>(launch->inputs[0]->data);
      if (x[0] < 0) throw std::runtime_error("thrown by a kernel");
      std::memcpy(launch->outputs[0]->data, x, launch->inputs[0]->byte_size);
      return nullptr;
    };
    kernel->release = [](mortise_kernel_t* self) { delete static_cast<RawThrowKernel*>(self); };
    return kernel;
  }

 private:
  RawThrowKernel() : mortise_kernel_t{} {}
};

}  // namespace

void define_bad_extent(Operator& op) {
  op.summary("As many elements as an attribute says, at most as X has").input("X").output("Y");
  op.attribute("extent", MORTISE_ATTRIBUTE_INT)
      .flags(MORTISE_OPERATOR_DATA_DEPENDENT_SHAPE)
      .infer([](const Node& node, Inference& out) {
        if (!node.shape_known(0)) return out.set(0, MORTISE_DTYPE_FLOAT32, {MORTISE_DIM_UNKNOWN});
        out.set_bounded(0, MORTISE_DTYPE_FLOAT32, node.shape(0), 1);
      })
      .kernel<BadExtentKernel>();
}

void define_no_kernel(Operator& op) {
  op.summary("Nobody can run it").input("X").output("Y").infer(&infer_same);
}

void define_raw_throw(Operator& op) {
  op.summary("X, unless its first element is negative").input("X").output("Y").infer(&infer_same);
  op.flags(0).kernel_maker(&RawThrowKernel::make);
}

void define_throwing_rule(Operator& op) {
  op.summary("Its shape rule throws").input("X").output("Y");
  op.infer([](const Node&, Inference&) { throw std::runtime_error("thrown by a shape rule"); });
}

void define_throwing_kernel(Operator& op) {
  op.summary("Its kernel throws").input("X").output("Y").infer(&infer_same);
  op.flags(0).kernel<ThrowingKernel>();
}

void define_twice(Operator& op) {
  op.summary("X + X, by decomposition only").input("X").output("Y").infer(&infer_same);
  op.decompose([](const Node& node, Builder& b) -> std::vector<Value> {
    return {b.node("Add", {node.input_id(0), node.input_id(0)})};
  });
}

void define_stray_output(Operator& op) {
  op.summary("Its decomposition adds an output to the graph").input("X").output("Y");
  op.infer(&infer_same).decompose([](const Node& node, Builder& b) -> std::vector<Value> {
    const Value sum = b.node("Add", {node.input_id(0), node.input_id(0)});
    b.output("stray", sum);
    return {sum};
  });
}

void define_as_needed(Operator& op) {
  op.summary("As many elements as N says").input("X").input("N").output("Y");
  op.infer([](const Node& node, Inference& out) {
    const std::optional<std::vector<int64_t>> extent = node.constant_ints(1);
    if (!extent) return out.need_value(1);
    out.set(0, MORTISE_DTYPE_FLOAT32, *extent);
  });
}

void define_four_times(Operator& op) {
  op.summary("Twice(Twice(X)), by decomposition only").input("X").output("Y").infer(&infer_same);
  op.decompose([](const Node& node, Builder& b) -> std::vector<Value> {
    const Value twice = b.nodes("Twice", {node.input_id(0)}, 1, {}, "test")[0];
    return {b.nodes("Twice", {twice}, 1, {}, "test")[0]};
  });
}

void define_two_outputs(Operator& op) {
  op.summary("The sum, and how many").input("X").output("sum").optional_output("count");
  op.infer(&infer_two_outputs).kernel<TwoOutputsKernel>();
}

void define_wide_workspace(Operator& op) {
  op.summary("X, with an aligned workspace").input("X").output("Y").infer(&infer_same);
  op.flags(0).kernel_maker(&WideWorkspaceKernel::make);
}

}  // namespace mortise::tests::probe
