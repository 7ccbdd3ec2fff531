#include "plugin-sdk/conform/suites/graph_random.hpp"

#include <algorithm>

#include "plugin-sdk/conform/node_graph.hpp"
#include "plugin-sdk/conform/suites/operator_case.hpp"

namespace mortise::conform {
namespace {

using Ints = std::vector<int64_t>;
using sdk::Value;

constexpr int64_t kSide = 6;  // all values are [n, 6, 6], and constants broadcast to that
constexpr size_t kNodes = 30;

struct Operator {
  std::string_view name;
  size_t operands;
  sdk::Attrs attributes;
};

const std::vector<Operator>& operators() {
  static const std::vector<Operator> list = {
      {"Add", 2, {}},
      {"Sub", 2, {}},
      {"Mul", 2, {}},
      {"MatMul", 2, {}},
      {"Max", 2, {}},
      {"Min", 2, {}},
      {"Relu", 1, {}},
      {"Sigmoid", 1, {}},
      {"Tanh", 1, {}},
      {"Abs", 1, {}},
      {"Neg", 1, {}},
      {"Identity", 1, {}},
      {"Erf", 1, {}},
      {"Gelu", 1, {}},
      {"HardSwish", 1, {}},
      {"LeakyRelu", 1, {{"alpha", 0.3}}},
      {"Elu", 1, {{"alpha", 0.5}}},
      {"HardSigmoid", 1, {}},
      {"Softmax", 1, {{"axis", -1}}},
      {"Transpose", 1, {{"perm", Ints{0, 2, 1}}}},
  };
  return list;
}

const Operator& operator_named(const std::string& name) {
  return *std::find_if(operators().begin(), operators().end(),
                       [&](const Operator& op) { return op.name == name; });
}

class RandomBuilder {
 public:
  RandomBuilder(GraphMaker& m, const std::vector<std::string>& claimed, uint64_t seed)
      : m_(m), claimed_(claimed), random_(seed) {}

  void build() {
    for (int i = 0; i < 2; ++i) values_.push_back(m_.input({kN, kSide, kSide}));
    while (values_.size() < kNodes) values_.push_back(next());
    m_.output(values_.back());
    m_.output(values_[2 + random_.below(values_.size() - 2)]);
  }

 private:
  // Mostly one of the last values, so that chains form and others live long.
  Value pick() {
    if (random_.one_in(4)) return values_[random_.below(values_.size())];
    return values_[values_.size() - 1 - random_.below(std::min<size_t>(4, values_.size()))];
  }

  Value constant() {
    const sdk::Shape shapes[] = {{kSide}, {kSide, 1}, {}, {1, kSide, kSide}};
    return m_.weight(shapes[random_.below(std::size(shapes))]);
  }

  Value next() {
    const Operator& op = operator_named(claimed_[random_.below(claimed_.size())]);
    if (op.name == "MatMul") return product();
    if (op.operands == 1) return m_.node(op.name, {pick()}, op.attributes);
    // A product is with a constant, and a sum is halved, so that numbers stay small.
    const bool is_product = op.name == "Mul";
    std::vector<Value> inputs = {pick(), is_product || random_.one_in(4) ? constant() : pick()};
    if (random_.one_in(2)) std::swap(inputs[0], inputs[1]);
    const Value result = m_.node(op.name, inputs);
    const bool is_sum = op.name == "Add" || op.name == "Sub";
    return is_sum ? m_.node("Mul", {result, m_.number(0.5)}) : result;
  }

  // By a constant that keeps magnitudes, on either side.
  Value product() {
    const Value w = m_.weight({kSide, kSide}, kSide);
    const Value x = pick();
    return random_.one_in(3) ? m_.node("MatMul", {w, x}) : m_.node("MatMul", {x, w});
  }

  GraphMaker& m_;
  const std::vector<std::string>& claimed_;
  Random random_;
  std::vector<Value> values_;
};

}  // namespace

std::vector<std::string> claimed_operators(Environment& environment) {
  Host host(&environment.reference);
  const Instance instance(environment.subject, host.table());
  Device device(environment, instance);
  std::vector<std::string> claimed;
  for (const Operator& op : operators()) {
    Case one;
    one.op = op.name;
    one.attributes = op.attributes;
    for (size_t i = 0; i < op.operands; ++i) {
      one.inputs.emplace_back();
      one.inputs.back().shape = {2, kSide, kSide};
    }
    Random random(1);
    const NodeGraph graph(environment.reference.runtime(), one, contents_of(one, random),
                          device.kind());
    if (ask(device, graph.node()).supported) claimed.emplace_back(op.name);
  }
  return claimed;
}

void build_random(GraphMaker& m, const std::vector<std::string>& claimed, uint64_t seed) {
  RandomBuilder(m, claimed, seed).build();
}

}  // namespace mortise::conform
