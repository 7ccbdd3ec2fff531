// The standard optimisations on whole graphs: what they make of them, what they leave alone, and how a config switches them.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>

#include <catch2/catch.hpp>

#include "tests/integration/support/model.hpp"
#include "tests/integration/support/runtime.hpp"
#include "tests/integration/support/steps.hpp"

namespace mortise::tests {
namespace {

using Lines = std::vector<std::string>;
using Ints = std::vector<int64_t>;

// The right-hand sides of the graph's nodes, without versions: "Add(%x, %y)".
Lines nodes_of(const Graph& graph) {
  Lines nodes;
  const std::string text = graph.print("text");
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = text.find('\n', begin);
    const std::string line = text.substr(begin, end - begin);
    begin = end + 1;
    const size_t equals = line.find(" = "), version = line.find('@');
    if (version == std::string::npos || version < equals) continue;
    nodes.push_back(line.substr(equals + 3, version - equals - 3) +
                    line.substr(line.find('(', version)));
  }
  return nodes;
}

struct Passes {
  Runtime runtime = make_runtime(R"({"optimise": false})");
  Model m{runtime};

  /// What the pass makes of the graph. A second time it must change nothing.
  Lines after(const std::string& pass, const std::string& options = "{}") {
    m.graph.infer(runtime);
    m.graph.transform(runtime, pass, options);
    m.graph.infer(runtime);
    const Lines nodes = nodes_of(m.graph);
    m.graph.transform(runtime, pass, options);
    CHECK(nodes_of(m.graph) == nodes);
    return nodes;
  }
  Lines before() {
    m.graph.infer(runtime);
    return nodes_of(m.graph);
  }
  Value cast(Value x, uint32_t dtype) { return m.b.node("Cast", {x}, {{"to", dtype}}); }
  Value transpose(Value x, const Ints& order) {
    return m.b.node("Transpose", {x}, {{"perm", order}});
  }
};

}  // namespace

// ---- dead_code ----

TEST_CASE("nodes that nobody reads, and nodes that do nothing, go") {
  Passes p;
  const Value x = p.m.input("x", {2, 3});
  p.m.b.node("Exp", {p.m.b.node("Neg", {x})});
  const Value same = p.m.b.node("Dropout", {p.m.b.node("Identity", {x})});
  const Value scaled = p.m.b.node("Div", {same, p.m.constant(std::vector<float>{1}, {1})});
  p.m.output("y", p.m.b.node("Relu", {p.cast(scaled, MORTISE_DTYPE_FLOAT32)}));
  CHECK(p.before().size() == 7);
  CHECK(p.after("dead_code") == Lines{"Relu(%x)"});
}

TEST_CASE("moves that move nothing go") {
  Passes p;
  Value x = p.m.input("x", {p.m.symbol("n"), 3});
  x = p.m.b.node("Concat", {x}, {{"axis", 0}});
  x = p.m.b.node("Slice", {x, p.m.b.ints({0, 0}), p.m.b.ints({INT64_MAX, 3})});
  x = p.m.b.node("Pad", {x, p.m.b.ints({0, 0, 0, 0})});
  x = p.m.b.node("Expand", {x, p.m.b.ints({1, 3})});
  x = p.m.b.node("Reshape", {x, p.m.b.ints({0, 3})});
  x = p.transpose(x, {0, 1});
  x = p.m.b.node("Tile", {x, p.m.b.ints({1, 1})});
  p.m.output("y", p.m.b.node("Relu", {x}));
  CHECK(p.after("dead_code") == Lines{"Relu(%x)"});
}

TEST_CASE("what does something stays") {
  Passes p;
  const Value x = p.m.input("x", {2, 3});
  const auto add = [&](const char* op, float number, const Shape& shape) {
    p.m.output(op + std::to_string(number) + std::to_string(shape.size()),
               p.m.b.node(op, {x, p.m.constant(std::vector<float>{number}, shape)}));
  };
  add("Add", 0, {});         // -0 + 0 is 0
  add("Mul", 1, {1, 1, 1});  // makes the rank 3
  add("Sub", 1, {});
  p.m.output("flipped", p.m.b.node("Slice", {x, p.m.b.ints({-1}), p.m.b.ints({INT64_MIN}),
                                             p.m.b.ints({0}), p.m.b.ints({-1})}));
  p.m.output("shifted", p.m.b.node("Pad", {x, p.m.b.ints({1, 0, -1, 0})}));
  const Lines before = p.before();
  CHECK(p.after("dead_code") == before);
}

