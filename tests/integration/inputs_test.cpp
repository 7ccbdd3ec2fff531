// What a run accepts as inputs and outputs, and what it says about the rest.
#include <catch2/catch.hpp>

#include "tests/integration/support/model.hpp"
#include "tests/integration/support/runtime.hpp"

namespace mortise::tests {
namespace {

using Floats = std::vector<float>;

// y = x + b where x is [n, 3] and b is [n, 1]; z = Relu(x)
Session make_session(const Runtime& runtime) {
  Model m(runtime);
  const Value x = m.input("x", {m.symbol("n"), 3});
  const Value b = m.input("b", {m.symbol("n"), 1});
  m.output("y", m.b.node("Add", {x, b}));
  m.output("z", m.b.node("Relu", {x}));
  return m.session();
}

mortise_tensor_view_t strided(float* data, int64_t* shape, const int64_t* strides, uint32_t rank) {
  mortise_tensor_view_t view{};
  view.struct_size = sizeof(view);
  view.data = data;
  view.dtype = MORTISE_DTYPE_FLOAT32;
  view.rank = rank;
  view.shape = shape;
  view.strides = strides;
  return view;
}

Error run_error(const Session& session, const std::vector<Tensor>& inputs) {
  return error_of([&] { session.run_ordered(inputs); });
}

}  // namespace

TEST_CASE("inputs may have any strides") {
  const Runtime runtime = make_runtime();
  const Session session = make_session(runtime);
  Floats elements = {1, 2, 3, 4, 5, 6};
  const Tensor b = floats({0, 0}, {2, 1});
  int64_t shape[] = {2, 3};
  SECTION("transposed") {
    const int64_t strides[] = {1, 2};
    const Tensor x = Tensor::wrap(strided(elements.data(), shape, strides, 2));
    CHECK_FALSE(x.is_dense());
    CHECK(content(session.run_ordered({x, b})[0]) == Floats{1, 3, 5, 2, 4, 6});
  }
  SECTION("backwards") {
    const int64_t strides[] = {-3, -1};
    const Tensor x = Tensor::wrap(strided(elements.data() + 5, shape, strides, 2));
    CHECK(content(session.run_ordered({x, b})[0]) == Floats{6, 5, 4, 3, 2, 1});
  }
  SECTION("broadcast") {
    const int64_t strides[] = {0, 1};
    const Tensor x = Tensor::wrap(strided(elements.data(), shape, strides, 2));
    CHECK(content(session.run_ordered({x, b})[0]) == Floats{1, 2, 3, 1, 2, 3});
  }
  SECTION("dense, said in strides: not copied") {
    const int64_t strides[] = {3, 1};
    const Tensor x = Tensor::wrap(strided(elements.data(), shape, strides, 2));
    CHECK(x.is_dense());
    CHECK(content(session.run_ordered({x, b})[0]) == elements);
  }
}

TEST_CASE("inputs that do not fit the model are refused by name") {
  const Runtime runtime = make_runtime();
  const Session session = make_session(runtime);
  const Tensor b = floats({0, 0}, {2, 1});
  const Error dtype = run_error(session, {ints({1, 2, 3, 4, 5, 6}, {2, 3}), b});
  CHECK(dtype.code() == MORTISE_STATUS_INVALID_ARGUMENT);
  CHECK_THAT(dtype.what(),
             Catch::Contains("input 'x' is int64[2, 3]") && Catch::Contains("float32"));
  const Error rank = run_error(session, {floats(Floats(6), {6}), b});
  CHECK_THAT(rank.what(), Catch::Contains("input 'x' is float32[6]"));
  const Error extent = run_error(session, {floats(Floats(8), {2, 4}), b});
  CHECK_THAT(extent.what(), Catch::Contains("input 'x' is float32[2, 4]"));
  const Error symbol = run_error(session, {floats(Floats(9), {3, 3}), b});
  CHECK(symbol.code() == MORTISE_STATUS_INVALID_ARGUMENT);
  CHECK_THAT(symbol.what(), Catch::Contains("input 'b'") && Catch::Contains("'n' is 3"));
  const Error count = run_error(session, {floats(Floats(6), {2, 3})});
  CHECK_THAT(count.what(), Catch::Contains("1 inputs given, but the graph has 2"));
}

TEST_CASE("equal symbols must have equal extents, however many there are") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  std::vector<Value> sums;
  for (int i = 0; i < 20; ++i) {
    const int64_t symbol = m.symbol("s" + std::to_string(i));
    const Value left = m.input("left" + std::to_string(i), {symbol});
    const Value right = m.input("right" + std::to_string(i), {symbol});
    m.output("y" + std::to_string(i), m.b.node("Add", {left, right}));
  }
  const Session session = m.session();
  std::vector<Tensor> inputs(40, floats({1, 2}, {2}));
  CHECK(session.run_ordered(inputs).size() == 20);
  inputs[39] = floats({1}, {1});  // would broadcast, but the symbols say otherwise
  const Error error = run_error(session, inputs);
  CHECK(error.code() == MORTISE_STATUS_INVALID_ARGUMENT);
  CHECK_THAT(error.what(), Catch::Contains("right19") && Catch::Contains("s19"));
}

