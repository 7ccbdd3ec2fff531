// Each kernel against the reference kernel of the operator.
#include <limits>

#include "backends/opencl/testing/kernel_run.hpp"

namespace mortise::opencl::testing {
namespace {

using ops::testing::tensor;

constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

Tensor floats(const Shape& shape, uint32_t seed = 1, double low = -1, double high = 1) {
  return ops::testing::random_tensor(MORTISE_DTYPE_FLOAT32, shape, low, high, seed);
}
Tensor ints(const std::vector<int64_t>& values) {
  return tensor<int64_t>({static_cast<int64_t>(values.size())}, values);
}
/// What makes elementwise kernels stumble.
Tensor awkward() {
  return tensor<float>(
      {19}, {0.0f, -0.0f, 1.0f, -1.0f, kNaN, kInfinity, -kInfinity, 1e-40f, -1e-40f, 1e30f, -1e30f,
             3e-5f, 88.0f, -88.0f, 100.0f, -100.0f, 2.5f, -2.5f, 0.5f});
}

TEST_CASE("Elementwise kernels of one input agree with the reference") {
  for (const char* op :
       {"Abs", "Ceil", "Elu", "Erf", "Exp", "Floor", "Gelu", "HardSigmoid", "HardSwish",
        "LeakyRelu", "Mish", "Neg", "Reciprocal", "Relu", "Sigmoid", "Softplus", "Tanh"}) {
    INFO(op);
    require_agreement(op, {floats({3, 37}, 2, -4, 4)});
    require_agreement(op, {floats({})});
    require_agreement(op, {floats({4, 0})});
    require_agreement(op, {floats({70, 16})});
  }
  for (const char* op : {"Log", "Sqrt"}) {
    INFO(op);
    require_agreement(op, {floats({3, 37}, 2, 0, 9)});
  }
}

TEST_CASE("Elementwise kernels treat NaN, infinities and tiny numbers as the reference does") {
  for (const char* op : {"Abs", "Ceil", "Elu", "Erf", "Exp", "Floor", "Gelu", "HardSigmoid",
                         "HardSwish", "LeakyRelu", "Log", "Mish", "Neg", "Reciprocal", "Relu",
                         "Sigmoid", "Softplus", "Sqrt", "Tanh"}) {
    INFO(op);
    require_agreement(op, {awkward()}, {}, 2e-6);
  }
}

TEST_CASE("Elementwise kernels read their attributes") {
  const Tensor x = floats({5, 7}, 3, -4, 4);
  require_agreement("Elu", {x}, {{"alpha", 0.7}});
  require_agreement("HardSigmoid", {x}, {{"alpha", 0.3}, {"beta", 0.4}});
  require_agreement("LeakyRelu", {x}, {{"alpha", 0.3}});
  require_agreement("Gelu", {x}, {{"approximate", "tanh"}}, 2e-6);
  require_agreement("Gelu", {awkward()}, {{"approximate", "tanh"}}, 2e-6);
}

TEST_CASE("Clip keeps what its bounds, where it has them, say") {
  const Tensor x = awkward();
  const Tensor low = tensor<float>({}, {-0.5f});
  const Tensor high = tensor<float>({}, {1.5f});
  require_agreement("Clip", {x}, {}, 0);
  require_agreement("Clip", {x, low}, {}, 0);
  require_agreement("Clip", {x, std::nullopt, high}, {}, 0);
  require_agreement("Clip", {x, low, high}, {}, 0);
  require_agreement("Clip", {x, high, low}, {}, 0);
}

TEST_CASE("Elementwise kernels of two inputs broadcast as the reference does") {
  const std::vector<std::pair<Shape, Shape>> shapes = {
      {{2, 3, 37}, {2, 3, 37}}, {{2, 3, 37}, {}},          {{}, {2, 3, 37}},
      {{2, 3, 37}, {37}},       {{2, 3, 4, 5}, {3, 1, 1}}, {{2, 1, 4, 1}, {3, 1, 5}},
      {{1, 6}, {5, 1}},         {{2, 0, 3}, {1, 3}},       {{2, 3, 1, 5, 1, 7}, {3, 4, 1, 2, 1}},
  };
  for (const char* op : {"Add", "Div", "Mul", "Sub", "Max", "Min"}) {
    for (const auto& [a, b] : shapes) {
      INFO(op << " " << sdk::message(a, b));
      require_agreement(op, {floats(a, 4, 0.5, 2), floats(b, 5, 0.5, 2)}, {}, 0);
    }
  }
  require_agreement("Pow", {floats({3, 37}, 6, 0.1, 3), floats({37}, 7, -3, 3)}, {}, 2e-6);
}

TEST_CASE("Max and Min let NaN win, in any number of inputs") {
  const Tensor a = tensor<float>({2, 2}, {kNaN, 1, -kInfinity, 4});
  const Tensor b = tensor<float>({2}, {2, kNaN});
  const Tensor c = tensor<float>({2, 1}, {3, -7});
  for (const char* op : {"Max", "Min"}) {
    require_agreement(op, {a, b}, {}, 0);
    require_agreement(op, {b, a, c}, {}, 0);
  }
}

TEST_CASE("Div and Pow treat zeros and infinities as the reference does") {
  const Tensor a = tensor<float>({8}, {0, -0.0f, 1, -1, kInfinity, -kInfinity, kNaN, 2});
  for (const float b : {0.0f, -0.0f, 1.0f, -2.0f, 0.5f, kInfinity, -kInfinity, kNaN}) {
    INFO(b);
    require_agreement("Div", {a, tensor<float>({}, {b})}, {}, 0);
    require_agreement("Pow", {a, tensor<float>({}, {b})});
  }
}

void check_conv(const Shape& x, const Shape& w, const Attrs& attrs, bool bias = true) {
  INFO(sdk::message(x, w));
  Inputs inputs = {floats(x, 8), floats(w, 9)};
  if (bias) inputs.emplace_back(floats({w[0]}, 10));
  require_agreement("Conv", inputs, attrs, 2e-5);
}

TEST_CASE("Conv agrees with the reference over strides, pads, dilations and groups") {
  check_conv({1, 3, 20, 35}, {8, 3, 3, 3}, {{"pads", std::vector<int64_t>{1, 1, 1, 1}}});
  check_conv({2, 3, 9, 7}, {5, 3, 3, 3}, {{"pads", std::vector<int64_t>{0, 2, 1, 0}}}, false);
  check_conv({1, 4, 16, 70}, {9, 4, 3, 3},
             {{"strides", std::vector<int64_t>{2, 2}}, {"pads", std::vector<int64_t>{1, 1, 1, 1}}});
  check_conv({1, 4, 11, 50}, {4, 4, 2, 3}, {{"strides", std::vector<int64_t>{1, 3}}});
  check_conv(
      {1, 2, 15, 40}, {3, 2, 3, 3},
      {{"dilations", std::vector<int64_t>{2, 3}}, {"pads", std::vector<int64_t>{2, 3, 2, 3}}});
  check_conv({2, 16, 5, 5}, {24, 16, 1, 1}, {});
  check_conv({1, 16, 1, 1}, {20, 16, 1, 1}, {});
  check_conv({1, 6, 8, 33}, {6, 1, 5, 5},
             {{"group", 6}, {"pads", std::vector<int64_t>{2, 2, 2, 2}}});
  check_conv({1, 8, 8, 18}, {12, 4, 3, 3}, {{"group", 2}});
  check_conv({1, 8, 8, 18}, {8, 4, 1, 1}, {{"group", 2}, {"strides", std::vector<int64_t>{2, 2}}});
  check_conv({1, 3, 12, 21}, {4, 3, 4, 4},
             {{"auto_pad", "SAME_UPPER"}, {"strides", std::vector<int64_t>{2, 3}}});
  check_conv({1, 3, 12, 21}, {4, 3, 4, 4}, {{"auto_pad", "SAME_LOWER"}});
  check_conv({1, 3, 40}, {4, 3, 5}, {{"pads", std::vector<int64_t>{2, 2}}});
  check_conv({0, 3, 9, 9}, {4, 3, 3, 3}, {});
}

TEST_CASE("Conv shows what is not finite where the reference does") {
  Tensor x = floats({1, 2, 6, 20}, 11);
  reinterpret_cast<float*>(x.bytes.data())[50] = kNaN;
  reinterpret_cast<float*>(x.bytes.data())[133] = kInfinity;
  const Attrs padded = {{"pads", std::vector<int64_t>{1, 1, 1, 1}}};
  require_agreement("Conv", {x, floats({3, 2, 3, 3}, 12)}, padded, 2e-5);
  Tensor w = floats({3, 2, 3, 3}, 12);
  reinterpret_cast<float*>(w.bytes.data())[4] = kInfinity;
  require_agreement("Conv", {floats({1, 2, 6, 20}, 13, 0.5, 1), w}, padded, 2e-5);
}

void check_conv_transpose(const Shape& x, const Shape& w, const Attrs& attrs) {
  INFO(sdk::message(x, w));
  require_agreement("ConvTranspose", {floats(x, 14), floats(w, 15)}, attrs, 2e-5);
}

TEST_CASE("ConvTranspose agrees with the reference") {
  const std::vector<int64_t> twos = {2, 2};
  check_conv_transpose({1, 5, 7, 19}, {5, 6, 2, 2}, {{"strides", twos}});
  check_conv_transpose({2, 4, 6, 5}, {4, 3, 3, 3},
                       {{"strides", twos}, {"pads", std::vector<int64_t>{1, 1, 1, 1}}});
  check_conv_transpose({1, 4, 6, 5}, {4, 3, 3, 3},
                       {{"strides", std::vector<int64_t>{3, 2}},
                        {"dilations", std::vector<int64_t>{2, 1}},
                        {"output_padding", std::vector<int64_t>{1, 1}}});
  check_conv_transpose({1, 4, 6, 18}, {4, 2, 3, 3}, {{"group", 2}});
  check_conv_transpose({1, 2, 5, 6}, {2, 1, 3, 3}, {{"strides", twos}, {"auto_pad", "SAME_LOWER"}});
  check_conv_transpose({1, 2, 5, 6}, {2, 1, 3, 3},
                       {{"strides", twos}, {"output_shape", std::vector<int64_t>{10, 14}}});
  check_conv_transpose({1, 2, 9}, {2, 3, 4}, {{"strides", std::vector<int64_t>{3}}});
  require_agreement("ConvTranspose",
                    {floats({1, 2, 3, 3}, 16), floats({2, 5, 2, 2}, 17), floats({5}, 18)}, {},
                    2e-5);
}

TEST_CASE("MatMul multiplies matrices, vectors and broadcast batches") {
  const std::vector<std::pair<Shape, Shape>> shapes = {
      {{3, 5}, {5, 4}},
      {{17, 33}, {33, 40}},
      {{2, 9, 8}, {2, 8, 21}},
      {{2, 3, 9, 8}, {8, 5}},
      {{9, 8}, {2, 8, 5}},
      {{4, 1, 3, 2}, {1, 5, 2, 3}},
      {{6}, {6}},
      {{6}, {2, 6, 4}},
      {{2, 4, 6}, {6}},
      {{3, 0}, {0, 4}},
      {{0, 5}, {5, 4}},
      {{1, 300}, {300, 1}},
  };
  for (const auto& [a, b] : shapes) {
    INFO(sdk::message(a, b));
    require_agreement("MatMul", {floats(a, 19), floats(b, 20)}, {}, 1e-5);
  }
}

TEST_CASE("Gemm transposes, scales and adds") {
  for (const bool a_transposed : {false, true}) {
    for (const bool b_transposed : {false, true}) {
      const Tensor a = floats(a_transposed ? Shape{7, 10} : Shape{10, 7}, 21);
      const Tensor b = floats(b_transposed ? Shape{20, 7} : Shape{7, 20}, 22);
      const Attrs attrs = {
          {"transA", a_transposed}, {"transB", b_transposed}, {"alpha", 0.5}, {"beta", 2.0}};
      require_agreement("Gemm", {a, b}, attrs, 1e-5);
      for (const Shape& c : {Shape{20}, Shape{10, 1}, Shape{10, 20}, Shape{}})
        require_agreement("Gemm", {a, b, floats(c, 23)}, attrs, 1e-5);
    }
  }
}

TEST_CASE("Pools agree with the reference") {
  const Attrs plain = {{"kernel_shape", std::vector<int64_t>{3, 2}},
                       {"strides", std::vector<int64_t>{2, 1}}};
  const Attrs padded = {{"kernel_shape", std::vector<int64_t>{3, 3}},
                        {"strides", std::vector<int64_t>{2, 2}},
                        {"pads", std::vector<int64_t>{1, 0, 1, 2}},
                        {"ceil_mode", 1}};
  const Attrs dilated = {{"kernel_shape", std::vector<int64_t>{2, 3}},
                         {"dilations", std::vector<int64_t>{3, 2}},
                         {"pads", std::vector<int64_t>{1, 1, 1, 1}}};
  for (const char* op : {"MaxPool", "AveragePool"}) {
    for (const Attrs& attrs : {plain, padded, dilated}) {
      require_agreement(op, {floats({2, 3, 9, 10}, 24)}, attrs);
      Attrs counted = attrs;
      counted.emplace_back("count_include_pad", 1);
      if (op == std::string("AveragePool"))
        require_agreement(op, {floats({2, 3, 9, 10}, 25)}, counted);
    }
    require_agreement(op, {floats({2, 3, 9}, 26)}, {{"kernel_shape", std::vector<int64_t>{4}}});
    require_agreement(op, {floats({0, 3, 9, 10}, 26)}, plain);
  }
  require_agreement("GlobalAveragePool", {floats({2, 5, 7, 11}, 28)});
  require_agreement("GlobalAveragePool", {floats({2, 5, 33}, 29)});
}

TEST_CASE("MaxPool gives NaN for a window that has one, wherever it stands") {
  const auto y = run_on_device("MaxPool", {tensor<float>({1, 1, 6}, {1, kNaN, 7, 2, 3, 1})},
                               {{"kernel_shape", std::vector<int64_t>{3}}}, {});
  ops::testing::require_close(y[0], {kNaN, kNaN, 7, 3}, 0);
}

TEST_CASE("Reductions agree with the reference over any axes") {
  const Tensor x = floats({3, 4, 5, 34}, 30);
  for (const char* op : {"ReduceMean", "ReduceSum"}) {
    for (const std::vector<int64_t>& axes :
         {std::vector<int64_t>{3}, {0}, {1, 2}, {0, 2}, {-1, 0}, {1, 3}, {0, 1, 2, 3}}) {
      INFO(op << " " << axes.size() << " axes from " << axes[0]);
      require_agreement(op, {x, ints(axes)}, {}, 1e-5);
      require_agreement(op, {x, ints(axes)}, {{"keepdims", 0}}, 1e-5);
    }
    require_agreement(op, {x}, {}, 1e-5);
    require_agreement(op, {x}, {{"noop_with_empty_axes", 1}}, 1e-5);
    require_agreement(op, {floats({3, 0}), ints({1})}, {});
  }
}

TEST_CASE("Softmax agrees with the reference along any axis") {
  for (const int64_t axis : {0, 1, 2, -1}) {
    INFO(axis);
    require_agreement("Softmax", {floats({3, 5, 39}, 31, -5, 5)}, {{"axis", axis}}, 2e-6);
  }
  require_agreement("Softmax", {floats({4, 0})});
  require_agreement("Softmax", {floats({2, 6625}, 32, -9, 9)}, {}, 2e-6);
  Tensor huge = floats({3, 20}, 33, -1e30, 1e30);
  require_agreement("Softmax", {huge});
  reinterpret_cast<float*>(huge.bytes.data())[3] = kNaN;
  reinterpret_cast<float*>(huge.bytes.data())[23] = kInfinity;
  reinterpret_cast<float*>(huge.bytes.data())[43] = -kInfinity;
  require_agreement("Softmax", {huge});
  require_agreement("Softmax", {tensor<float>({2}, {-kInfinity, -kInfinity})});
}

TEST_CASE("Normalisations agree with the reference") {
  for (const Shape& shape : {Shape{2, 5, 6, 7}, Shape{3, 5}, Shape{1, 5, 100}}) {
    require_agreement("BatchNormalization",
                      {floats(shape, 34), floats({5}, 35), floats({5}, 36), floats({5}, 37),
                       floats({5}, 38, 0.1, 2)},
                      {{"epsilon", 1e-3}}, 2e-6);
  }
  require_agreement("LayerNormalization", {floats({3, 37}, 39, 2, 5), floats({37}, 40)}, {}, 1e-5);
  require_agreement("LayerNormalization",
                    {floats({3, 4, 16}, 41), floats({4, 16}, 42), floats({4, 16}, 43)},
                    {{"axis", 1}}, 1e-5);
}

TEST_CASE("Elements of every size are moved as the reference moves them") {
  for (const uint32_t dtype : {MORTISE_DTYPE_UINT8, MORTISE_DTYPE_BOOL, MORTISE_DTYPE_FLOAT16,
                               MORTISE_DTYPE_FLOAT32, MORTISE_DTYPE_INT64, MORTISE_DTYPE_FLOAT64}) {
    INFO(sdk::dtype_name(dtype));
    const auto values = [&](const Shape& shape, uint32_t seed) {
      return ops::testing::random_tensor(dtype, shape, 0, 100, seed);
    };
    const Tensor x = values({2, 3, 4, 21}, 44);
    for (const std::vector<int64_t>& perm :
         {std::vector<int64_t>{0, 1, 2, 3}, {3, 2, 1, 0}, {0, 2, 1, 3}, {0, 2, 3, 1}, {1, 0, 3, 2}})
      require_agreement("Transpose", {x}, {{"perm", perm}}, 0);
    require_agreement("Transpose", {values({5, 7}, 45)}, {}, 0);
    require_agreement("Expand", {values({3, 1, 5}, 46), ints({2, 1, 4, 1})}, {}, 0);
    require_agreement("Identity", {x}, {}, 0);
    require_agreement("Flatten", {x}, {{"axis", 2}}, 0);
    require_agreement("Reshape", {x, ints({6, -1})}, {}, 0);
    require_agreement("Unsqueeze", {x, ints({0, 5})}, {}, 0);
    require_agreement("Squeeze", {values({1, 3, 1}, 47), ints({0})}, {}, 0);
    require_agreement("Slice", {x, ints({1, -2}), ints({9, -20}), ints({1, 3}), ints({1, -3})}, {},
                      0);
    require_agreement("Slice", {x, ints({1}), ints({INT64_MAX}), ints({3}), ints({INT64_MAX})}, {},
                      0);
    require_agreement("Slice", {x, ints({2}), ints({2}), ints({0})}, {}, 0);
  }
  require_agreement("Identity", {floats({0, 3})}, {}, 0);
  require_agreement("Transpose", {floats({0, 3})}, {}, 0);
}

TEST_CASE("Concat and Split take tensors together and apart") {
  for (const int64_t axis : {0, 1, -1}) {
    INFO(axis);
    std::vector<Shape> shapes(4, Shape{2, 3, 5});
    const size_t at = axis < 0 ? 2 : static_cast<size_t>(axis);
    shapes[1][at] = 1;
    shapes[2][at] = 0;
    shapes[3][at] = 40;
    Inputs inputs;
    for (const Shape& shape : shapes) inputs.emplace_back(floats(shape, 48));
    require_agreement("Concat", inputs, {{"axis", axis}}, 0);
  }
  require_agreement("Split", {floats({4, 9, 5}, 49), ints({2, 3, 4})}, {{"axis", 1}}, 0,
                    {3, 0, {}});
  require_agreement("Split", {floats({6, 5}, 50)}, {{"num_outputs", 2}}, 0, {2, 0, {}});
}

TEST_CASE("Resize takes the nearest element as the reference does") {
  const Tensor x = floats({2, 3, 7, 9}, 51);
  for (const char* coordinates :
       {"asymmetric", "half_pixel", "pytorch_half_pixel", "align_corners"}) {
    for (const char* nearest : {"floor", "ceil", "round_prefer_floor", "round_prefer_ceil"}) {
      const Attrs attrs = {{"mode", "nearest"},
                           {"coordinate_transformation_mode", coordinates},
                           {"nearest_mode", nearest}};
      for (const std::vector<float>& scales :
           {std::vector<float>{1, 1, 2, 2}, {1, 1, 0.6f, 1.7f}, {1, 1, 4, 1}}) {
        INFO(coordinates << " " << nearest << " " << scales[2]);
        require_agreement("Resize", {x, std::nullopt, tensor<float>({4}, scales)}, attrs, 0,
                          {1, 1, {}});
      }
      require_agreement("Resize", {x, std::nullopt, std::nullopt, ints({2, 3, 5, 20})}, attrs, 0);
    }
  }
}

TEST_CASE("Kernels take smaller extents than they were made for") {
  const auto ranged = [](const std::vector<Shape>& shapes) { return RunOptions{1, 0, shapes}; };
  require_agreement("Relu", {floats({3, 5})}, {}, 0, ranged({{8, 5}}));
  require_agreement("Add", {floats({3, 5}), floats({5})}, {}, 0, ranged({{8, 5}, {5}}));
  require_agreement("Conv", {floats({1, 3, 9, 20}), floats({4, 3, 3, 3})},
                    {{"auto_pad", "SAME_UPPER"}, {"strides", std::vector<int64_t>{2, 2}}}, 2e-5,
                    ranged({{4, 3, 16, 40}}));
  require_agreement("MatMul", {floats({3, 5}), floats({5, 7})}, {}, 1e-5,
                    ranged({{12, 5}, {5, 7}}));
  require_agreement("Transpose", {floats({3, 5})}, {}, 0, ranged({{8, 9}}));
  require_agreement("Concat", {floats({3, 5}), floats({3, 2})}, {{"axis", 1}}, 0,
                    ranged({{8, 5}, {8, 2}}));
  require_agreement("Softmax", {floats({3, 5})}, {}, 1e-6, ranged({{8, 5}}));
  require_agreement("ReduceMean", {floats({3, 5}), ints({1})}, {}, 1e-5, ranged({{8, 5}}));
}

TEST_CASE("A launch with a tensor that is not where it says is refused") {
  Device& device = test_device();
  OneNode one("Relu", {ops::testing::type<float>({4})}, {}, 1);
  one.infer();
  const KernelPointer kernel(device.create_kernel(sdk::Node(one.node())));
  const Tensor four = floats({4});
  Arena arena;
  mortise_tensor_view_t& x = arena.add(four);
  mortise_tensor_view_t& y = arena.add(four);
  arena.upload(device);
  const int64_t strides[] = {2};
  const auto refused = [&](uint32_t code, const char* text) {
    mortise_status_t* status = launch(device, *kernel, {&x}, {&y});
    REQUIRE(status != nullptr);
    CHECK(status->code == code);
    CHECK_THAT(std::string(sdk::to_view(status->message)), Catch::Contains(text));
    mortise_status_release(status);
  };
  const mortise_tensor_view_t right = x;
  x.byte_offset += 2;
  refused(MORTISE_STATUS_INVALID_ARGUMENT, "Relu: input 0 starts at byte 50, within an element");
  x = right;
  x.byte_offset += 4096;
  refused(MORTISE_STATUS_INVALID_ARGUMENT, "lie outside a buffer");
  x = right;
  x.buffer = nullptr;
  refused(MORTISE_STATUS_INVALID_ARGUMENT, "input 0 has no buffer");
  x = right;
  x.strides = strides;
  refused(MORTISE_STATUS_UNSUPPORTED, "input 0 is not dense");
  x = right;
  REQUIRE(launch(device, *kernel, {&x}, {&y}) == nullptr);
}

TEST_CASE("What the backend cannot run is refused with the reason") {
  const auto contains = [](const char* text) { return Catch::Contains(text); };
  CHECK_THAT(refusal("TopK", {floats({3}), ints({1})}, {}, 2), contains("no kernel for TopK"));
  CHECK_THAT(refusal("Relu", {tensor<int32_t>({1}, {1})}),
             contains("input 0 is int32; only float32 is supported"));
  CHECK_THAT(refusal("Conv", {floats({1, 1, 3, 3, 3}), floats({1, 1, 1, 1, 1})}),
             contains("3 spatial axes; one or two are supported"));
  CHECK_THAT(
      refusal("MaxPool", {floats({1, 1, 3, 3})}, {{"kernel_shape", std::vector<int64_t>{2, 2}}}, 2),
      contains("Indices, is not supported"));
  CHECK_THAT(
      refusal("Resize", {floats({1, 1, 3, 3}), std::nullopt, std::nullopt, ints({1, 1, 6, 6})},
              {{"mode", "linear"}}),
      contains("mode linear is not supported"));
  CHECK_THAT(refusal("Add", {floats({1, 1, 1, 1, 1, 1, 1, 1, 2}), floats({})}),
             contains("rank 9; at most 8 is supported"));
}

}  // namespace
}  // namespace mortise::opencl::testing
