#include <catch2/catch.hpp>

#include "ops/testing/library.hpp"

namespace mortise::ops::testing {
namespace {

const Tensor kStart = tensor<float>({2}, {0, 0});
const Tensor kRows = tensor<float>({3, 2}, {1, 2, 3, 4, 5, 6});

/// (sum, row) → (sum + row, sum + row)
struct Body {
  Body() {
    sdk::Builder b = graph.builder();
    const mortise_type_t type = sdk::tensor_type(MORTISE_DTYPE_FLOAT32, kStart.shape);
    const sdk::Value sum = b.input("sum", type);
    const sdk::Value next = b.node("Add", {sum, b.input("row", type)});
    b.output("next", next);
    b.output("so_far", b.node("Identity", {next}));
  }
  Attrs attrs(Attrs more = {}) {
    more.emplace_back("body", graph.abi());
    more.emplace_back("num_scan_inputs", 1);
    return more;
  }
  sdk::testing::FakeGraph graph;
};

using Ints = std::vector<int64_t>;

}  // namespace

TEST_CASE("a short Scan is its iterations, one after the other") {
  Body body;
  const auto outputs = run_restructured("Scan", {kStart, kRows}, body.attrs(), 2);
  require_equal(outputs[0].items.at(0), tensor<float>({2}, {9, 12}));
  require_equal(outputs[1].items.at(0), tensor<float>({3, 2}, {1, 2, 4, 6, 9, 12}));
}

TEST_CASE("Scan goes backwards, and along other axes") {
  Body body;
  const Tensor columns = tensor<float>({2, 3}, {1, 3, 5, 2, 4, 6});
  const auto outputs = run_restructured("Scan", {kStart, columns},
                                        body.attrs({{"scan_input_axes", Ints{-1}},
                                                    {"scan_input_directions", Ints{1}},
                                                    {"scan_output_axes", Ints{1}},
                                                    {"scan_output_directions", Ints{1}}}),
                                        2);
  require_equal(outputs[1].items.at(0), tensor<float>({2, 3}, {9, 8, 5, 12, 10, 6}));
}

TEST_CASE("a long Scan is left to the run") {
  Body body;
  const Tensor many = random_tensor(MORTISE_DTYPE_FLOAT32, {500, 2});
  CHECK(run_restructured("Scan", {kStart, many}, body.attrs(), 2).empty());
}

TEST_CASE("Scan refuses what does not fit") {
  Body body;
  REQUIRE_THROWS_WITH(
      run_restructured("Scan", {kStart, kRows}, body.attrs({{"scan_input_axes", Ints{0, 1}}}), 2),
      "Scan: attribute scan_input_axes has 2 values for 1");
  REQUIRE_THROWS_WITH(
      run_restructured("Scan", {kStart, kRows}, body.attrs({{"scan_input_axes", Ints{2}}}), 2),
      "Scan: axis 2 is out of range for rank 2");
  REQUIRE_THROWS_WITH(run_restructured("Scan", {}, body.attrs(), 2),
                      Catch::Contains("input 0 (initial_state_and_scan_inputs) is missing"));
}

TEST_CASE("Scan refuses scanned inputs of differing lengths") {
  Body body;
  Attrs attrs = {{"body", body.graph.abi()}, {"num_scan_inputs", 2}};
  REQUIRE_THROWS_WITH(run_restructured("Scan", {kRows, kStart}, attrs, 2),
                      Catch::Contains("input 1 has 2 slices, where another has 3"));
}

}  // namespace mortise::ops::testing
