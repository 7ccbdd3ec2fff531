// Batches that are computed in pieces: which graphs are, and that nobody can tell from the results.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/integration/support/body.hpp"
#include "tests/integration/support/model.hpp"
#include "tests/integration/support/runtime.hpp"

namespace mortise::tests {
namespace {

using Ints = std::vector<int64_t>;

// Steps of more than 200 bytes go in pieces, as small as can be.
constexpr const char* kPieces = R"({"execution": {"piece_bytes": 200, "threads": 3}})";
constexpr const char* kWhole = R"({"execution": {"batch_pieces": false}})";

uint64_t pieces_of(const Session& session) {
  return nlohmann::json::parse(session.report())["programs"].at(0)["pieces"];
}

/// A model that `build` writes, of inputs x [n, 2, 3, 4] and c [2, 3, 4], run for six entries.
struct Case {
  using Build = void (*)(Model& m, Value x, Value c);

  explicit Case(Build build) {
    for (const char* config : {kWhole, kPieces}) {
      const Runtime runtime = make_runtime(config);
      Model m(runtime);
      const Value x = m.input("x", {m.symbol("n"), 2, 3, 4}), c = m.input("c", {2, 3, 4});
      build(m, x, c);
      const Session session = m.session();
      outputs.push_back(
          session.run_ordered({random_tensor({6, 2, 3, 4}, 1), random_tensor({2, 3, 4}, 2)}));
      pieces = pieces_of(session);
    }
  }
  bool equal() const {
    for (size_t i = 0; i < outputs[0].size(); ++i) {
      if (outputs[0][i].shape() != outputs[1][i].shape() ||
          content(outputs[0][i]) != content(outputs[1][i]))
        return false;
    }
    return outputs[0].size() == outputs[1].size();
  }

