// Kernels that are not matrix products, each against a plain loop.
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

#include <catch2/catch.hpp>

#include "backends/cpu/testing/kernel_case.hpp"

namespace mortise::cpu::testing {
namespace {

using Ints = std::vector<int64_t>;
constexpr float kInfinity = std::numeric_limits<float>::infinity();

size_t at(int64_t index) { return static_cast<size_t>(index); }

Floats counting(int64_t count) {
  Floats values(at(count));
  std::iota(values.begin(), values.end(), 0.0f);
  return values;
}

TEST_CASE("unary operators follow their formulas, for lengths around a vector's") {
  const std::pair<const char*, float (*)(float)> operators[] = {
      {"Relu", [](float x) { return std::max(0.0f, x); }},
      {"LeakyRelu", [](float x) { return x < 0 ? 0.01f * x : x; }},
      {"Sigmoid", [](float x) { return 1 / (1 + std::exp(-x)); }},
      {"HardSigmoid", [](float x) { return std::min(1.0f, std::max(0.0f, 0.2f * x + 0.5f)); }},
      {"HardSwish", [](float x) { return x * std::min(1.0f, std::max(0.0f, x / 6 + 0.5f)); }},
      {"Tanh", [](float x) { return std::tanh(x); }},
      {"Erf", [](float x) { return std::erf(x); }},
      {"Gelu", [](float x) { return x / 2 * (1 + std::erf(x / std::sqrt(2.0f))); }},
      {"Elu", [](float x) { return x < 0 ? std::exp(x) - 1 : x; }},
      {"Exp", [](float x) { return std::exp(x); }},
      {"Abs", [](float x) { return std::abs(x); }},
      {"Neg", [](float x) { return -x; }},
      {"Floor", [](float x) { return std::floor(x); }},
      {"Ceil", [](float x) { return std::ceil(x); }},
  };
  for (const int64_t count : {1, 7, 8, 33, 5000}) {
    Floats x = random_floats({count}, 1);
    for (float& value : x) value *= 8;
    for (const auto& [op, formula] : operators) {
      CAPTURE(op, count);
      Floats expected;
      for (float value : x) expected.push_back(formula(value));
      KernelCase kernel;
      CHECK(difference(kernel.input({count}, x).run(op, {count}), expected) < 2e-6);
    }
  }
}

TEST_CASE("Tanh is exact to a few units in the last place, and never above 1") {
  Floats x = {kInfinity, -kInfinity, 200, -200};
  for (float value = 1e-20f; value < 12; value *= 1.01f) x.insert(x.end(), {value, -value});
  const auto count = static_cast<int64_t>(x.size());
  KernelCase kernel;
  const Floats y = kernel.input({count}, x).run("Tanh", {count});
  for (size_t i = 0; i < x.size(); ++i) {
    CAPTURE(x[i]);
    REQUIRE(y[i] == Approx(std::tanh(x[i])).epsilon(4e-7).margin(0));
    REQUIRE(std::abs(y[i]) <= 1);
  }
}

TEST_CASE("functions of positive numbers follow their formulas") {
  Floats x = random_floats({99}, 1);
  for (float& value : x) value = std::abs(value) + 0.01f;
  const std::pair<const char*, float (*)(float)> operators[] = {
      {"Log", [](float v) { return std::log(v); }},
      {"Sqrt", [](float v) { return std::sqrt(v); }},
      {"Reciprocal", [](float v) { return 1 / v; }},
  };
  for (const auto& [op, formula] : operators) {
    CAPTURE(op);
    Floats expected;
    for (float value : x) expected.push_back(formula(value));
    KernelCase kernel;
    CHECK(difference(kernel.input({99}, x).run(op, {99}), expected) < 2e-6);
  }
}

TEST_CASE("a NaN passes through elementwise operators, and infinities saturate") {
  const Floats x = {NAN, kInfinity, -kInfinity, 200, -200};
  for (const char* op : {"Relu", "Sigmoid", "Tanh", "Exp", "Erf", "Gelu", "LeakyRelu"}) {
    CAPTURE(op);
    KernelCase kernel;
    CHECK(std::isnan(kernel.input({5}, x).run(op, {5})[0]));
  }
  KernelCase sigmoid, exponential, logarithm;
  CHECK(sigmoid.input({5}, x).run("Sigmoid", {5})[1] == 1);
  const Floats e = exponential.input({5}, x).run("Exp", {5});
  CHECK(e[1] == kInfinity);
  CHECK(e[2] == 0);
  CHECK(e[3] == kInfinity);
  const Floats l = logarithm.input({5}, x).run("Log", {5});
  CHECK(l[1] == kInfinity);
  CHECK(std::isnan(l[2]));
}

TEST_CASE("Clip and Pow take constants; others are refused") {
  const Floats x = {-2, -0.5, 0.5, 2};
  KernelCase clip, open, power, refused;
  CHECK(clip.input({4}, x).constant({}, {-1}).constant({}, {1}).run("Clip", {4}) ==
        Floats{-1, -0.5, 0.5, 1});
  CHECK(open.input({4}, x).absent().constant({}, {1}).run("Clip", {4}) == Floats{-2, -0.5, 0.5, 1});
  CHECK(power.input({4}, x).constant({}, {2}).run("Pow", {4}) == Floats{4, 0.25, 0.25, 4});
  CHECK(refused.input({4}, x).input({}, {1}).refusal("Clip", {4}) ==
        "parameters that are not constants are not supported");
}

TEST_CASE("Pow takes any constant exponent, special cases included") {
  Floats x = random_floats({41}, 1);
  for (float& value : x) value *= 4;
  for (float value : {0.0f, -0.0f, 1.0f, -1.0f, kInfinity, -kInfinity, NAN}) x.push_back(value);
  const auto count = static_cast<int64_t>(x.size());
  for (const float exponent :
       {0.0f, 3.0f, 4.0f, 7.0f, 9.0f, 0.5f, -0.5f, -2.0f, 1.5f, kInfinity, NAN}) {
    KernelCase kernel;
    const Floats y = kernel.input({count}, x).constant({}, {exponent}).run("Pow", {count});
    for (size_t i = 0; i < x.size(); ++i) {
      CAPTURE(exponent, x[i], y[i]);
      const float expected = std::pow(x[i], exponent);
      const bool same = y[i] == expected || (std::isnan(y[i]) && std::isnan(expected));
      CHECK((same || std::abs(y[i] - expected) <= 1e-6f * std::abs(expected)));
    }
  }
}

TEST_CASE("binary operators broadcast in every way") {
  const std::pair<const char*, std::function<float(float, float)>> operators[] = {
      {"Add", [](float a, float b) { return a + b; }},
      {"Sub", [](float a, float b) { return a - b; }},
      {"Mul", [](float a, float b) { return a * b; }},
      {"Div", [](float a, float b) { return a / b; }},
      {"Min", [](float a, float b) { return std::min(a, b); }},
      {"Max", [](float a, float b) { return std::max(a, b); }},
  };
  const std::pair<Shape, Shape> shapes[] = {
      {{2, 3, 40}, {2, 3, 40}}, {{2, 3, 40}, {40}},      {{2, 3, 40}, {3, 1}},
      {{2, 3, 40}, {}},         {{1}, {2, 3, 40}},       {{2, 1, 40}, {3, 40}},
      {{2, 3, 1}, {2, 1, 40}},  {{2, 1, 1}, {1, 3, 40}}, {{16}, {16}},
  };
  for (const auto& [left, right] : shapes) {
    const Shape result = left == Shape{16} ? Shape{16} : Shape{2, 3, 40};
    const Floats a = random_floats(left, 1), b = random_floats(right, 2);
    const auto index = [&](const Shape& shape, int64_t flat) {
      int64_t offset = 0, stride = 1;
      for (size_t d = 0; d < result.size(); ++d) {
        const size_t axis = result.size() - 1 - d;
        const int64_t i = flat % result[axis];
        flat /= result[axis];
        if (d >= shape.size()) continue;
        const int64_t extent = shape[shape.size() - 1 - d];
        offset += (extent == 1 ? 0 : i) * stride;
        stride *= extent;
      }
      return at(offset);
    };
    for (const auto& [op, formula] : operators) {
      CAPTURE(left, right, op);
      Floats expected;
      for (int64_t i = 0; i < sdk::element_count(sdk::ShapeView(result)); ++i) {
        expected.push_back(formula(a[index(left, i)], b[index(right, i)]));
      }
      KernelCase kernel;
      CHECK(difference(kernel.input(left, a).input(right, b).run(op, result), expected) < 1e-6);
    }
  }
}

TEST_CASE("two scalars may be combined in the place of either") {
  sdk::testing::FakeHost host;
  sdk::testing::FakeGraph graph;
  sdk::Builder builder = graph.builder();
  const sdk::Value a = builder.input("a", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, {}));
  const sdk::Value b = builder.input("b", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, {}));
  const sdk::Value y = builder.node("Sub", {a, b});
  builder.set_type(y, sdk::tensor_type(MORTISE_DTYPE_FLOAT32, {}));
  Device device(host.table(), Options{});
  mortise_kernel_t* kernel =
      device.create_kernel(graph.reader().node(graph.reader().value(y)->producer));
  for (const size_t place : {size_t{0}, size_t{1}}) {
    float numbers[] = {7, 2};
    const mortise_tensor_view_t views[] = {sdk::host_view(MORTISE_DTYPE_FLOAT32, {}, &numbers[0]),
                                           sdk::host_view(MORTISE_DTYPE_FLOAT32, {}, &numbers[1])};
    const mortise_tensor_view_t* inputs[] = {&views[0], &views[1]};
    mortise_tensor_view_t view = views[place];
    mortise_tensor_view_t* outputs[] = {&view};
    mortise_launch_t launch{};
    launch.struct_size = sizeof(launch);
    launch.input_count = 2;
    launch.inputs = inputs;
    launch.output_count = 1;
    launch.outputs = outputs;
    sdk::check(kernel->launch(kernel, &launch));
    CHECK(numbers[place] == 5);
  }
  kernel->release(kernel);
}