TEST_CASE("a condition that is known chooses before the run") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  const Value x = m.input("x", {2}), y = m.input("y", {2});
  const Value yes =
      m.b.node("Cast", {m.constant(Ints{1, 1}, {2})}, {{"to", uint32_t{MORTISE_DTYPE_BOOL}}});
  m.output("z", m.b.node("Relu", {m.b.node("Where", {yes, x, y})}));
  const Session session = m.session();
  CHECK(content(session.run_ordered({floats({1, -2}, {2}), floats({3, 4}, {2})})[0]) ==
        std::vector<float>{1, 0});
  CHECK(ops_of(session).size() == 1);
}

// ---- algebra ----

TEST_CASE("an operator that undoes itself goes with its twin, and one that repeats itself alone") {
  Passes p;
  const Value x = p.m.input("x", {2});
  const auto twice = [&](const char* op) { return p.m.b.node(op, {p.m.b.node(op, {x})}); };
  p.m.output("y", p.m.b.node("Add", {twice("Neg"), twice("Relu")}));
  CHECK(p.before() ==
        Lines{"Neg(%x)", "Neg(%Neg_1)", "Relu(%x)", "Relu(%Relu_3)", "Add(%Neg_2, %Relu_4)"});
  CHECK(p.after("algebra") == Lines{"Relu(%x)", "Add(%x, %Relu_3)"});
}

TEST_CASE("moves of moves become one move, or none") {
  Passes p;
  const Value x = p.m.input("x", {2, 3, 4});
  const Value flat =
      p.m.b.node("Unsqueeze", {p.m.b.node("Reshape", {x, p.m.b.ints({6, 4})}), p.m.b.ints({0})});
  p.m.output("reshaped", flat);
  p.m.output("same", p.m.b.node("Relu", {p.m.b.node("Reshape", {flat, p.m.b.ints({2, 3, 4})})}));
  p.m.output("turned", p.transpose(p.transpose(x, {2, 0, 1}), {2, 0, 1}));
  p.m.output("back", p.m.b.node("Relu", {p.transpose(p.transpose(x, {2, 0, 1}), {1, 2, 0})}));
  CHECK(p.after("algebra") == Lines{"Reshape(%x, %constant_13)", "Relu(%x)", "Relu(%x)",
                                    "Transpose(%x) {perm = [1, 2, 0]}"});
}

TEST_CASE("conversions by way of a dtype that has all numbers are one") {
  Passes p;
  const Value x = p.m.input("x", {2}, MORTISE_DTYPE_FLOAT16);
  const Value wide = p.cast(x, MORTISE_DTYPE_FLOAT32);
  p.m.output("same", p.m.b.node("Relu", {p.cast(wide, MORTISE_DTYPE_FLOAT16)}));
  p.m.output("wider", p.cast(wide, MORTISE_DTYPE_FLOAT64));
  const Value whole = p.cast(wide, MORTISE_DTYPE_INT32);  // loses what is behind the point
  p.m.output("less", p.cast(whole, MORTISE_DTYPE_FLOAT32));
  CHECK(p.after("algebra") ==
        Lines{"Relu(%x)", "Cast(%x) {to = 6}", "Cast(%Cast_8) {to = 1}", "Cast(%x) {to = 11}"});
}

TEST_CASE("constants that are applied one after the other come together where nothing is rounded") {
  Passes p;
  const Value x = p.m.input("x", {2}, MORTISE_DTYPE_INT64);
  const Value y = p.m.input("y", {2});
  const auto twice = [&](Value value, Value a, Value b) {
    return p.m.b.node("Mul", {b, p.m.b.node("Mul", {value, a})});
  };
  p.m.output("whole", twice(x, p.m.b.scalar(MORTISE_DTYPE_INT64, 2), p.m.b.ints({3})));
  p.m.output("rounded", twice(y, p.m.b.scalar(MORTISE_DTYPE_FLOAT32, 2),
                              p.m.constant(std::vector<float>{3}, {1})));
  SECTION("exact") { CHECK(p.after("algebra").size() == 4); }
  SECTION("not exact") {
    const Lines after = p.after("algebra", R"({"exact": false})");
    CHECK(after.size() == 4);
    CHECK(std::count_if(after.begin(), after.end(), [](const std::string& node) {
            return node.find("%constant") == std::string::npos;
          }) == 2);
  }
}

// ---- common_subexpressions ----

