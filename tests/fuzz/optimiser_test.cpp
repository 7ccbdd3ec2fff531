#include <catch2/catch.hpp>

#include "plugin-sdk/conform/check.hpp"
#include "tests/fuzz/differential.hpp"
#include "tests/fuzz/random_bytes.hpp"

using namespace mortise;

namespace {

constexpr uint64_t kSeeds = 150;
constexpr size_t kBytes = 160;

}  // namespace

TEST_CASE("optimised graphs compute what plain ones do") {
  const fuzz::Differential differential;
  size_t values = 0;
  for (uint64_t seed = 0; seed < kSeeds; ++seed) {
    const std::vector<uint8_t> bytes = fuzz::random_bytes(kBytes, seed);
    CAPTURE(seed);
    try {
      values += differential.run(bytes.data(), bytes.size());
    } catch (const conform::Failure& failure) {
      FAIL_CHECK(failure.text);
    }
  }
  // Graphs of a few nodes would say little.
  CHECK(values > kSeeds * 10);
}

// ---- what was found ----

TEST_CASE("layer normalisation of rows without elements, spelt in primitive operators, runs") {
  RuntimeOptions options;
  options.config_json = R"({"backends": [{"name": "cpu"}]})";
  const Runtime runtime(options);
  const Graph graph(runtime);
  sdk::Builder b(graph.get(), &Graph::edit());
  const sdk::Shape shape = {2, 0};
  const sdk::Value x = b.input("x", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, shape));
  const sdk::Value axes = b.ints({-1}), epsilon = b.scalar(MORTISE_DTYPE_FLOAT32, 0.01);
  const sdk::Value centred = b.node("Sub", {x, b.node("ReduceMean", {x, axes})});
  const sdk::Value mean = b.node("ReduceMean", {b.node("Mul", {centred, centred}), axes});
  b.output("y", b.node("Div", {centred, b.node("Sqrt", {b.node("Add", {mean, epsilon})})}));
  const Session session(runtime, graph);
  const Tensor input(runtime, MORTISE_DTYPE_FLOAT32, shape);
  CHECK(session.run_ordered({input})[0].shape() == shape);
}

TEST_CASE("a mean over channels and a side of a picture of one row is no mean over the picture") {
  RuntimeOptions options;
  options.config_json = R"({"backends": [{"name": "cpu"}]})";
  const Runtime runtime(options);
  const Graph graph(runtime);
  sdk::Builder b(graph.get(), &Graph::edit());
  const sdk::Shape shape = {1, 16, 1, 3}, weights = {16, 16, 1, 1};
  std::vector<float> identity(256, 0);
  for (size_t i = 0; i < 16; ++i) identity[17 * i] = 1;
  const sdk::Value x = b.input("x", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, shape));
  const sdk::Value w = b.constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, weights, identity.data()));
  b.output("y", b.node("ReduceMean", {b.node("Conv", {x, w}), b.ints({3, 1})}));
  const Session session(runtime, graph);
  std::vector<float> numbers(48, 0);
  numbers.back() = 48;
  const Tensor y = session.run_ordered({Tensor::from(numbers, shape)})[0];
  CHECK(y.shape() == sdk::Shape{1, 1, 1, 1});
  CHECK(y.data<float>()[0] == 1);
}