TEST_CASE("softmax and its logarithm sum to one along the last axis") {
  for (const int64_t length : {1, 7, 40, 6625}) {
    CAPTURE(length);
    Floats x = random_floats({3, length}, 1);
    for (float& value : x) value = 50 * value + 300;
    KernelCase plain, logarithm;
    const Floats y = plain.input({3, length}, x).run("Softmax", {3, length}, {{"axis", -1}});
    const Floats l = logarithm.input({3, length}, x).run("LogSoftmax", {3, length}, {{"axis", 1}});
    Floats expected, expected_log;
    for (int64_t r = 0; r < 3; ++r) {
      const float* row = &x[at(r * length)];
      const double peak = *std::max_element(row, row + length);
      double total = 0;
      for (int64_t i = 0; i < length; ++i) total += std::exp(row[i] - peak);
      for (int64_t i = 0; i < length; ++i) {
        expected.push_back(static_cast<float>(std::exp(row[i] - peak) / total));
        expected_log.push_back(static_cast<float>(row[i] - peak - std::log(total)));
      }
    }
    CHECK(difference(y, expected) < 1e-6);
    CHECK(difference(l, expected_log) < 1e-5);
  }
}

TEST_CASE("layer normalisation has mean zero and variance one before scale and bias") {
  const int64_t rows = 5, length = 121;
  const Floats x = random_floats({rows, length}, 1), scale = random_floats({length}, 2),
               bias = random_floats({length}, 3);
  Floats expected;
  for (int64_t r = 0; r < rows; ++r) {
    const float* row = &x[at(r * length)];
    const double mean = std::accumulate(row, row + length, 0.0) / static_cast<double>(length);
    double variance = 0;
    for (int64_t i = 0; i < length; ++i) variance += (row[i] - mean) * (row[i] - mean);
    variance /= static_cast<double>(length);
    for (int64_t i = 0; i < length; ++i) {
      expected.push_back(static_cast<float>(
          (row[i] - mean) / std::sqrt(variance + 1e-5) * scale[at(i)] + bias[at(i)]));
    }
  }
  KernelCase kernel;
  kernel.input({rows, length}, x).constant({length}, scale).constant({length}, bias);
  CHECK(difference(kernel.run("LayerNormalization", {rows, length}), expected) < 1e-5);
}

