// What is computed at compile time, how often, and what is left to the run.
#include <algorithm>
#include <atomic>
#include <string_view>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/integration/support/model.hpp"
#include "tests/integration/support/runtime.hpp"

namespace mortise::tests {
namespace {

using Ints = std::vector<int64_t>;

// Counts how often test::PackedScale packs, which it does for each kernel that nobody has yet.
struct PackLog {
  PackLog() {
    hooks.struct_size = sizeof(hooks);
    hooks.context = this;
    hooks.log = [](void* context, uint32_t, mortise_string_t message) {
      if (std::string_view(message.data, message.size) == "probe: packing")
        ++static_cast<PackLog*>(context)->packed;
    };
  }
  mortise_hooks_t hooks{};
  std::atomic<int> packed{0};
};

// The operators that the session's only program runs.
std::vector<std::string> steps_of(const Session& session) {
  std::vector<std::string> ops;
  const nlohmann::json report = nlohmann::json::parse(session.report());
  for (const nlohmann::json& step : report["programs"].at(0)["steps"]) ops.push_back(step["op"]);
  return ops;
}

// So many zeros, which follow from eight bytes.
Value zeros(Model& m, int64_t count) {
  return m.b.node("ConstantOfShape", {m.constant(Ints{count}, {1})});
}

}  // namespace

TEST_CASE("what follows from constants alone is computed once for all shapes") {
  PackLog log;
  const Runtime runtime = make_runtime("{}", {"probe"}, &log.hooks);
  Model m(runtime);
  const Value weights = m.probe(
      "PackedScale", {m.constant(random_floats(4, 1), {4}), m.constant(random_floats(4, 2), {4})});
  m.output("y", m.b.node("Add", {m.input("x", {m.symbol("n"), 4}), weights}));
  const Session session = m.session();
  const int packed = log.packed;
  CHECK(packed > 0);
  for (int64_t rows = 1; rows <= 3; ++rows)
    session.run_ordered({random_tensor({rows, 4}, static_cast<uint64_t>(rows))});
  CHECK(log.packed == packed);
}

TEST_CASE("a large constant that comes from next to nothing is left to the run") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  const Value x = m.input("x", {1});
  m.output("small", m.b.node("Add", {zeros(m, 100), x}));
  m.output("large", m.b.node("Add", {zeros(m, (1 << 18) + 1), x}));
  const Session session = m.session();
  const std::vector<Tensor> outputs = session.run_ordered({floats({3}, {1})});
  CHECK(content(outputs[0]) == std::vector<float>(100, 3));
  CHECK(content(outputs[1]) == std::vector<float>((1 << 18) + 1, 3));
  CHECK(steps_of(session) == std::vector<std::string>{"Add", "ConstantOfShape", "Add"});
}

TEST_CASE("many constants together cannot take more than a small model's share of memory") {
  const Runtime runtime = make_runtime(R"({"optimise": {"common_subexpressions": false}})");
  Model m(runtime);
  const Value x = m.input("x", {1});
  constexpr int kMebibytes = 140;
  Value sum = x;
  for (int i = 0; i < kMebibytes; ++i) {
    const Value first =
        m.b.node("Slice", {zeros(m, 1 << 18), m.constant(Ints{0}, {1}), m.constant(Ints{1}, {1})});
    sum = m.b.node("Add", {sum, first});
  }
  m.output("y", sum);
  const Session session = m.session();
  CHECK(content(session.run_ordered({floats({3}, {1})})[0]) == std::vector<float>{3});
  const std::vector<std::string> steps = steps_of(session);
  const auto made = std::count(steps.begin(), steps.end(), "ConstantOfShape");
  CHECK(made > 0);
  CHECK(made < kMebibytes);
}

TEST_CASE("what comes of one decomposition may fold before the next one") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  const Value x = m.input("x", {2});
  const Value once = m.b.node("CastLike", {zeros(m, 2), x});
  const Value twice = m.b.node("CastLike", {once, x});
  m.output("y", m.b.node("Add", {x, twice}));
  CHECK(content(m.session().run_ordered({floats({3, 4}, {2})})[0]) == std::vector<float>{3, 4});
}

}  // namespace mortise::tests
