#include <mortise/sdk/kernel.hpp>

#include <catch2/catch.hpp>

#include "plugin-sdk/testing/fake_graph.hpp"

namespace mortise::sdk::testing {
namespace {

struct Plain {
  Plain(const Node&, const KernelContext&) {}
  void run(const Launch&) const {}
};

struct Versatile : Plain {
  using Plain::Plain;
  static constexpr bool kTakesStrides = true;
  static constexpr std::string_view kLayoutOwner = "acme";
};

// Launches a kernel of that class on one input and one output, and says how that ends.
template <class T>
std::string launch_on(const mortise_tensor_view_t& in, const mortise_tensor_view_t& out) {
  FakeGraph graph;
  Builder builder = graph.builder();
  const Value x = builder.input("x", tensor_type(MORTISE_DTYPE_FLOAT32, Shape{2, 3}));
  const Value y = builder.node("Relu", {x});
  mortise_kernel_t* kernel =
      make_kernel<T>(graph.reader().node(graph.reader().value(y)->producer), {});
  const mortise_tensor_view_t* inputs[] = {&in};
  mortise_tensor_view_t output = out;
  mortise_tensor_view_t* outputs[] = {&output};
  mortise_launch_t launch{};
  launch.struct_size = sizeof(launch);
  launch.input_count = 1;
  launch.inputs = inputs;
  launch.output_count = 1;
  launch.outputs = outputs;
  mortise_status_t* status = kernel->launch(kernel, &launch);
  kernel->release(kernel);
  if (status == nullptr) return "success";
  const std::string text(to_view(status->message));
  CHECK(status->code == MORTISE_STATUS_UNSUPPORTED);
  status->release(status);
  return text;
}

struct Views {
  Views() : dense(host_view(MORTISE_DTYPE_FLOAT32, shape, numbers)) {
    turned = dense;
    turned.strides = turned_strides;
    same = dense;
    same.strides = dense_strides;
    layout.struct_size = sizeof(layout);
    layout.owner = to_abi("acme");
    blocked = dense;
    blocked.layout = &layout;
  }
  float numbers[6] = {};
  Shape shape = {2, 3};
  int64_t turned_strides[2] = {1, 2};
  int64_t dense_strides[2] = {3, 1};
  mortise_layout_t layout{};
  mortise_tensor_view_t dense, turned, same, blocked;
};

}  // namespace

TEST_CASE("a kernel takes dense tensors, also with strides that say so") {
  const Views v;
  CHECK(launch_on<Plain>(v.dense, v.dense) == "success");
  CHECK(launch_on<Plain>(v.same, v.same) == "success");
}

TEST_CASE("a kernel refuses strides and layouts of inputs and outputs") {
  const Views v;
  CHECK(launch_on<Plain>(v.turned, v.dense) ==
        "Relu: input 0 has strides [1, 2]; this kernel takes dense tensors only");
  CHECK(launch_on<Plain>(v.dense, v.turned) ==
        "Relu: output 0 has strides [1, 2]; this kernel takes dense tensors only");
  CHECK(launch_on<Plain>(v.blocked, v.dense) ==
        "Relu: input 0 has a layout of acme, which this kernel does not know");
}

TEST_CASE("a kernel that asks for strides and layouts gets them, but not those of other owners") {
  Views v;
  CHECK(launch_on<Versatile>(v.turned, v.blocked) == "success");
  v.layout.owner = to_abi("other");
  CHECK(launch_on<Versatile>(v.turned, v.blocked) ==
        "Relu: output 0 has a layout of other, which this kernel does not know");
}

TEST_CASE("strides of axes that have one element, or of empty tensors, do not matter") {
  float number = 0;
  const Shape one = {1, 1};
  const Shape none = {0, 3};
  const int64_t odd[] = {77, 5};
  mortise_tensor_view_t view = host_view(MORTISE_DTYPE_FLOAT32, one, &number);
  view.strides = odd;
  CHECK(is_dense(view));
  view = host_view(MORTISE_DTYPE_FLOAT32, none, nullptr);
  view.strides = odd;
  CHECK(is_dense(view));
}

}  // namespace mortise::sdk::testing
