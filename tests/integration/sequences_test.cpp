// Sequences and optionals: inside graphs, and as inputs and outputs of runs.
#include <catch2/catch.hpp>

#include "tests/integration/support/model.hpp"
#include "tests/integration/support/runtime.hpp"

namespace mortise::tests {
namespace {

using Floats = std::vector<float>;
using Ints = std::vector<int64_t>;

/// The type of a sequence or an optional of float32 tensors.
struct PackType {
  explicit PackType(uint32_t kind)
      : element(sdk::unranked_type(MORTISE_DTYPE_FLOAT32)), abi(sdk::pack_type(kind, &element)) {}
  PackType(const PackType&) = delete;
  PackType& operator=(const PackType&) = delete;
  mortise_type_t element, abi;
};

Value sequence_input(Model& m, const std::string& name) {
  return m.b.input(name, PackType(MORTISE_VALUE_SEQUENCE).abi);
}

const Tensor kOne = floats({1, 2}, {2});
const Tensor kTwo = floats({3}, {1});

}  // namespace

TEST_CASE("sequences inside a graph come to their tensors") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  const Value x = m.input("x", {2});
  const Value both = m.b.node("SequenceConstruct", {x, m.b.node("Neg", {x})});
  const Value three =
      m.b.node("SequenceInsert", {both, m.b.node("Abs", {x}), m.constant(Ints{0}, {})});
  m.output("joined", m.b.node("ConcatFromSequence", {three}, {{"axis", 0}, {"new_axis", 1}}));
  m.output("length", m.b.node("SequenceLength", {three}));
  const Session session = m.session();
  const std::vector<Tensor> outputs = session.run_ordered({floats({-1, 2}, {2})});
  CHECK(outputs[0].shape() == Shape{3, 2});
  CHECK(content(outputs[0]) == Floats{1, 2, -1, 2, 1, -2});
  CHECK(content<int64_t>(outputs[1]) == Ints{3});
}

TEST_CASE("a sequence goes in and comes out, whatever its length") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  const Value s = sequence_input(m, "s");
  m.output("more", m.b.node("SequenceInsert", {s, m.input("x", {1})}));
  m.output("same", m.b.node("Identity", {s}));
  m.output("length", m.b.node("SequenceLength", {s}));
  const Session session = m.session();
  CHECK(session.input_type(0)->kind == MORTISE_VALUE_SEQUENCE);
  for (size_t length : {0, 1, 3, 1}) {
    const std::vector<Tensor> items(length, kOne);
    const std::vector<Tensor> outputs =
        session.run_ordered({Tensor::sequence(items), floats({9}, {1})});
    REQUIRE(outputs[0].kind() == MORTISE_VALUE_SEQUENCE);
    REQUIRE(outputs[0].items().size() == length + 1);
    CHECK(content(outputs[0].items().back()) == Floats{9});
    REQUIRE(outputs[1].items().size() == length);
    if (length > 0) CHECK(content(outputs[1].items()[0]) == Floats{1, 2});
    CHECK(content<int64_t>(outputs[2]) == Ints{static_cast<int64_t>(length)});
  }
  CHECK_THAT(session.report(), Catch::Contains("\"misses\": 3"));
}

TEST_CASE("a position that is data decides by its content") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  const Value s = sequence_input(m, "s");
  m.output("y", m.b.node("SequenceAt", {s, m.input("at", {}, MORTISE_DTYPE_INT64)}));
  const Session session = m.session();
  const Tensor given = Tensor::sequence({kOne, kTwo});
  CHECK(content(session.run_ordered({given, ints({0}, {})})[0]) == Floats{1, 2});
  CHECK(content(session.run_ordered({given, ints({-1}, {})})[0]) == Floats{3});
  const Error error = error_of([&] { session.run_ordered({given, ints({2}, {})}); });
  CHECK(error.code() == MORTISE_STATUS_INVALID_ARGUMENT);
  CHECK_THAT(error.what(), Catch::Contains("position 2 is out of range for a sequence of 2"));
}