TEST_CASE("batch normalisation works per channel") {
  const Floats x = random_floats({2, 3, 5}, 1);
  Floats expected = x;
  for (size_t i = 0; i < x.size(); ++i) {
    const auto c = static_cast<float>(i / 5 % 3);
    expected[i] = (x[i] - c) / std::sqrt(1 + c + 0.5f) * (c + 2) - c;
  }
  KernelCase kernel;
  kernel.input({2, 3, 5}, x).constant({3}, {2, 3, 4}).constant({3}, {0, -1, -2});
  kernel.constant({3}, {0, 1, 2}).constant({3}, {1, 2, 3});
  CHECK(difference(kernel.run("BatchNormalization", {2, 3, 5}, {{"epsilon", 0.5}}), expected) <
        1e-6);
}

TEST_CASE("reductions cover leading, middle and trailing axes") {
  const Floats x = random_floats({3, 17, 9}, 1);
  const std::pair<const char*, std::function<float(const Floats&)>> operators[] = {
      {"ReduceSum", [](const Floats& v) { return std::accumulate(v.begin(), v.end(), 0.0f); }},
      {"ReduceMean",
       [](const Floats& v) {
         return std::accumulate(v.begin(), v.end(), 0.0f) / static_cast<float>(v.size());
       }},
      {"ReduceMax", [](const Floats& v) { return *std::max_element(v.begin(), v.end()); }},
      {"ReduceMin", [](const Floats& v) { return *std::min_element(v.begin(), v.end()); }},
  };
  const Shape shape = {3, 17, 9};
  for (const Ints& axes : {Ints{0}, Ints{1}, Ints{-1}, Ints{1, 2}, Ints{0, 1, 2}}) {
    Shape result = shape;
    for (int64_t axis : axes) result[at(axis < 0 ? axis + 3 : axis)] = 1;
    for (const auto& [op, formula] : operators) {
      CAPTURE(axes, op);
      Floats expected;
      for (int64_t o = 0; o < sdk::element_count(sdk::ShapeView(result)); ++o) {
        const int64_t i2 = o % result[2], i1 = o / result[2] % result[1],
                      i0 = o / result[2] / result[1];
        Floats values;
        for (int64_t a = 0; a < 3; ++a) {
          for (int64_t b = 0; b < 17; ++b) {
            for (int64_t c = 0; c < 9; ++c) {
              if ((result[0] == 1 || a == i0) && (result[1] == 1 || b == i1) &&
                  (result[2] == 1 || c == i2)) {
                values.push_back(x[at((a * 17 + b) * 9 + c)]);
              }
            }
          }
        }
        expected.push_back(formula(values));
      }
      KernelCase kernel;
      CHECK(difference(kernel.input(shape, x).ints(axes).run(op, result), expected) < 1e-5);
    }
  }
}