TEST_CASE(
    "what is computed twice is computed once, whatever the order and the copy of a constant") {
  Passes p;
  const Value x = p.m.input("x", {2}), y = p.m.input("y", {2});
  const auto sum = [&](Value left, Value right) {
    const Value two = p.m.constant(std::vector<float>{2, 2}, {2});
    return p.m.b.node("Mul", {p.m.b.node("Add", {left, right}), two});
  };
  p.m.output("a", sum(x, y));
  p.m.output("b", sum(y, x));
  p.m.output("c", p.m.b.node("Sub", {x, y}));
  p.m.output("d", p.m.b.node("Sub", {y, x}));
  CHECK(p.before().size() == 6);
  CHECK(p.after("common_subexpressions") ==
        Lines{"Add(%x, %y)", "Mul(%Add_3, %constant_2)", "Sub(%x, %y)", "Sub(%y, %x)"});
}

TEST_CASE("what draws at random is not the same twice") {
  Passes p;
  const auto draw = [&] { return p.m.b.node("RandomNormal", {}, {{"shape", Ints{2}}}); };
  p.m.output("y", p.m.b.node("Sub", {draw(), draw()}));
  CHECK(p.after("common_subexpressions").size() == 3);
}

// ---- transposes ----

TEST_CASE("transposes around elementwise nodes, reductions and concatenations cancel") {
  Passes p;
  const Value x = p.m.input("x", {2, 3, 4, 5}), z = p.m.input("z", {2, 3, 4, 5});
  const Value bias = p.m.constant(std::vector<float>{1, 2, 3}, {3});
  const Value left = p.m.b.node("Relu", {p.transpose(x, {0, 2, 3, 1})});
  const Value sum =
      p.m.b.node("Add", {p.m.b.node("Add", {left, bias}), p.transpose(z, {0, 2, 3, 1})});
  const Value both = p.m.b.node("Concat", {sum, left}, {{"axis", -1}});
  p.m.output("y", p.transpose(both, {0, 3, 1, 2}));
  p.m.output("mean", p.m.b.node("ReduceMean", {sum, p.m.b.ints({1, 2})}, {{"keepdims", 0}}));
  const Lines after = p.after("transposes");
  CHECK(after == Lines{"Relu(%x)", "Reshape(%constant_2, %constant_13) {allowzero = 1}",
                       "Transpose(%Reshape_14) {perm = [0, 3, 1, 2]}",
                       "Add(%Relu_12, %Transpose_15)", "Add(%Add_16, %z)",
                       "ReduceMean(%Add_17, %constant_18) {keepdims = 0}",
                       "Concat(%Add_17, %Relu_12) {axis = 1}"});
}

TEST_CASE("a transpose stays where nothing is won") {
  Passes p;
  const Value x = p.m.input("x", {2, 3});
  p.m.output("y", p.m.b.node("Relu", {p.transpose(x, {1, 0})}));
  const Lines before = p.before();
  CHECK(p.after("transposes") == before);
}

TEST_CASE("a transpose goes to where less is moved") {
  Passes p;
  const Value x = p.m.input("x", {2, 3, 4});
  p.m.output("y", p.m.b.node("ReduceMax", {p.transpose(x, {2, 0, 1}), p.m.b.ints({0})}));
  CHECK(p.after("transposes") ==
        Lines{"ReduceMax(%x, %constant_4)", "Transpose(%ReduceMax_5) {perm = [2, 0, 1]}"});
}

// ---- normalisations ----

namespace {

struct Normalised : Passes {
  Value conv(Value x, const char* op, const Shape& weights, const sdk::Attrs& attributes = {}) {
    size_t count = 1;
    for (const int64_t extent : weights) count *= static_cast<size_t>(extent);
    return m.b.node(op, {x, m.constant(random_floats(count, 1), weights)}, attributes);
  }
  Value normalise(Value x, int64_t channels) {
    const auto count = static_cast<size_t>(channels);
    std::vector<float> variance = random_floats(count, 2);
    for (float& v : variance) v = v * v + 0.5f;
    const auto constant = [&](const std::vector<float>& numbers) {
      return m.constant(numbers, {channels});
    };
    return m.b.node("BatchNormalization",
                    {x, constant(random_floats(count, 3)), constant(random_floats(count, 4)),
                     constant(random_floats(count, 5)), constant(variance)});
  }
};

// Convolutions of every form with normalisations behind them, as outputs a to d.
void add_normalised(Normalised& p) {
  const Value x = p.m.input("x", {p.m.symbol("n"), 4, 5, 6});
  Value a = p.normalise(p.conv(x, "Conv", {6, 4, 3, 3}), 6);
  a = p.m.b.node("Mul", {p.m.constant(std::vector<float>{1.5f}, {1}), a});
  a = p.m.b.node("Add", {a, p.m.constant(random_floats(6, 6), {1, 6, 1, 1})});
  p.m.output("a", a);
  const Value grouped = p.conv(x, "Conv", {8, 2, 1, 1}, {{"group", 2}});
  p.m.output("b", p.m.b.node("Div", {p.normalise(grouped, 8),
                                     p.m.constant(random_floats(8, 7), {8, 1, 1})}));
  const Value transposed =
      p.conv(x, "ConvTranspose", {4, 3, 2, 2}, {{"group", 2}, {"strides", Ints{2, 2}}});
  p.m.output("c", p.m.b.node("Sub", {p.normalise(transposed, 6),
                                     p.m.constant(random_floats(6, 8), {6, 1, 1})}));
}

}  // namespace