TEST_CASE("a sequence of tensors whose shape is data crosses segments") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  const Value x = m.input("x", {4});
  const Value where = m.b.node("NonZero", {x});
  const Value both = m.b.node("SequenceConstruct", {where, where});
  m.output("both", both);
  m.output("joined", m.b.node("ConcatFromSequence", {both}, {{"axis", 1}}));
  const Session session = m.session();
  const std::vector<Tensor> outputs = session.run_ordered({floats({1, 0, 0, 5}, {4})});
  REQUIRE(outputs[0].items().size() == 2);
  CHECK(content<int64_t>(outputs[0].items()[1]) == Ints{0, 3});
  CHECK(content<int64_t>(outputs[1]) == Ints{0, 3, 0, 3});
}

TEST_CASE("an optional input is there or not, and the graph knows") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  const Value maybe = m.b.input("maybe", PackType(MORTISE_VALUE_OPTIONAL).abi);
  m.output("has", m.b.node("OptionalHasElement", {maybe}));
  m.output("again", m.b.node("Identity", {maybe}));
  const Session session = m.session();
  std::vector<Tensor> outputs = session.run_ordered({Tensor::optional(kOne)});
  CHECK(outputs[0].data<bool>()[0]);
  REQUIRE(outputs[1].kind() == MORTISE_VALUE_OPTIONAL);
  CHECK(content(outputs[1].items().at(0)) == Floats{1, 2});
  outputs = session.run_ordered({Tensor::optional()});
  CHECK_FALSE(outputs[0].data<bool>()[0]);
  CHECK(outputs[1].items().empty());
}

TEST_CASE("taking the element of an empty optional is an error") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  const Value maybe = m.b.input("maybe", PackType(MORTISE_VALUE_OPTIONAL).abi);
  m.output("y", m.b.node("OptionalGetElement", {maybe}));
  const Session session = m.session();
  CHECK(content(session.run_ordered({Tensor::optional(kOne)})[0]) == Floats{1, 2});
  CHECK_THAT(error_of([&] { session.run_ordered({Tensor::optional()}); }).what(),
             Catch::Contains("the optional is empty"));
}

TEST_CASE("values of another kind or dtype than the model takes are refused") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  m.output("y", m.b.node("Identity", {sequence_input(m, "s")}));
  const Session session = m.session();
  const auto message = [&](const Tensor& value) {
    return std::string(error_of([&] { session.run_ordered({value}); }).what());
  };
  CHECK(message(kOne) == "input 's' has float32[2], but the model takes sequence<float32[...]>");
  CHECK(message(Tensor::optional(kOne)) ==
        "input 's' is an optional with an element, but the model takes sequence<float32[...]>");
  CHECK_THAT(message(Tensor::sequence({kOne, ints({1}, {1})})), Catch::Contains("has int64[1]"));
  CHECK_THAT(message(Tensor::sequence({Tensor::sequence({kOne})})),
             Catch::Contains("is a sequence of 1"));
  Model other(runtime);
  other.output("y", other.b.node("Neg", {other.input("x", {2})}));
  CHECK_THAT(error_of([&] { other.session().run_ordered({Tensor::sequence({kOne})}); }).what(),
             Catch::Contains("input 'x' is a sequence of 1, but the model takes float32[2]"));
}

TEST_CASE("an operator over tensors refuses a sequence") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  m.output("y", m.b.node("Neg", {sequence_input(m, "s")}));
  CHECK_THAT(error_of([&] { m.session(); }).what(),
             Catch::Contains("input 0 is sequence<float32[...]>; the operator takes tensors"));
}