TEST_CASE("inputs without elements run") {
  const Runtime runtime = make_runtime();
  const Session session = make_session(runtime);
  const std::vector<Tensor> results = session.run_ordered({floats({}, {0, 3}), floats({}, {0, 1})});
  CHECK(results[0].shape() == Shape{0, 3});
  CHECK(results[1].shape() == Shape{0, 3});
}

TEST_CASE("given outputs are written in place when they fit, and refused when not") {
  const Runtime runtime = make_runtime();
  const Session session = make_session(runtime);
  const std::vector<Tensor> inputs = {floats({1, -2, 3}, {1, 3}), floats({10}, {1, 1})};
  Floats memory(3);
  std::vector<Tensor> outputs = {Tensor::wrap(memory.data(), 3, {1, 3}), Tensor()};
  session.run_into(inputs, outputs);
  CHECK(memory == Floats{11, 8, 13});
  CHECK(content(outputs[1]) == Floats{1, 0, 3});

  outputs = {floats(Floats(3), {3, 1}), Tensor()};
  const Error shape = error_of([&] { session.run_into(inputs, outputs); });
  CHECK(shape.code() == MORTISE_STATUS_INVALID_ARGUMENT);
  CHECK_THAT(shape.what(), Catch::Contains("output 0") && Catch::Contains("float32[3, 1]") &&
                               Catch::Contains("float32[1, 3]"));
  CHECK_FALSE(outputs[1]);
  outputs[0] = ints({1, 2, 3}, {1, 3});
  CHECK(error_of([&] { session.run_into(inputs, outputs); }).code() ==
        MORTISE_STATUS_INVALID_ARGUMENT);
  int64_t extents[] = {1, 3};
  const int64_t strides[] = {3, -1};
  outputs[0] = Tensor::wrap(strided(memory.data() + 2, extents, strides, 2));
  CHECK_THAT(error_of([&] { session.run_into(inputs, outputs); }).what(),
             Catch::Contains("strides"));
}

TEST_CASE("constants, inputs and one value for several outputs can be outputs") {
  const std::string config = GENERATE("{}", R"({"backends": [{"name": "simulated"}]})");
  const Runtime runtime = make_runtime(config, {"simulated"});
  Model m(runtime);
  const Value x = m.input("x", {2});
  const Value constant = m.constant(Floats{5, 6}, {2});
  const Value sum = m.b.node("Add", {x, x});
  m.output("input", x);
  m.output("constant", constant);
  m.output("sum", sum);
  m.output("again", sum);
  m.output("input_again", x);
  const Session session = m.session();
  const std::vector<Tensor> results = session.run_ordered({floats({1, 2}, {2})});
  CHECK(content(results[0]) == Floats{1, 2});
  CHECK(content(results[1]) == Floats{5, 6});
  CHECK(content(results[2]) == Floats{2, 4});
  CHECK(content(results[3]) == Floats{2, 4});
  CHECK(content(results[4]) == Floats{1, 2});
}