TEST_CASE("a reduction has its axes from the input alone, as its shape rule does") {
  KernelCase kernel;
  CHECK(kernel.input({2, 2}, {1, 2, 3, 4}).run("ReduceSum", {1, 1}, {{"axes", Ints{0}}}) ==
        Floats{10});
}

TEST_CASE("pools see their windows, pads and overhanging ends") {
  const Floats x = random_floats({1, 3, 7, 7}, 1);
  for (const bool maximum : {true, false}) {
    for (const bool ceil : {false, true}) {
      CAPTURE(maximum, ceil);
      const int64_t out = ceil ? 4 : 3;
      Floats expected;
      for (int64_t c = 0; c < 3; ++c) {
        for (int64_t i = 0; i < out * out; ++i) {
          double sum = 0, largest = -1e30;
          int count = 0;
          for (int64_t p = 0; p < 9; ++p) {
            const int64_t row = i / out * 2 + p / 3, column = i % out * 2 + p % 3;
            if (row >= 7 || column >= 7) continue;
            const double v = x[at((c * 7 + row) * 7 + column)];
            sum += v;
            largest = std::max(largest, v);
            ++count;
          }
          expected.push_back(static_cast<float>(maximum ? largest : sum / count));
        }
      }
      KernelCase kernel;
      const Floats y =
          kernel.input({1, 3, 7, 7}, x)
              .run(maximum ? "MaxPool" : "AveragePool", {1, 3, out, out},
                   {{"kernel_shape", Ints{3, 3}}, {"strides", Ints{2, 2}}, {"ceil_mode", ceil}});
      CHECK(difference(y, expected) < 1e-6);
    }
  }
}

