// RNN, GRU and LSTM beside the operators' own kernels, which compute in double precision.
#include <memory>

#include <catch2/catch.hpp>

#include "backends/cpu/device.hpp"
#include "backends/cpu/testing/three_threads.hpp"
#include "ops/testing/harness.hpp"
#include "ops/testing/library.hpp"

namespace mortise::cpu::testing {
namespace {

using ops::testing::Inputs;
using ops::testing::OneNode;
using ops::testing::Tensor;
using sdk::Attrs;
using sdk::Shape;

constexpr double kTolerance = 3e-6;
constexpr size_t kX = 0, kW = 1, kR = 2, kBias = 3, kLengths = 4;

struct Layer {
  std::string op = "LSTM";
  int64_t length = 5, batch = 2, input_size = 7, hidden_size = 20;
  std::string direction = "forward";
  bool batch_first = false;
  bool bias = true, states = true, peepholes = false;
  std::vector<int32_t> lengths = {};
  Attrs attrs = {};
  size_t first_variable = kLengths;  // inputs before this one, but X, are constant

  int64_t gates() const { return op == "LSTM" ? 4 : op == "GRU" ? 3 : 1; }
  int64_t directions() const { return direction == "bidirectional" ? 2 : 1; }
  size_t output_count() const { return op == "LSTM" ? 3 : 2; }

  Attrs attributes() const {
    Attrs all = attrs;
    all.emplace_back("direction", direction);
    all.emplace_back("hidden_size", hidden_size);
    all.emplace_back("layout", int64_t{batch_first});
    return all;
  }
  Inputs inputs() const {
    const int64_t d = directions(), rows = gates() * hidden_size;
    const auto random = [seed = uint32_t{0}](const Shape& shape, double range) mutable {
      return ops::testing::random_tensor(MORTISE_DTYPE_FLOAT32, shape, -range, range, ++seed);
    };
    const double range = 2 / std::sqrt(static_cast<double>(hidden_size));
    auto make = random;
    const Shape state = batch_first ? Shape{batch, d, hidden_size} : Shape{d, batch, hidden_size};
    Inputs all;
    all.push_back(
        make(batch_first ? Shape{batch, length, input_size} : Shape{length, batch, input_size}, 2));
    all.push_back(make({d, rows, input_size}, range));
    all.push_back(make({d, rows, hidden_size}, range));
    all.push_back(bias ? std::optional(make({d, 2 * rows}, 1)) : std::nullopt);
    all.push_back(lengths.empty() ? std::nullopt
                                  : std::optional(ops::testing::tensor<int32_t>({batch}, lengths)));
    all.push_back(states ? std::optional(make(state, 1)) : std::nullopt);
    if (op != "LSTM") return all;
    all.push_back(states ? std::optional(make(state, 1)) : std::nullopt);
    all.push_back(peepholes ? std::optional(make({d, 3 * hidden_size}, 1)) : std::nullopt);
    return all;
  }
  OneNode node(const Inputs& given) const {
    std::vector<ops::testing::InputType> types;
    for (size_t i = 0; i < given.size(); ++i) {
      if (!given[i]) {
        types.push_back(ops::testing::absent());
      } else if (i != kX && i < first_variable) {
        types.push_back(ops::testing::constant(*given[i]));
      } else {
        types.push_back({given[i]->dtype, true, given[i]->shape, nullptr});
      }
    }
    return {op, types, attributes(), output_count()};
  }
};

struct KernelRelease {
  void operator()(mortise_kernel_t* kernel) const { kernel->release(kernel); }
};

/// A layer's kernel on the cpu device.
class Kernel {
 public:
  Kernel(const Layer& layer, const Inputs& inputs)
      : table_(three_threads(*host_.table())),
        device_(&table_, Options{}),
        node_(layer.node(inputs)) {
    node_.infer();
    kernel_.reset(device_.create_kernel(sdk::Node(node_.node())));
  }

