// Random graphs on random mixes of devices against a plain evaluation: memory that is reused too early, in-place work on
// a value that is still needed, a missing copy or a missing wait would show in some result.
#include <cmath>
#include <random>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/integration/support/model.hpp"
#include "tests/integration/support/runtime.hpp"

namespace mortise::tests {
namespace {

using Floats = std::vector<float>;

constexpr size_t kSide = 3;  // all values are 3 by 3 matrices, rows of 3, or one number
constexpr float kLargest = 1000;

struct Plain {
  Floats elements;
  Shape shape;
};

// ---- the plain evaluation ----

float at(const Plain& value, size_t row, size_t column) {
  const size_t count = value.elements.size();
  return value.elements[count == 1 ? 0 : count == kSide ? column : row * kSide + column];
}

template <class F>
Plain elementwise(const Plain& a, const Plain& b, const F& function) {
  const Plain& larger = a.elements.size() >= b.elements.size() ? a : b;
  Plain result{Floats(larger.elements.size()), larger.shape};
  for (size_t i = 0; i < result.elements.size(); ++i)
    result.elements[i] = function(at(a, i / kSide, i % kSide), at(b, i / kSide, i % kSide));
  return result;
}

Plain softmax(const Plain& x) {
  Plain result = x;
  const size_t row = x.elements.size() == 1 ? 1 : kSide;
  for (size_t begin = 0; begin < x.elements.size(); begin += row) {
    double sum = 0;
    for (size_t i = begin; i < begin + row; ++i)
      sum += std::exp(static_cast<double>(x.elements[i]));
    for (size_t i = begin; i < begin + row; ++i)
      result.elements[i] = static_cast<float>(std::exp(static_cast<double>(x.elements[i])) / sum);
  }
  return result;
}

Plain product(const Plain& a, const Plain& b) {
  Plain result = a;
  for (size_t i = 0; i < kSide * kSide; ++i) {
    double sum = 0;
    for (size_t k = 0; k < kSide; ++k)
      sum += static_cast<double>(at(a, i / kSide, k)) * static_cast<double>(at(b, k, i % kSide));
    result.elements[i] = static_cast<float>(sum);
  }
  return result;
}

Plain evaluate(const std::string& op, const Plain& a, const Plain& b) {
  if (op == "Add") return elementwise(a, b, [](float x, float y) { return x + y; });
  if (op == "Sub") return elementwise(a, b, [](float x, float y) { return x - y; });
  if (op == "Mul") return elementwise(a, b, [](float x, float y) { return x * y; });
  if (op == "MatMul") return product(a, b);
  if (op == "Softmax") return softmax(a);
  if (op == "Relu") return elementwise(a, a, [](float x, float) { return std::max(0.0f, x); });
  return a;  // Identity
}

// Numbers stay small, so that rounding does.
bool is_tame(const Plain& value) {
  for (const float element : value.elements) {
    if (!(std::abs(element) < kLargest)) return false;
  }
  return true;
}

// ---- the graphs ----

class RandomGraph {
 public:
  RandomGraph(const Runtime& runtime, uint64_t seed) : random_(seed), m_(runtime) {
    const Shape shapes[] = {{3, 3}, {3, 3}, {3}, {1, 1}};
    for (size_t i = 0; i < 4; ++i) {
      inputs.push_back(plain(shapes[i], seed * 31 + i));
      add(m_.input("x" + std::to_string(i), shapes[i]), inputs.back());
    }
    const Plain constant = plain({3, 3}, seed * 31 + 5);
    add(m_.constant(constant.elements, constant.shape), constant);
    const Plain initial = plain({3, 3}, seed * 31 + 6);
    add(m_.state("s", {3, 3}, initial.elements), initial);
    while (values_.size() < 30) add_node();
    choose_results();
  }

  Session session() const { return m_.session(); }

  std::vector<Plain> inputs;
  std::vector<Plain> outputs;
  Plain next_state;

 private:
  static Plain plain(const Shape& shape, uint64_t seed) {
    return {random_floats(static_cast<size_t>(sdk::element_count(shape)), seed), shape};
  }
  size_t pick(size_t count) { return std::uniform_int_distribution<size_t>(0, count - 1)(random_); }
  // Mostly one of the last values, so that chains form and others live long.
  size_t pick_value() {
    return pick(3) == 0 ? pick(values_.size())
                        : values_.size() - 1 - pick(std::min<size_t>(4, values_.size()));
  }
  void add(Value value, Plain plain_value) {
    values_.push_back(value);
    plains_.push_back(std::move(plain_value));
  }