TEST_CASE("a sequence cannot be given to be filled, nor be a state") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  m.output("y", m.b.node("Identity", {sequence_input(m, "s")}));
  std::vector<Tensor> outputs = {kOne};
  CHECK_THAT(error_of([&] { m.session().run_into({Tensor::sequence({kOne})}, outputs); }).what(),
             Catch::Contains("output 0 is a sequence or an optional; let the run make it"));
  StateStore store(runtime);
  CHECK(error_of([&] { store.set("s", Tensor::sequence({kOne})); }).code() ==
        MORTISE_STATUS_INVALID_ARGUMENT);
  CHECK(error_of([&] { static_cast<void>(Tensor::sequence({kOne}).to_dlpack()); }).code() ==
        MORTISE_STATUS_UNSUPPORTED);
}

TEST_CASE("handles of sequences keep their items, and nest a few levels") {
  Tensor sequence = Tensor::sequence({kOne});
  CHECK(sequence.kind() == MORTISE_VALUE_SEQUENCE);
  CHECK(mortise_tensor_get_view(sequence.get()) == nullptr);
  CHECK(mortise_tensor_get_item(sequence.get(), 1) == nullptr);
  for (int level = 2; level <= 8; ++level) sequence = Tensor::sequence({sequence});
  CHECK_THAT(error_of([&] { Tensor::sequence({sequence}); }).what(),
             Catch::Contains("at most 8 levels"));
  mortise_tensor_t* none = nullptr;
  CHECK(error_of([&] {
          check(mortise_tensor_pack(MORTISE_VALUE_SEQUENCE, 1, &none, &none));
        }).code() == MORTISE_STATUS_INVALID_ARGUMENT);
  CHECK(error_of([&] { check(mortise_tensor_pack(77, 0, nullptr, &none)); }).code() ==
        MORTISE_STATUS_INVALID_ARGUMENT);
}

TEST_CASE("elements with strides are taken as they are") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  m.output("y", m.b.node("SequenceAt", {sequence_input(m, "s"), m.constant(Ints{0}, {})}));
  Floats memory = {1, 2, 3, 4};
  int64_t shape = 2, stride = 2;
  mortise_tensor_view_t view =
      sdk::host_view(MORTISE_DTYPE_FLOAT32, sdk::ShapeView(&shape, 1), memory.data());
  view.strides = &stride;
  const Tensor strided = Tensor::wrap(view);
  CHECK(content(m.session().run_ordered({Tensor::sequence({strided})})[0]) == Floats{1, 3});
}

TEST_CASE("a session with ranges takes tensors only") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  m.output("y", m.b.node("Identity", {sequence_input(m, "s")}));
  m.output("z", m.b.node("Neg", {m.input("x", {m.symbol("n")})}));
  CHECK_THAT(error_of([&] {
               m.session({{"n", 4}});
             }).what(),
             Catch::Contains("a session with ranges takes tensors only"));
}

TEST_CASE("what sequences come to is bounded") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  const Value x = m.input("x", {1});
  Value s = m.b.node("SequenceEmpty", {});
  for (int i = 0; i < 3500; ++i) s = m.b.node("SequenceInsert", {s, x});
  m.output("length", m.b.node("SequenceLength", {s}));
  const Error error = error_of([&] { m.session().run_ordered({kTwo}); });
  CHECK(error.code() == MORTISE_STATUS_UNSUPPORTED);
  CHECK_THAT(error.what(), Catch::Contains("make sequences or bodies smaller"));
}

TEST_CASE("a graph with sequences is saved, loaded and printed") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  const Value s = sequence_input(m, "s");
  m.output("y", m.b.pack(PackType(MORTISE_VALUE_OPTIONAL).abi, {m.b.node("SequenceLength", {s})}));
  CHECK_THAT(m.graph.print(), Catch::Contains("SequenceLength") && Catch::Contains("Pack"));
  const std::string path = "sequences_test.graph";
  m.graph.save(path);
  const Session session = Session::load(runtime, path);
  const Tensor y = session.run_ordered({Tensor::sequence({kOne, kTwo})})[0];
  CHECK(y.kind() == MORTISE_VALUE_OPTIONAL);
  CHECK(content<int64_t>(y.items().at(0)) == Ints{2});
  std::remove(path.c_str());
}

}  // namespace mortise::tests