  std::vector<Tensor> run(const Inputs& inputs) {
    std::deque<mortise_tensor_view_t> views;
    std::vector<const mortise_tensor_view_t*> in;
    for (const auto& input : inputs)
      in.push_back(input ? &views.emplace_back(input->view()) : nullptr);
    std::vector<Tensor> results;
    for (const uint32_t id : node_.outputs) {
      const mortise_type_t& type = *node_.graph.value_abi(id)->type;
      const Shape shape(type.shape, type.shape + type.rank);
      const auto size = static_cast<size_t>(sdk::element_count(sdk::ShapeView(shape)));
      results.push_back(ops::testing::tensor<float>(shape, std::vector<float>(size, NAN)));
    }
    std::vector<mortise_tensor_view_t*> out;
    for (const Tensor& result : results) out.push_back(&views.emplace_back(result.view()));
    const sdk::HostMemory workspace(&table_, kernel_->workspace_size + 64, 64);
    std::memset(workspace.data(), 0xff, kernel_->workspace_size);  // NaN
    mortise_launch_t arguments{};
    arguments.struct_size = sizeof(arguments);
    arguments.input_count = in.size();
    arguments.inputs = in.data();
    arguments.output_count = out.size();
    arguments.outputs = out.data();
    arguments.workspace = workspace.data();
    sdk::check(kernel_->launch(kernel_.get(), &arguments));
    return results;
  }