  void add_node() {
    static const char* kOps[] = {"Add",    "Add",     "Sub",  "Mul",
                                 "MatMul", "Softmax", "Relu", "Identity"};
    const std::string op = kOps[pick(std::size(kOps))];
    const size_t a = pick_value();
    const size_t b = pick_value();
    const bool unary = op == "Softmax" || op == "Relu" || op == "Identity";
    const bool matrices = plains_[a].shape == Shape{3, 3} && plains_[b].shape == Shape{3, 3};
    if (op == "MatMul" && !matrices) return;
    // Only what broadcasts to one of the two: [1, 1] and [3] give [1, 3], which `at` does not know.
    if (!unary && !matrices && plains_[a].shape != plains_[b].shape &&
        plains_[a].elements.size() != 9 && plains_[b].elements.size() != 9) {
      return;
    }
    Plain result = evaluate(op, plains_[a], plains_[b]);
    if (!is_tame(result)) return;
    std::vector<Value> operands = {values_[a]};
    if (!unary) operands.push_back(values_[b]);
    add(m_.b.node(op, operands), std::move(result));
  }

  void choose_results() {
    const size_t count = 1 + pick(3);
    for (size_t i = 0; i < count; ++i) {
      const size_t which = i == 0 ? values_.size() - 1 : pick(values_.size());
      m_.output("y" + std::to_string(i), values_[which]);
      outputs.push_back(plains_[which]);
    }
    size_t next = values_.size();
    while (plains_[--next].shape != Shape{3, 3}) {
    }
    m_.b.state_next("s", values_[next]);
    next_state = plains_[next];
  }

  std::mt19937_64 random_;
  Model m_;
  std::vector<Value> values_;
  std::vector<Plain> plains_;
};

void check_close(const Tensor& actual, const Plain& expected) {
  REQUIRE(actual.shape() == expected.shape);
  const Floats elements = content(actual);
  float largest = 1;
  for (const float element : expected.elements) largest = std::max(largest, std::abs(element));
  for (size_t i = 0; i < elements.size(); ++i) {
    INFO("element " << i << ": " << elements[i] << ", not " << expected.elements[i]);
    REQUIRE(std::abs(elements[i] - expected.elements[i]) <= 1e-4f * largest);
  }
}

void check_graph(const Runtime& runtime, uint64_t seed) {
  INFO("seed " << seed);
  const RandomGraph graph(runtime, seed);
  const Session session = graph.session();
  // Twice in a context, so that what a run leaves behind would show in the next.
  for (int run = 0; run < 2; ++run) {
    const StateStore store(runtime);
    RunOptions options;
    options.states = &store;
    std::vector<Tensor> inputs;
    for (const Plain& input : graph.inputs) inputs.push_back(floats(input.elements, input.shape));
    const std::vector<Tensor> outputs = session.run_ordered(inputs, options);
    REQUIRE(outputs.size() == graph.outputs.size());
    for (size_t i = 0; i < outputs.size(); ++i) {
      INFO("run " << run << ", output " << i);
      check_close(outputs[i], graph.outputs[i]);
    }
    INFO("run " << run << ", the state");
    check_close(store.at("s"), graph.next_state);
  }
}

// Devices in random order, each denied some operators; reference takes what is left.
std::string random_config(uint64_t seed) {
  std::mt19937_64 random(seed);
  nlohmann::json backends = nlohmann::json::array();
  std::vector<std::string> kinds = {"simulated", "simulated_host", "reference"};
  std::shuffle(kinds.begin(), kinds.end(), random);
  for (const std::string& kind : kinds) {
    nlohmann::json backend = {{"name", kind}};
    if (kind == "simulated" && random() % 2 == 0) backend["devices"] = {0, 1};
    std::vector<std::string> denied;
    for (const char* op : {"Add", "Mul", "MatMul", "Softmax", "Relu"}) {
      if (random() % 3 == 0) denied.push_back(op);
    }
    if (!denied.empty()) backend["deny"] = denied;
    backends.push_back(backend);
  }
  const nlohmann::json options = {{"devices", 2},
                                  {"seed", seed},
                                  {"max_delay_us", random() % 2 * 60},
                                  {"shared_memory", random() % 2 == 0}};
  return nlohmann::json{{"backends", backends},
                        {"fallback", {"reference"}},
                        {"plugins", {{"options", {{"simulated", options}}}}}}
      .dump();
}

}  // namespace

TEST_CASE("random graphs are right on the reference backend") {
  const Runtime runtime = make_runtime();
  for (uint64_t seed = 0; seed < 150; ++seed) check_graph(runtime, seed);
}

TEST_CASE("random graphs are right on random mixes of devices") {
  for (uint64_t mix = 0; mix < 24; ++mix) {
    const std::string config = random_config(mix);
    INFO(config);
    const Runtime runtime = make_runtime(config, {"simulated"});
    for (uint64_t seed = 0; seed < 5; ++seed) check_graph(runtime, 1000 + mix * 100 + seed);
  }
}

}  // namespace mortise::tests