  std::vector<std::vector<Tensor>> outputs;  // whole, in pieces
  uint64_t pieces = 0;
};

Value extent(Model& m, Value x, int64_t axis) {
  return m.b.node("Gather", {m.b.node("Shape", {x}), m.b.ints({axis})});
}

}  // namespace

TEST_CASE("what keeps the entries of a batch apart is computed in pieces") {
  const Case one([](Model& m, Value x, Value c) {
    const Value kernel = m.constant(random_floats(2 * 5 * 3 * 3, 3), {5, 2, 3, 3});
    Value y = m.b.node("Conv", {m.b.node("Add", {x, c}), kernel}, {{"pads", Ints{1, 1, 1, 1}}});
    m.output("pooled", m.b.node("GlobalAveragePool", {y}));
    // To [12 n, 5] and back, by shapes that exporters compute, and with the batch second.
    y = m.b.node("Transpose", {y}, {{"perm", Ints{0, 2, 3, 1}}});
    const Value rows = m.b.node("Reshape", {y, m.b.ints({-1, 5})});
    const Value product = m.b.node("MatMul", {rows, m.constant(random_floats(20, 4), {5, 4})});
    const Value shape = m.b.node("Concat", {extent(m, x, 0), m.b.ints({3, 4, 4})}, {{"axis", 0}});
    y = m.b.node("Softmax", {m.b.node("Reshape", {product, shape})});
    y = m.b.node("Transpose", {y}, {{"perm", Ints{1, 0, 2, 3}}});
    y = m.b.node("Slice", {y, m.b.ints({1}), m.b.ints({3}), m.b.ints({0})});
    y = m.b.node("Concat", {y, y}, {{"axis", 0}});
    m.output("y", m.b.node("Transpose", {y}, {{"perm", Ints{1, 0, 2, 3}}}));
  });
  CHECK(one.pieces == 6);
  CHECK(one.equal());
}

TEST_CASE("what brings entries together, or tells them apart, is computed whole") {
  const Case::Build builds[] = {
      // the mean over the batch
      [](Model& m, Value x, Value) {
        const Value mean = m.b.node("ReduceMean", {x, m.b.ints({0})});
        m.output("y", m.b.node("Sub", {x, mean}));
      },
      // a sum of all, which the number of entries divides
      [](Model& m, Value x, Value) {
        const Value count =
            m.b.node("Cast", {extent(m, x, 0)}, {{"to", uint32_t{MORTISE_DTYPE_FLOAT32}}});
        m.output("y", m.b.node("Div", {x, count}));
      },
      // an entry's number
      [](Model& m, Value x, Value) {
        const Value n = m.b.node("Squeeze", {extent(m, x, 0)});
        const Value numbers = m.b.node(
            "Range", {m.b.scalar(MORTISE_DTYPE_INT64, 0), n, m.b.scalar(MORTISE_DTYPE_INT64, 1)});
        const Value column = m.b.node(
            "Reshape", {m.b.node("Cast", {numbers}, {{"to", uint32_t{MORTISE_DTYPE_FLOAT32}}}),
                        m.b.ints({-1, 1, 1, 1})});
        m.output("y", m.b.node("Add", {x, column}));
      },
      // the entries in another order
      [](Model& m, Value x, Value) {
        m.output("y", m.b.node("Slice", {x, m.b.ints({-1}), m.b.ints({INT64_MIN}), m.b.ints({0}),
                                         m.b.ints({-1})}));
      },
      // each entry and the one before it
      [](Model& m, Value x, Value) {
        m.output("y", m.b.node("CumSum", {x, m.b.scalar(MORTISE_DTYPE_INT64, 0)}));
      },
      // pairs of entries
      [](Model& m, Value x, Value) {
        m.output("y", m.b.node("Softmax", {m.b.node("Reshape", {x, m.b.ints({3, -1})})}));
      },
      // a second output that has no batch
      [](Model& m, Value x, Value c) {
        m.output("y", m.b.node("Relu", {x}));
        m.output("z", m.b.node("Relu", {c}));
      },
      // places in the whole of the input
      [](Model& m, Value x, Value) {
        const auto outputs = m.b.nodes("MaxPool", {x}, 2, {{"kernel_shape", Ints{2, 2}}});
        m.output("y", outputs[0]);
        m.output("z", m.b.node("Cast", {outputs[1]}, {{"to", uint32_t{MORTISE_DTYPE_FLOAT32}}}));
      },
      // another branch for few entries
      [](Model& m, Value x, Value) {
        Body many(m), few(m);
        many.b.output("y", many.b.node("Relu", {many.input("x")}));
        few.b.output("y", few.b.node("Neg", {few.input("x")}));
        const Value is_many =
            m.b.node("Squeeze", {m.b.node("Greater", {extent(m, x, 0), m.b.ints({3})})});
        m.output("y", m.b.nodes("If", {is_many, x}, 1,
                                {{"then_branch", many.graph.get()},
                                 {"else_branch", few.graph.get()},
                                 {"captures", 1}})[0]);
      },
      // random numbers
      [](Model& m, Value x, Value) {
        const Value noise = m.b.node("RandomNormalLike", {x}, {{"seed", 1.0}});
        m.output("y", m.b.node("Add", {x, noise}));
      },
  };
  for (const Case::Build build : builds) {
    const Case one(build);
    CAPTURE(&build - builds);
    CHECK(one.pieces == 1);
    CHECK(one.equal());
  }
}

TEST_CASE("outputs that the caller gives are filled piece by piece") {
  const Runtime runtime = make_runtime(kPieces);
  Model m(runtime);
  m.output("y", m.b.node("Neg", {m.input("x", {m.symbol("n"), 50})}));
  const Session session = m.session();
  std::vector<float> memory(6 * 50);
  const Tensor x = random_tensor({6, 50}, 1);
  std::vector<Tensor> outputs = {Tensor::wrap(memory.data(), memory.size(), {6, 50})};
  session.run_into({x}, outputs);
  for (size_t i = 0; i < memory.size(); ++i) REQUIRE(memory[i] == -content(x)[i]);
  CHECK(pieces_of(session) == 6);
}

TEST_CASE("an output of another shape is refused with that of the whole batch") {
  const Runtime runtime = make_runtime(kPieces);
  Model m(runtime);
  m.output("y", m.b.node("Neg", {m.input("x", {m.symbol("n"), 50})}));
  const Session session = m.session();
  std::vector<Tensor> outputs = {random_tensor({5, 50}, 1)};
  CHECK_THROWS_WITH(
      session.run_into({random_tensor({6, 50}, 1)}, outputs),
      Catch::Contains("given as float32[5, 50]") && Catch::Contains("produces float32[6, 50]"));
}

TEST_CASE("entries that are no whole bytes are computed whole") {
  const Runtime runtime = make_runtime(kPieces);
  for (const int64_t extent : {301, 302}) {
    Model m(runtime);
    const Value x = m.input("x", {m.symbol("n"), extent}, MORTISE_DTYPE_INT4);
    m.output("y", m.b.node("Cast", {x}, {{"to", uint32_t{MORTISE_DTYPE_FLOAT32}}}));
    const Session session = m.session();
    std::vector<uint8_t> bytes(static_cast<size_t>(2 * extent) / 2);
    for (size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<uint8_t>(i * 37);
    const Shape shape = {2, extent};
    mortise_tensor_view_t view = sdk::host_view(MORTISE_DTYPE_INT4, shape, bytes.data());
    const std::vector<float> y = content(session.run_ordered({Tensor::wrap(view)})[0]);
    for (size_t i = 0; i < y.size(); ++i) {
      const int nibble = bytes[i / 2] >> (i % 2 * 4) & 15;
      REQUIRE(y[i] == static_cast<float>(nibble > 7 ? nibble - 16 : nibble));
    }
    CHECK(pieces_of(session) == (extent == 302 ? 2 : 1));
  }
}

TEST_CASE("a batch of another size is divided anew") {
  const Runtime runtime = make_runtime(kPieces);
  Model m(runtime);
  m.output("y", m.b.node("Neg", {m.input("x", {m.symbol("n"), 50})}));
  const Session session = m.session();
  const std::pair<int64_t, uint64_t> expected[] = {{1, 1}, {7, 7}, {100, 50}, {64, 64}, {0, 1}};
  for (const auto& [entries, pieces] : expected) {
    const Tensor x = random_tensor({entries, 50}, 1);
    std::vector<float> negative = content(x);
    for (float& value : negative) value = -value;
    CHECK(content(session.run_ordered({x})[0]) == negative);
    CHECK(pieces_of(session) == pieces);
  }
}

TEST_CASE("a run whose piece fails is an error, and the next one is well") {
  const Runtime runtime = make_runtime(kPieces, {"probe"});
  Model m(runtime);
  const Value x = m.input("x", {m.symbol("n"), 50}, MORTISE_DTYPE_FLOAT32);
  const Value indices = m.input("i", {m.symbol("n"), 2}, MORTISE_DTYPE_INT64);
  m.output("y", m.b.node("Neg", {x}));
  m.output("z", m.b.node("Gather", {m.constant(std::vector<float>{1, 2, 3}, {3}), indices}));
  const Session session = m.session();
  const auto run = [&](int64_t last) {
    return session.run_ordered(
        {random_tensor({6, 50}, 1), ints({0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, last}, {6, 2})});
  };
  CHECK(content(run(2)[1]).back() == 3);
  CHECK_THROWS(run(5));
  CHECK(content(run(0)[1]).back() == 1);
  CHECK(pieces_of(session) == 6);
}

}  // namespace mortise::tests