TEST_CASE("the greatest under a window may be NaN or negative infinity") {
  KernelCase kernel;
  const Floats y = kernel
                       .input({1, 1, 2, 5}, {1, NAN, 2, -INFINITY, -INFINITY,  //
                                             3, 4, 5, -INFINITY, -INFINITY})
                       .run("MaxPool", {1, 1, 1, 4}, {{"kernel_shape", Ints{2, 2}}});
  CHECK(std::isnan(y[0]));
  CHECK(std::isnan(y[1]));
  CHECK(y[2] == 5);
  CHECK(y[3] == -INFINITY);
}

TEST_CASE("the global mean is the mean of each channel") {
  const Floats x = random_floats({2, 3, 5, 7}, 1);
  Floats expected;
  for (int64_t c = 0; c < 6; ++c) {
    expected.push_back(std::accumulate(&x[at(c * 35)], &x[at(c * 35)] + 35, 0.0f) / 35);
  }
  KernelCase kernel;
  CHECK(difference(kernel.input({2, 3, 5, 7}, x).run("GlobalAveragePool", {2, 3, 1, 1}), expected) <
        1e-6);
}

TEST_CASE("transposition, slices and concatenation put every element in its place") {
  const Floats x = counting(2 * 3 * 4 * 5);
  const Shape shape = {2, 3, 4, 5};
  for (const Ints& order :
       {Ints{0, 1, 2, 3}, Ints{3, 2, 1, 0}, Ints{0, 2, 1, 3}, Ints{0, 3, 1, 2}, Ints{2, 0, 3, 1}}) {
    CAPTURE(order);
    Shape result;
    for (int64_t axis : order) result.push_back(shape[at(axis)]);
    const Shape strides = sdk::dense_strides(shape);
    Floats expected;
    for (int64_t i = 0; i < 120; ++i) {
      int64_t rest = i, offset = 0;
      for (size_t d = 4; d-- > 0;) {
        offset += rest % result[d] * strides[at(order[d])];
        rest /= result[d];
      }
      expected.push_back(x[at(offset)]);
    }
    KernelCase kernel;
    CHECK(kernel.input(shape, x).run("Transpose", result, {{"perm", order}}) == expected);
  }
  KernelCase slice, backwards, concat;
  CHECK(slice.input({4, 5}, counting(20))
            .ints({1, 1})
            .ints({3, 1000})
            .ints({0, 1})
            .ints({1, 2})
            .run("Slice", {2, 2}) == Floats{6, 8, 11, 13});
  CHECK(backwards.input({5}, counting(5))
            .ints({-1})
            .ints({-100})
            .ints({0})
            .ints({-2})
            .run("Slice", {3}) == Floats{4, 2, 0});
  KernelCase negative;
  CHECK(negative.input({2, 3}, counting(6)).run("Transpose", {3, 2}, {{"perm", Ints{-1, -2}}}) ==
        Floats{0, 3, 1, 4, 2, 5});
  CHECK(concat.input({2, 1}, {1, 2})
            .input({2, 2}, {3, 4, 5, 6})
            .run("Concat", {2, 3}, {{"axis", 1}}) == Floats{1, 3, 4, 2, 5, 6});
}

