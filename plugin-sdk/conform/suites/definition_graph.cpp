// Rules that add nodes: decompositions and gradients, run on the reference backend.
#include "plugin-sdk/conform/suites/definition_graph.hpp"

#include <algorithm>
#include <cmath>

#include "plugin-sdk/conform/graph_check.hpp"

namespace mortise::conform {
namespace {

constexpr size_t kNodes = 6;
constexpr int64_t kMostElements = 60;

// How slopes are measured: the step, the error that is allowed, and the change of slope that means a kink.
struct Precision {
  uint32_t dtype;
  double step, tolerance, kink;
};
// In float64 where the operator runs in it.
constexpr Precision kPrecisions[] = {{MORTISE_DTYPE_FLOAT64, 1e-5, 1e-4, 1e-2},
                                     {MORTISE_DTYPE_FLOAT32, 1e-2, 2e-2, 0.3}};

std::string input_name(size_t i) { return sdk::message("x", i); }

// Those that the graph has: constants and absent inputs are none.
NamedTensors named_inputs(const AcceptedNode& node, const std::vector<HostTensor>& contents) {
  NamedTensors inputs;
  for (size_t i = 0; i < contents.size(); ++i) {
    if (contents[i].dtype != MORTISE_DTYPE_UNDEFINED && !node.signature.inputs[i].constant)
      inputs[input_name(i)] = contents[i];
  }
  return inputs;
}

HostTensor output_of(const NamedTensors& results, const std::string& name) {
  const auto found = results.find("output '" + name + "'");
  expect(found != results.end(), "the graph has no output ", name);
  return found->second;
}

// ---- decomposition ----

// Kernel's results with the decomposition's.
void compare_decomposition(DefinitionBench& bench, const GraphRunner& runner,
                           const AcceptedNode& node) {
  const mortise_operator_t& op = bench.op();
  std::vector<uint32_t> values(node.one->outputs().size(), MORTISE_NONE);
  const Graph& graph = node.one->graph();
  const Status status =
      take(op.decompose(&op, &node.one->node(), graph.get(), &Graph::edit(), values.data()));
  if (status.code() == MORTISE_STATUS_UNSUPPORTED) skip(status.message());
  expect(status.ok(), "decompose refuses a node that the shape rule accepts: ", status.text());
  sdk::Builder b(graph.get(), &Graph::edit());
  for (size_t i = 0; i < values.size(); ++i) {
    expect(values[i] != MORTISE_NONE, "decompose gives no value for output ", i);
    b.output(sdk::message("y", i), values[i]);
  }
  const std::string defect = find_defect(graph);
  expect(defect.empty(), "the graph is broken after decompose: ", defect);
  NamedTensors results;
  try {
    results = runner.run(graph, named_inputs(node, node.contents));
  } catch (const Error& error) {
    fail("what the node is decomposed into cannot be run: ", error.what(),
         inputs_text(node.contents));
  }
  std::vector<HostTensor> expected;
  if (bench.portable_kernel() != nullptr)
    expected = PortableKernel(*bench.portable_kernel(), node.one->node())
                   .run(node.contents, outputs_like(node.inferred));
  for (size_t i = 0; i < values.size(); ++i) {
    const HostTensor actual = output_of(results, sdk::message("y", i));
    const InferredType& type = *node.inferred.types[i];
    expect(actual.dtype == type.dtype && (type.bounded_dims != 0 || actual.shape == type.shape),
           "the decomposition's output ", i, " is ", type_text(actual), ", the shape rule says ",
           type_text(type), inputs_text(node.contents));
    if (expected.empty()) continue;
    Tolerance tolerance;
    tolerance.relative = tolerance.absolute = rounding_of(actual.dtype, 256);
    const std::string difference = find_difference(actual, expected[i], tolerance);
    if (!difference.empty())
      fail("the decomposition computes something else than the kernel: output ", i, ": ",
           difference, inputs_text(node.contents));
  }
}

// ---- gradient ----

std::vector<double> doubles(const HostTensor& tensor) { return sdk::to_doubles(tensor.view()); }

void set_element(HostTensor& tensor, size_t index, double value) {
  if (tensor.dtype == MORTISE_DTYPE_FLOAT64) {
    reinterpret_cast<double*>(tensor.bytes.data())[index] = value;
  } else {
    reinterpret_cast<float*>(tensor.bytes.data())[index] = static_cast<float>(value);
  }
}

class GradientCheck {
 public:
  GradientCheck(DefinitionBench& bench, const GraphRunner& runner, const AcceptedNode& node,
                const Precision& precision)
      : bench_(bench), runner_(runner), node_(node), precision_(precision) {
    sdk::Builder b(node.one->graph().get(), &Graph::edit());
    for (size_t i = 0; i < node.one->outputs().size(); ++i) {
      const InferredType& type = *node.inferred.types[i];
      b.output(sdk::message("y", i), node.one->outputs()[i]);
      if (type.dtype != precision.dtype) {
        seeds_.push_back(MORTISE_NONE);
        weights_.emplace_back();
        continue;
      }
      bounded_ = bounded_ || type.bounded_dims != 0;
      weights_.push_back(random_tensor(type.dtype, type.shape, Fill::kOrdinary, bench.random()));
      seeds_.push_back(b.constant(weights_.back().view()));
    }
  }