TEST_CASE("what is done to a convolution's channels is done to its weights") {
  Normalised p;
  add_normalised(p);
  const auto input = [] { return floats(random_floats(2 * 4 * 5 * 6, 9), {2, 4, 5, 6}); };
  const auto outputs = [&] {
    std::vector<std::vector<float>> contents;
    const Session session = p.m.session();
    for (const Tensor& output : session.run_ordered({input()})) contents.push_back(content(output));
    return contents;
  };
  const auto before = outputs();
  CHECK(p.before().size() == 10);
  const Lines after = p.after("normalisations");
  REQUIRE(after.size() == 3);
  CHECK(after[0].substr(0, 8) == "Conv(%x,");
  CHECK(after[1].substr(0, 8) == "Conv(%x,");
  CHECK(after[2].substr(0, 17) == "ConvTranspose(%x,");
  const auto now = outputs();
  for (size_t i = 0; i < before.size(); ++i) {
    REQUIRE(now[i].size() == before[i].size());
    for (size_t j = 0; j < now[i].size(); ++j)
      REQUIRE(now[i][j] == Approx(before[i][j]).epsilon(1e-4).margin(1e-4));
  }
}

TEST_CASE("a normalisation stays where the convolution cannot compute it") {
  Normalised p;
  const Value x = p.m.input("x", {1, 4, 5, 6}), w = p.m.input("w", {6, 4, 3, 3});
  p.m.output("weights", p.normalise(p.m.b.node("Conv", {x, w}), 6));
  const Value read_twice = p.conv(x, "Conv", {6, 4, 3, 3});
  p.m.output("twice", p.m.b.node("Add", {read_twice, p.normalise(read_twice, 6)}));
  const Value seen = p.conv(x, "Conv", {6, 4, 3, 3});
  p.m.output("seen", seen);
  p.m.output("normalised", p.normalise(seen, 6));
  // One number per column, and one per image and channel: neither is one per channel.
  p.m.output("column", p.m.b.node("Mul", {p.conv(x, "Conv", {4, 4, 2, 3}),
                                          p.m.constant(random_floats(4, 1), {4})}));
  p.m.output("image", p.m.b.node("Mul", {p.conv(x, "Conv", {4, 4, 3, 3}),
                                         p.m.constant(random_floats(8, 1), {2, 4, 1, 1})}));
  // Weights would be infinite, or lose what they are.
  for (const float divisor : {0.0f, 1e-40f, 3e38f})
    p.m.output("by " + std::to_string(std::ilogb(divisor)),
               p.m.b.node("Div", {p.conv(x, "Conv", {4, 4, 1, 1}),
                                  p.m.constant(std::vector<float>{divisor}, {1})}));
  const Lines before = p.before();
  CHECK(p.after("normalisations") == before);
}

// ---- merge_products ----

TEST_CASE("products of one operand with several constants become one") {
  Passes p;
  const Value x = p.m.input("x", {2, 3});
  const auto product = [&](const char* name, int64_t width) {
    const auto count = static_cast<size_t>(3 * width);
    p.m.output(name, p.m.b.node("MatMul", {x, p.m.constant(random_floats(count, 1), {3, width})}));
  };
  product("q", 2);
  product("k", 4);
  CHECK(p.before() == Lines{"MatMul(%x, %constant_1)", "MatMul(%x, %constant_3)"});
  CHECK(p.after("merge_products") == Lines{"Concat(%constant_1, %constant_3) {axis = 1}",
                                           "MatMul(%x, %Concat_5)",
                                           "Split(%MatMul_6, %constant_7) {axis = 1}"});
}