TEST_CASE("a slice takes nothing from an empty axis, and one element by the longest steps") {
  constexpr int64_t kLargest = std::numeric_limits<int64_t>::max();
  KernelCase empty, forwards, backwards;
  CHECK(empty.input({2, 0}, {}).ints({-1}).ints({-9}).ints({1}).ints({-1}).run("Slice", {2, 0}) ==
        Floats{});
  CHECK(forwards.input({4, 2}, counting(8))
            .ints({1})
            .ints({4})
            .ints({0})
            .ints({kLargest})
            .run("Slice", {1, 2}) == Floats{2, 3});
  CHECK(backwards.input({4, 2}, counting(8))
            .ints({3})
            .ints({-9})
            .ints({0})
            .ints({-kLargest - 1})
            .run("Slice", {1, 2}) == Floats{6, 7});
}

TEST_CASE("Dropout is a copy unless it is, or may be, training") {
  KernelCase plain, inference, training, open;
  CHECK(plain.input({3}, {1, 2, 3}).run("Dropout", {3}) == Floats{1, 2, 3});
  CHECK(inference.input({3}, {1, 2, 3}).constant({}, {0.5}).boolean(false).run("Dropout", {3}) ==
        Floats{1, 2, 3});
  CHECK(training.input({3}, {1, 2, 3}).absent().boolean(true).refusal("Dropout", {3}) ==
        "training_mode is true or not constant; only inference is supported");
  CHECK(open.input({3}, {1, 2, 3}).absent().input({}, {0}).refusal("Dropout", {3}) ==
        "training_mode is true or not constant; only inference is supported");
}

TEST_CASE(
    "resizing to corners takes the extent before it was rounded; kept aspect ratios are refused") {
  const sdk::Attrs corners = {{"coordinate_transformation_mode", "align_corners"},
                              {"nearest_mode", "floor"}};
  KernelCase fraction, whole, one, kept;
  CHECK(fraction.input({1, 1, 1, 3}, {1, 2, 3})
            .absent()
            .constant({4}, {1, 1, 1, 1.9f})
            .run("Resize", {1, 1, 1, 5}, corners) == Floats{1, 1, 1, 2, 2});
  CHECK(whole.input({1, 1, 1, 3}, {1, 2, 3})
            .absent()
            .absent()
            .ints({1, 1, 1, 5})
            .run("Resize", {1, 1, 1, 5}, corners) == Floats{1, 1, 2, 2, 3});
  CHECK(one.input({1, 1, 1, 3}, {1, 2, 3})
            .absent()
            .absent()
            .ints({1, 1, 1, 1})
            .run("Resize", {1, 1, 1, 1}, corners) == Floats{1});
  CHECK(kept.input({1, 1, 2, 4}, random_floats({1, 1, 2, 4}, 1))
            .absent()
            .absent()
            .ints({1, 1, 8, 8})
            .refusal("Resize", {1, 1, 4, 8}, {{"keep_aspect_ratio_policy", "not_larger"}}) ==
        "keep_aspect_ratio_policy not_larger; only stretch is supported");
}

TEST_CASE("resizing by nearest neighbour follows the coordinate mode") {
  KernelCase twice, shrink;
  CHECK(twice.input({1, 1, 2, 2}, {1, 2, 3, 4})
            .absent()
            .constant({4}, {1, 1, 2, 3})
            .run("Resize", {1, 1, 4, 6},
                 {{"coordinate_transformation_mode", "asymmetric"}, {"nearest_mode", "floor"}}) ==
        Floats{1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 3, 3, 3, 4, 4, 4});
  CHECK(shrink.input({1, 1, 1, 4}, {1, 2, 3, 4})
            .absent()
            .constant({4}, {1, 1, 1, 0.5})
            .run("Resize", {1, 1, 1, 2}) == Floats{1, 3});
}

}  // namespace
}  // namespace mortise::cpu::testing
