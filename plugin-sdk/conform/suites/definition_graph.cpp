// Rules that add nodes: decompositions and gradients, run on the reference backend.
#include "plugin-sdk/conform/suites/definition_graph.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "plugin-sdk/conform/graph_check.hpp"

namespace mortise::conform {
namespace {

constexpr size_t kNodes = 6;
constexpr double kStep = 1e-5;
constexpr double kGradientTolerance = 1e-4;

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
    tolerance.relative = tolerance.absolute = 256 * epsilon_of(actual.dtype);
    const std::string difference = find_difference(actual, expected[i], tolerance);
    if (!difference.empty())
      fail("the decomposition computes something else than the kernel: output ", i, ": ",
           difference, inputs_text(node.contents));
  }
}

// ---- gradient ----

std::vector<double> doubles(const HostTensor& tensor) { return sdk::to_doubles(tensor.view()); }

class GradientCheck {
 public:
  GradientCheck(DefinitionBench& bench, const GraphRunner& runner, const AcceptedNode& node)
      : bench_(bench), runner_(runner), node_(node) {
    sdk::Builder b(node.one->graph().get(), &Graph::edit());
    for (size_t i = 0; i < node.one->outputs().size(); ++i) {
      const InferredType& type = *node.inferred.types[i];
      b.output(sdk::message("y", i), node.one->outputs()[i]);
      if (type.dtype != MORTISE_DTYPE_FLOAT64) {
        seeds_.push_back(MORTISE_NONE);
        weights_.emplace_back();
        continue;
      }
      weights_.push_back(random_tensor(type.dtype, type.shape, Fill::kOrdinary, bench.random()));
      seeds_.push_back(b.constant(weights_.back().view()));
    }
  }

  /// Whether there is an output from which a gradient can flow.
  bool has_seed() const {
    return std::any_of(seeds_.begin(), seeds_.end(),
                       [](uint32_t seed) { return seed != MORTISE_NONE; });
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
      if (is_wanted(i, gradients)) b.output(sdk::message("g", i), gradients[i]);
    }
    const NamedTensors results = run_graph(graph);
    for (size_t i = 0; i < gradients.size(); ++i) {
      if (is_wanted(i, gradients)) compare(forward, i, output_of(results, sdk::message("g", i)));
    }
  }

 private:
  bool is_wanted(size_t i, const std::vector<uint32_t>& gradients) const {
    return gradients[i] != MORTISE_NONE && node_.contents[i].dtype == MORTISE_DTYPE_FLOAT64 &&
           !node_.signature.inputs[i].constant;
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
    const double middle = loss(forward, node_.contents);
    for (size_t k = 0; k < values.size(); ++k) {
      std::vector<HostTensor> contents = node_.contents;
      auto* elements = reinterpret_cast<double*>(contents[index].bytes.data());
      const double x = elements[k];
      elements[k] = x + kStep;
      const double above = loss(forward, contents);
      elements[k] = x - kStep;
      const double below = loss(forward, contents);
      const double expected = (above - below) / (2 * kStep);
      const double kink = std::abs((above - middle) - (middle - below)) / kStep;
      // Where the function is not differentiable, or not defined, nothing is right.
      if (!std::isfinite(expected) || kink > 1e-2) continue;
      const double allowed = kGradientTolerance * std::max(1.0, std::abs(expected));
      expect(std::abs(values[k] - expected) <= allowed, "the gradient of input ", index, " is ",
             values[k], " at element ", k, ", the slope measured there ", expected,
             inputs_text(node_.contents));
    }
  }

  DefinitionBench& bench_;
  const GraphRunner& runner_;
  const AcceptedNode& node_;
  std::vector<uint32_t> seeds_;
  std::vector<HostTensor> weights_;
};

// The same node in float64, if it is accepted so.
std::unique_ptr<AcceptedNode> in_double(DefinitionBench& bench, const AcceptedNode& node,
                                        Fill fill) {
  Case signature = node.signature;
  std::vector<HostTensor> contents = node.contents;
  bool any = false;
  for (size_t i = 0; i < contents.size(); ++i) {
    CaseInput& input = signature.inputs[i];
    const bool is_float =
        contents[i].dtype == MORTISE_DTYPE_FLOAT32 || contents[i].dtype == MORTISE_DTYPE_FLOAT64;
    if (!is_float || contents[i].count() > 60) continue;
    const Fill wanted = input.fill == Fill::kOrdinary ? fill : input.fill;
    const bool is_known = input.constant;
    const std::vector<double> old = doubles(contents[i]);
    contents[i] = random_tensor(MORTISE_DTYPE_FLOAT64, contents[i].shape, wanted, bench.random());
    if (is_known && !old.empty())
      std::memcpy(contents[i].bytes.data(), old.data(), contents[i].bytes.size());
    input.dtype = MORTISE_DTYPE_FLOAT64;
    input.numbers.clear();
    any = any || !is_known;
  }
  return any ? bench.accept(signature, std::move(contents)) : nullptr;
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
      "the shape rule accepts none of the suite's nodes in float64; the manifest can name one "
      "(conformance.samples.operators)";
  bool tested = false;
  for (const AcceptedNode& node : bench.accepted_nodes(2 * kNodes)) {
    for (const Fill fill : {Fill::kOrdinary, Fill::kUnit, Fill::kPositive}) {
      const auto precise = in_double(bench, node, fill);
      if (precise == nullptr) continue;
      bench.trace().clear();
      bench.trace().add("// ", name.text(), " with ", fill_name(fill), " content",
                        inputs_text(precise->contents));
      try {
        GradientCheck check(bench, runner, *precise);
        if (!check.has_seed()) continue;
        check.run();
        tested = true;
      } catch (const Skip& stated) {
        refusal = stated.reason;
      }
    }
  }
  if (!tested) skip(refusal);
}

}  // namespace mortise::conform