  /// Why there is nothing to measure; empty when there is.
  std::string obstacle() const {
    const bool has_seed = std::any_of(seeds_.begin(), seeds_.end(),
                                      [](uint32_t seed) { return seed != MORTISE_NONE; });
    if (!has_seed) return sdk::message("no output is ", sdk::dtype_name(precision_.dtype));
    // A constant for what flows back would have other extents than what a run computes.
    if (bounded_) return "the extents of an output depend on data";
    try {
      runner_.run(node_.one->graph(), named_inputs(node_, node_.contents));
      return {};
    } catch (const Error& error) {
      return error.what();
    }
  }

  void run() {
    const mortise_operator_t& op = bench_.op();
    const Graph& graph = node_.one->graph();
    std::vector<uint32_t> gradients(node_.contents.size(), MORTISE_NONE);
    const Graph forward = copy_of(runner_.runtime(), graph);
    const Status status = take(op.gradient(&op, &node_.one->node(), graph.get(), &Graph::edit(),
                                           seeds_.data(), gradients.data()));
    if (status.code() == MORTISE_STATUS_UNSUPPORTED) skip(status.message());
    expect(status.ok(), "gradient refuses a node that the shape rule accepts: ", status.text());
    sdk::Builder b(graph.get(), &Graph::edit());
    for (size_t i = 0; i < gradients.size(); ++i) {
      if (varies(i) && gradients[i] != MORTISE_NONE) b.output(sdk::message("g", i), gradients[i]);
    }
    const NamedTensors results = run_graph(graph);
    for (size_t i = 0; i < gradients.size(); ++i) {
      if (!varies(i)) continue;
      if (gradients[i] == MORTISE_NONE) {
        check_flat(forward, i);
      } else {
        compare(forward, i, output_of(results, sdk::message("g", i)));
      }
    }
  }

 private:
  bool varies(size_t i) const {
    return node_.contents[i].dtype == precision_.dtype && !node_.signature.inputs[i].constant;
  }

  NamedTensors run_graph(const Graph& graph) const {
    try {
      return runner_.run(graph, named_inputs(node_, node_.contents));
    } catch (const Error& error) {
      fail("the gradient's nodes cannot be run: ", error.what(), inputs_text(node_.contents));
    }
  }

  double loss(const Graph& forward, const std::vector<HostTensor>& contents) const {
    const NamedTensors results = runner_.run(forward, named_inputs(node_, contents));
    double sum = 0;
    for (size_t i = 0; i < weights_.size(); ++i) {
      if (seeds_[i] == MORTISE_NONE) continue;
      const std::vector<double> y = doubles(output_of(results, sdk::message("y", i)));
      const std::vector<double> w = doubles(weights_[i]);
      for (size_t k = 0; k < y.size(); ++k) sum += y[k] * w[k];
    }
    return sum;
  }

  void compare(const Graph& forward, size_t index, const HostTensor& gradient) const {
    const HostTensor& input = node_.contents[index];
    expect(gradient.dtype == input.dtype && gradient.shape == input.shape, "the gradient of input ",
           index, " is ", type_text(gradient), "; the input is ", type_text(input));
    const std::vector<double> values = doubles(gradient);
    for_each_slope(forward, index, [&](size_t k, double slope, double doubt) {
      expect(is_close(values[k], slope, doubt), "the gradient of input ", index, " is ", values[k],
             " at element ", k, ", the slope measured there ", slope, inputs_text(node_.contents));
    });
  }

  // No gradient flows where a change of the input changes nothing.
  void check_flat(const Graph& forward, size_t index) const {
    for_each_slope(forward, index, [&](size_t k, double slope, double doubt) {
      expect(is_close(0, slope, doubt), "input ", index,
             " gets no gradient (MORTISE_NONE), and the slope measured at its element ", k, " is ",
             slope, inputs_text(node_.contents));
    });
  }