 private:
  sdk::testing::FakeHost host_;
  mortise_host_t table_;
  Device device_;
  OneNode node_;
  std::unique_ptr<mortise_kernel_t, KernelRelease> kernel_;
};

void require_agreement(const Layer& layer, double tolerance = kTolerance) {
  const Inputs inputs = layer.inputs();
  CAPTURE(layer.op, layer.direction, layer.length, layer.batch, layer.input_size, layer.hidden_size,
          layer.batch_first);
  const auto expected = ops::testing::run(layer.op, inputs, layer.attributes(),
                                          ops::testing::outputs(layer.output_count()));
  const auto actual = Kernel(layer, inputs).run(inputs);
  for (size_t i = 0; i < actual.size(); ++i)
    ops::testing::require_matches(actual[i], expected[i], tolerance);
}

std::string refusal(const Layer& layer, const Inputs& inputs) {
  const sdk::testing::FakeHost host;
  OneNode node = layer.node(inputs);
  node.infer();
  try {
    const sdk::Support support = Device(host.table(), {}).query(sdk::Node(node.node()));
    return support.supported ? "" : support.reason;
  } catch (const sdk::Error& error) {
    return error.text();
  }
}

/// Every operator, GRU in both of its forms.
std::vector<Layer> layers() {
  std::vector<Layer> all(4);
  all[1].op = all[2].op = "GRU";
  all[2].attrs = {{"linear_before_reset", int64_t{1}}};
  all[3].op = "RNN";
  return all;
}

TEST_CASE("recurrent layers of any size, in every direction and layout") {
  const int64_t sizes[][4] = {{1, 1, 1, 1},    {1, 1, 256, 130}, {1, 3, 5, 16},
                              {7, 1, 33, 40},  {4, 9, 3, 17},    {150, 3, 2, 5},
                              {4, 1, 20, 300}, {3, 130, 6, 18},  {20, 17, 65, 33}};
  for (Layer layer : layers()) {
    for (const auto& [length, batch, input_size, hidden_size] : sizes) {
      for (const char* direction : {"forward", "reverse", "bidirectional"}) {
        layer.length = length;
        layer.batch = batch;
        layer.input_size = input_size;
        layer.hidden_size = hidden_size;
        layer.direction = direction;
        layer.batch_first = !layer.batch_first;
        require_agreement(layer);
      }
    }
  }
}

TEST_CASE("recurrent layers do without biases and states, or with biases that are not constant") {
  for (Layer layer : layers()) {
    layer.states = false;
    require_agreement(layer);
    layer.first_variable = kBias;
    require_agreement(layer);
    layer.bias = false;
    require_agreement(layer);
  }
}

TEST_CASE("sequences of a batch end where they do") {
  for (Layer layer : layers()) {
    layer.length = 70;
    layer.batch = 5;
    layer.lengths = {3, 70, 0, 1, 66};
    for (const char* direction : {"forward", "reverse", "bidirectional"}) {
      layer.direction = direction;
      layer.batch_first = !layer.batch_first;
      require_agreement(layer);
    }
  }
}

TEST_CASE("recurrent layers have every activation of the standard") {
  for (const char* name : {"Affine", "Elu", "HardSigmoid", "LeakyRelu", "Relu", "ScaledTanh",
                           "Sigmoid", "Softplus", "Softsign", "Tanh", "ThresholdedRelu"}) {
    for (Layer layer : layers()) {
      const size_t count = layer.op == "LSTM" ? 3 : layer.op == "GRU" ? 2 : 1;
      for (size_t which = 0; which < count; ++which) {
        std::vector<std::string> names(count, "Tanh");
        names[which] = name;
        Layer one = layer;
        one.length = 2;  // errors grow where activations are not bounded
        one.attrs.emplace_back("activations", names);
        one.attrs.emplace_back("activation_alpha", std::vector<double>{0.3});
        one.attrs.emplace_back("activation_beta", std::vector<double>{0.4});
        CAPTURE(name, which);
        require_agreement(one, 1e-5);
      }
    }
  }
}

TEST_CASE("directions have activations of their own, in any case") {
  Layer layer;
  layer.op = "RNN";
  layer.direction = "bidirectional";
  layer.attrs = {{"activations", std::vector<std::string>{"sigmoid", "LEAKYRELU"}}};
  require_agreement(layer);
}

TEST_CASE("recurrent layers clip, LSTM has peepholes and coupled gates") {
  for (Layer layer : layers()) {
    layer.attrs.emplace_back("clip", 0.3);
    require_agreement(layer);
  }
  Layer layer;
  layer.peepholes = true;
  for (const char* direction : {"forward", "bidirectional"}) {
    layer.direction = direction;
    require_agreement(layer);
  }
  layer.attrs = {{"input_forget", int64_t{1}}};
  require_agreement(layer);
}

TEST_CASE("a recurrent layer computes the same at every launch") {
  for (Layer layer : layers()) {
    layer.hidden_size = 200;
    layer.length = 3;
    const Inputs inputs = layer.inputs();
    Kernel kernel(layer, inputs);
    const auto first = kernel.run(inputs), second = kernel.run(inputs);
    for (size_t i = 0; i < first.size(); ++i) REQUIRE(first[i].bytes == second[i].bytes);
  }
}

TEST_CASE("a NaN stays in its sequence") {
  for (const Layer& layer : layers()) {
    Inputs inputs = layer.inputs();
    const float nan = NAN;
    std::memcpy(inputs[kX]->bytes.data(), &nan, sizeof(nan));
    const auto last = Kernel(layer, inputs).run(inputs)[1].doubles();
    for (size_t unit = 0; unit < 20; ++unit) {
      REQUIRE(std::isnan(last[unit]));
      REQUIRE_FALSE(std::isnan(last[20 + unit]));
    }
  }
}

TEST_CASE("what recurrent layers refuse, and why") {
  Layer layer;
  REQUIRE(refusal(layer, layer.inputs()).empty());
  layer.first_variable = kR;
  REQUIRE_THAT(refusal(layer, layer.inputs()), Catch::Contains("not constant"));
  layer.first_variable = kLengths;
  Inputs wide = layer.inputs();
  for (auto& input : wide)
    if (input) input = ops::testing::convert(*input, MORTISE_DTYPE_FLOAT64);
  REQUIRE_THAT(refusal(layer, wide), Catch::Contains("only float32"));
  layer.length = 0;
  REQUIRE_THAT(refusal(layer, layer.inputs()), Catch::Contains("empty"));
}

TEST_CASE("a sequence longer than X is an error") {
  Layer layer;
  layer.lengths = {5, 6};
  const Inputs inputs = layer.inputs();
  Kernel kernel(layer, inputs);
  REQUIRE_THROWS_WITH(kernel.run(inputs), Catch::Contains("sequence_lens has 6"));
}

}  // namespace
}  // namespace mortise::cpu::testing