TEST_CASE("an output of a node that follows from shapes alone is a constant of the program") {
  const Runtime runtime = make_runtime("{}", {"probe"});
  Model m(runtime);
  const Value x = m.input("x", {m.symbol("n")});
  const std::vector<Value> both = m.b.nodes("TwoOutputs", {x}, 2, {}, "test");
  m.output("sum", both[0]);
  m.output("count", both[1]);
  const Session session = m.session();
  for (const int64_t n : {4, 1, 4}) {
    const std::vector<Tensor> results =
        session.run_ordered({floats(Floats(static_cast<size_t>(n), 1.5f), {n})});
    CHECK(content(results[0]) == Floats{1.5f * static_cast<float>(n)});
    CHECK(content<int64_t>(results[1]) == std::vector<int64_t>{n});
  }
}

TEST_CASE("kernels get the workspace alignment that they ask for") {
  const Runtime runtime = make_runtime("{}", {"probe"});
  Model m(runtime);
  const Value x = m.input("x", {3});
  m.output("y", m.probe("WideWorkspace", {m.b.node("Relu", {m.probe("WideWorkspace", {x})})}));
  CHECK(content(m.session().run_ordered({floats({1, -1, 2}, {3})})[0]) == Floats{1, 0, 2});
}

TEST_CASE("tensors that cannot be are refused") {
  Floats elements(6);
  int64_t shape[] = {2, 3};
  mortise_tensor_view_t view = strided(elements.data(), shape, nullptr, 2);
  view.byte_size = 24;
  CHECK(content(Tensor::wrap(view)) == elements);
  const auto refused = [](mortise_tensor_view_t wrong) {
    return error_of([&] { Tensor::wrap(wrong); }).code();
  };
  mortise_tensor_view_t wrong = view;
  wrong.byte_size = 20;
  CHECK(refused(wrong) == MORTISE_STATUS_INVALID_ARGUMENT);
  wrong = view;
  wrong.data = nullptr;
  CHECK(refused(wrong) == MORTISE_STATUS_INVALID_ARGUMENT);
  wrong = view;
  wrong.shape = nullptr;
  CHECK(refused(wrong) == MORTISE_STATUS_INVALID_ARGUMENT);
  wrong = view;
  wrong.rank = 65;
  CHECK(refused(wrong) == MORTISE_STATUS_INVALID_ARGUMENT);
  wrong = view;
  wrong.dtype = 12345;
  CHECK(refused(wrong) == MORTISE_STATUS_INVALID_ARGUMENT);
  wrong = view;
  wrong.data = reinterpret_cast<char*>(elements.data()) + 1;  // no float can lie there
  CHECK(refused(wrong) == MORTISE_STATUS_INVALID_ARGUMENT);
  for (const int64_t extent : {int64_t{-1}, INT64_MAX, INT64_MIN}) {
    shape[0] = extent;
    CHECK(refused(view) == MORTISE_STATUS_INVALID_ARGUMENT);
  }
  const Runtime runtime = make_runtime();
  CHECK(error_of([&] {
          Tensor(runtime, MORTISE_DTYPE_FLOAT32, {INT64_MAX, 2});
        }).code() == MORTISE_STATUS_INVALID_ARGUMENT);
  CHECK(error_of([&] { Tensor(runtime, MORTISE_DTYPE_FLOAT32, {int64_t{1} << 45}); }).code() ==
        MORTISE_STATUS_OUT_OF_MEMORY);
}

}  // namespace mortise::tests
