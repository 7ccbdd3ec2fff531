// Maps: sequences of keys and values, as inputs and outputs of runs.
#include <catch2/catch.hpp>

#include "tests/integration/support/model.hpp"
#include "tests/integration/support/runtime.hpp"

namespace mortise::tests {
namespace {

using Floats = std::vector<float>;
using Ints = std::vector<int64_t>;
using Texts = std::vector<std::string>;

/// An input that takes maps, as the ONNX reader makes it.
Value map_input(Model& m) {
  const int64_t any = MORTISE_DIM_UNKNOWN;
  const mortise_type_t entries = sdk::tensor_type(MORTISE_DTYPE_UNDEFINED, {&any, 1});
  return m.b.input("map", sdk::pack_type(MORTISE_VALUE_SEQUENCE, &entries));
}

Value ml_node(Model& m, const std::string& op, Value input, const sdk::Attrs& attrs = {}) {
  return m.b.nodes(op, {input}, 1, attrs, "ai.onnx.ml")[0];
}

}  // namespace

TEST_CASE("a map goes in, whatever its length") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  m.output("y", ml_node(m, "DictVectorizer", map_input(m), {{"int64_vocabulary", Ints{7, -1, 5}}}));
  const Session session = m.session();
  const auto run = [&](const Ints& keys, const Floats& values) {
    const Shape shape = {static_cast<int64_t>(keys.size())};
    return content(
        session.run_ordered({Tensor::sequence({ints(keys, shape), floats(values, shape)})})[0]);
  };
  CHECK(run({5, 7}, {1, 2}) == Floats{2, 0, 1});
  CHECK(run({-1, 4, 5}, {3, 4, 5}) == Floats{0, 3, 5});
  CHECK(run({}, {}) == Floats{0, 0, 0});
}

TEST_CASE("a map's keys and values decide what can be done with it") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  m.output("y", ml_node(m, "CastMap", map_input(m)));
  const Session session = m.session();
  const auto refusal = [&](const Tensor& given) {
    const Error error = error_of([&] { session.run_ordered({given}); });
    CHECK(error.code() == MORTISE_STATUS_INVALID_ARGUMENT);
    return std::string(error.what());
  };
  const Tensor keys = ints({1, 2}, {2});
  CHECK_THAT(refusal(keys),
             Catch::Contains("input 'map' has int64[2], but the model takes sequence"));
  CHECK_THAT(refusal(Tensor::sequence({keys})), Catch::Contains("two tensors, keys and values"));
  CHECK_THAT(refusal(Tensor::sequence({keys, floats({1}, {1})})),
             Catch::Contains("extents 2 and 1 must be equal"));
  CHECK_THAT(refusal(Tensor::sequence({keys, floats({1, 2}, {1, 2})})),
             Catch::Contains("float32[1, 2]"));
  CHECK_THAT(refusal(Tensor::sequence({keys, keys})), Catch::Contains("CastEntries"));
}

TEST_CASE("rows come out as maps, one for each") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  const Value x = m.input("x", {-1, 2});
  m.output("maps", ml_node(m, "ZipMap", m.b.node("Neg", {x}),
                           {{"classlabels_strings", Texts{"no", "yes"}}}));
  const Session session = m.session();
  for (int64_t rows : {0, 1, 3}) {
    const Tensor given = random_tensor({rows, 2}, 1);
    const Tensor maps = session.run_ordered({given})[0];
    REQUIRE(maps.kind() == MORTISE_VALUE_SEQUENCE);
    REQUIRE(maps.items().size() == static_cast<size_t>(rows));
    for (size_t row = 0; row < maps.items().size(); ++row) {
      const std::vector<Tensor> entries = maps.items()[row].items();
      REQUIRE(entries.size() == 2);
      const std::vector<mortise_string_t> keys = content<mortise_string_t>(entries[0]);
      REQUIRE(keys.size() == 2);
      CHECK(sdk::to_view(keys[0]) == "no");
      CHECK(sdk::to_view(keys[1]) == "yes");
      CHECK(content(entries[1]) == Floats{-content(given)[2 * row], -content(given)[2 * row + 1]});
    }
  }
}

TEST_CASE("a map that a model makes can be looked into") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  const Value maps =
      ml_node(m, "ZipMap", m.input("x", {2, 2}), {{"classlabels_int64s", Ints{9, 4}}});
  const Value second = m.b.node("SequenceAt", {maps, m.constant(Ints{1}, {})});
  m.output("row", ml_node(m, "CastMap", second, {{"cast_to", "TO_INT64"}}));
  CHECK(content<int64_t>(m.session().run_ordered({floats({1, 2, 3, 4}, {2, 2})})[0]) == Ints{4, 3});
}

}  // namespace mortise::tests