TEST_CASE("what is added to merged products is added to the one that they become") {
  Passes p;
  const Value x = p.m.input("x", {2, 3});
  for (const char* name : {"q", "k"}) {
    const Value product = p.m.b.node("MatMul", {x, p.m.constant(random_floats(12, 1), {3, 4})});
    p.m.output(name, p.m.b.node("Add", {product, p.m.constant(random_floats(4, 2), {4})}));
  }
  CHECK(p.after("merge_products") ==
        Lines{"Concat(%constant_1, %constant_5) {axis = 1}", "MatMul(%x, %Concat_9)",
              "Concat(%constant_3, %constant_7) {axis = 0}", "Add(%MatMul_10, %Concat_11)",
              "Split(%Add_12, %constant_13) {axis = 1}"});
}

// ---- the config ----

namespace {

// The steps of a session of y = -(-x), computed twice and added.
size_t steps_on(const Runtime& runtime) {
  Model m(runtime);
  const Value x = m.input("x", {2});
  const auto twice = [&] { return m.b.node("Neg", {m.b.node("Neg", {x})}); };
  m.output("y", m.b.node("Add", {twice(), twice()}));
  const Session session = m.session();
  session.run_ordered({floats({1, 2}, {2})});
  return ops_of(session).size();
}
size_t steps_with(const std::string& config) { return steps_on(make_runtime(config)); }

// The operators and the reference backend, and nothing else. Made once: a library that is loaded must stay as it is.
const std::filesystem::path& bare_plugins() {
  namespace fs = std::filesystem;
  static const fs::path made = [] {
    const fs::path build = std::getenv("MORTISE_BUILD_DIR");
    const fs::path folder = build / "tests/bare_plugins";
    fs::remove_all(folder);
    fs::create_directories(folder);
    for (const char* file : {"ops.mortise.json", "libmortise_ops.so", "reference.mortise.json",
                             "libmortise_reference.so"})
      fs::copy_file(build / "lib/mortise/plugins" / file, folder / file);
    return folder;
  }();
  return made;
}

Runtime bare_runtime(const std::string& optimise) {
  RuntimeOptions options;
  options.config_json =
      R"({"plugins": {"search_defaults": false}, "backends": [{"name": "reference"}],
                            "fallback": [], "optimise": )" +
      optimise + "}";
  options.plugin_paths.push_back(bare_plugins());
  return Runtime(options);
}

}  // namespace

TEST_CASE("a config switches each optimisation off, or all") {
  CHECK(steps_with("{}") == 1);
  CHECK(steps_with(R"({"optimise": {"algebra": false}})") == 3);
  CHECK(steps_with(R"({"optimise": {"algebra": false, "common_subexpressions": false}})") == 5);
  CHECK(steps_with(R"({"optimise": false})") == 5);
  CHECK(steps_with(R"({"optimise": {"algebra": {"exact": false}}})") == 1);
}

TEST_CASE(
    "where no plugin provides them, optimisations are left out, unless the config names them") {
  CHECK(steps_on(bare_runtime("true")) == 5);
  const Error error = error_of([] { steps_on(bare_runtime(R"({"algebra": true})")); });
  CHECK(std::string(error.what()).find("no plugin provides the pass `algebra`") !=
        std::string::npos);
}

TEST_CASE("without folding only what is small is computed before the run") {
  const auto steps = [](const char* config) {
    const Runtime runtime = make_runtime(config);
    Model m(runtime);
    const Value zeros = m.b.node("ConstantOfShape", {m.constant(Ints{100000}, {1})});
    const Value one = m.b.node("Neg", {m.constant(std::vector<float>{-1}, {1})});
    m.output("y", m.b.node("Add", {m.b.node("Add", {m.input("x", {1}), zeros}), one}));
    const Session session = m.session();
    session.run_ordered({floats({1}, {1})});
    return ops_of(session).size();
  };
  CHECK(steps(R"({"optimise": {"algebra": false}})") == 2);
  CHECK(steps(R"({"optimise": {"algebra": false, "fold": false}})") == 3);
}

TEST_CASE("an option that a pass does not have is an error") {
  const Error error = error_of([] { steps_with(R"({"optimise": {"algebra": {"exakt": true}}})"); });
  CHECK(std::string(error.what()).find("`exact`") != std::string::npos);
}

}  // namespace mortise::tests
