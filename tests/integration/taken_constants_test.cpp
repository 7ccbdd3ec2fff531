// Constants that kernels keep in forms of their own: when their content goes, and that it comes back.
#include <atomic>
#include <optional>
#include <thread>

#include <catch2/catch.hpp>

#include "tests/integration/support/model.hpp"
#include "tests/integration/support/runtime.hpp"

namespace mortise::tests {
namespace {

constexpr int64_t kCount = 2000;

/// A model of y = PackedScale(x, scale) and z = Relu(w), where w has any extent: each makes a program of its own.
struct Lending {
  explicit Lending(const Runtime& runtime, const sdk::Attrs& attributes = {}) : m(runtime) {
    const mortise_constant_release_t release = [](void* count) {
      ++*static_cast<std::atomic<int>*>(count);
    };
    scale = m.b.lent_constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, Shape{kCount}, numbers.data()),
                              release, &released);
    x = m.input("x", {kCount});
    m.output("y", m.probe("PackedScale", {x, scale}, attributes));
    m.output("z", m.b.node("Relu", {m.input("w", {m.symbol("n")})}));
  }

  const std::vector<float> numbers = random_floats(kCount, 1);
  std::atomic<int> released{0};
  Model m;
  Value scale = MORTISE_NONE, x = MORTISE_NONE;
};

/// A session of it; the model is gone, what it lent is not.
struct Alone {
  explicit Alone(const Runtime& runtime, const sdk::Attrs& attributes = {})
      : model(std::make_unique<Lending>(runtime, attributes)), session(model->m.session()) {
    model->m.graph = Graph(runtime);
  }
  std::vector<float> run(int64_t extent) const {
    return content(session.run_ordered(
        {floats(std::vector<float>(kCount, 2), {kCount}), random_tensor({extent}, 2)})[0]);
  }
  std::vector<float> expected() const {
    std::vector<float> values = model->numbers;
    for (float& value : values) value *= 2;
    return values;
  }
  std::unique_ptr<Lending> model;
  Session session;
};

}  // namespace

TEST_CASE("content that every kernel has taken goes, and comes back for other shapes") {
  const Runtime runtime = make_runtime("{}", {"probe"});
  const Alone alone(runtime);
  CHECK(alone.model->released == 0);
  CHECK(alone.run(1) == alone.expected());
  CHECK(alone.model->released == 1);
  for (const int64_t extent : {2, 1, 3}) CHECK(alone.run(extent) == alone.expected());
}

TEST_CASE("content stays while somebody else has the graph") {
  const Runtime runtime = make_runtime("{}", {"probe"});
  Lending lending(runtime);
  {
    const Session session = lending.m.session();
    session.run_ordered({random_tensor({kCount}, 1), random_tensor({1}, 2)});
    CHECK(lending.released == 0);
  }
  const Session again = lending.m.session();
  again.run_ordered({random_tensor({kCount}, 1), random_tensor({1}, 2)});
  CHECK(lending.released == 0);
}

TEST_CASE("content stays where another node, or the caller, reads it") {
  const Runtime runtime = make_runtime("{}", {"probe"});
  for (const bool as_output : {false, true}) {
    Lending lending(runtime);
    lending.m.output(
        "more", as_output ? lending.scale : lending.m.b.node("Add", {lending.x, lending.scale}));
    const Session session = lending.m.session();
    lending.m.graph = Graph(runtime);
    const auto outputs =
        session.run_ordered({floats(std::vector<float>(kCount), {kCount}), random_tensor({1}, 2)});
    CHECK(lending.released == 0);
    CHECK(content(outputs[2]) == lending.numbers);
  }
}

TEST_CASE("content that cannot be restored stays") {
  const Runtime runtime = make_runtime("{}", {"probe"});
  const Alone alone(runtime, {{"forgetful", 1}});
  CHECK(alone.run(1) == alone.expected());
  CHECK(alone.model->released == 0);
  CHECK(alone.run(2) == alone.expected());
}

TEST_CASE("content that is not restored is an error of the run that needs it") {
  const Runtime runtime = make_runtime("{}", {"probe"});
  const Alone alone(runtime, {{"loses", 1}});
  CHECK(alone.run(1) == alone.expected());
  CHECK_THROWS_WITH(alone.run(2), Catch::Contains("the scale is lost"));
  CHECK(alone.run(1) == alone.expected());
}

TEST_CASE("runs that compile at once for other shapes have the content they need") {
  const Runtime runtime = make_runtime("{}", {"probe"});
  const Alone alone(runtime);
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (int64_t extent = 1; extent <= 4; ++extent) {
    threads.emplace_back([&, extent] {
      if (alone.run(extent) != alone.expected()) ++wrong;
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == 0);
}

}  // namespace mortise::tests