  bool is_close(double value, double slope, double doubt) const {
    const double tolerance = precision_.tolerance * std::max(1.0, std::abs(slope));
    return std::abs(value - slope) <= tolerance + doubt;
  }

  // Where the function is not differentiable, or not defined, there is none. Where it bends less than that, as where one of many
  // terms becomes another, the slope is half of the bend off at most.
  template <class Check>
  void for_each_slope(const Graph& forward, size_t index, const Check& check) const {
    const std::vector<double> values = doubles(node_.contents[index]);
    const double middle = loss(forward, node_.contents);
    const double step = precision_.step;
    for (size_t k = 0; k < values.size(); ++k) {
      std::vector<HostTensor> contents = node_.contents;
      set_element(contents[index], k, values[k] + step);
      const double above = loss(forward, contents);
      set_element(contents[index], k, values[k] - step);
      const double below = loss(forward, contents);
      const double slope = (above - below) / (2 * step);
      const double kink = std::abs((above - middle) - (middle - below)) / step;
      if (std::isfinite(slope) && kink <= precision_.kink) check(k, slope, kink / 2);
    }
  }

  DefinitionBench& bench_;
  const GraphRunner& runner_;
  const AcceptedNode& node_;
  const Precision& precision_;
  bool bounded_ = false;
  std::vector<uint32_t> seeds_;
  std::vector<HostTensor> weights_;
};

// The same node in another dtype, if it is accepted so.
std::unique_ptr<AcceptedNode> in_dtype(DefinitionBench& bench, const AcceptedNode& node,
                                       uint32_t dtype, Fill fill) {
  Case signature = node.signature;
  std::vector<HostTensor> contents = node.contents;
  bool any = false;
  for (size_t i = 0; i < contents.size(); ++i) {
    CaseInput& input = signature.inputs[i];
    const bool is_float =
        contents[i].dtype == MORTISE_DTYPE_FLOAT32 || contents[i].dtype == MORTISE_DTYPE_FLOAT64;
    if (!is_float || contents[i].count() > kMostElements) continue;
    const std::vector<double> old = doubles(contents[i]);
    const Fill wanted = input.fill == Fill::kOrdinary ? fill : input.fill;
    contents[i] = random_tensor(dtype, contents[i].shape, wanted, bench.random());
    for (size_t k = 0; input.constant && k < old.size(); ++k) set_element(contents[i], k, old[k]);
    input.dtype = dtype;
    input.numbers.clear();
    any = any || !input.constant;
  }
  return any ? bench.accept(signature, std::move(contents)) : nullptr;
}

// In the first precision in which the node runs. False, with the reason, when it runs in none.
bool check_slopes(DefinitionBench& bench, const GraphRunner& runner, const AcceptedNode& node,
                  Fill fill, std::string& refusal) {
  for (const Precision& precision : kPrecisions) {
    const auto precise = in_dtype(bench, node, precision.dtype, fill);
    if (precise == nullptr) continue;
    bench.trace().clear();
    bench.trace().add("// ", qualified_name(bench.op()), " with ", fill_name(fill), " content",
                      inputs_text(precise->contents));
    GradientCheck check(bench, runner, *precise, precision);
    const std::string obstacle = check.obstacle();
    if (!obstacle.empty()) {
      refusal = obstacle;
      continue;
    }
    check.run();
    return true;
  }
  return false;
}

}  // namespace

void check_decomposition(Environment& environment, const DefinitionName& name) {
  DefinitionBench bench(environment, name);
  const GraphRunner runner(environment.subject);
  std::string refusal;
  bool tested = false;
  for (const AcceptedNode& node : bench.accepted_nodes(kNodes)) {
    bench.trace().clear();
    bench.trace().add("// ", name.text(), inputs_text(node.contents));
    try {
      compare_decomposition(bench, runner, node);
      tested = true;
    } catch (const Skip& stated) {
      refusal = stated.reason;
    }
  }
  if (!tested) skip(refusal);
}

void check_gradient(Environment& environment, const DefinitionName& name) {
  DefinitionBench bench(environment, name);
  const GraphRunner runner(environment.subject);
  std::string refusal =
      "the shape rule accepts none of the suite's nodes with floats; the manifest can name one "
      "(conformance.samples.operators)";
  bool tested = false;
  for (const AcceptedNode& node : bench.accepted_nodes(2 * kNodes)) {
    for (const Fill fill : {Fill::kOrdinary, Fill::kUnit, Fill::kPositive}) {
      try {
        tested = check_slopes(bench, runner, node, fill, refusal) || tested;
      } catch (const Skip& stated) {
        refusal = stated.reason;
      }
    }
  }
  if (!tested) skip(refusal);
}

}  // namespace mortise::conform
