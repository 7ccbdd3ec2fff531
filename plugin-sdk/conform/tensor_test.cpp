#include "plugin-sdk/conform/tensor.hpp"

#include <cmath>
#include <cstring>
#include <limits>

#include <catch2/catch.hpp>

namespace mortise::conform {
namespace {

HostTensor floats(const std::vector<float>& values) {
  HostTensor tensor(MORTISE_DTYPE_FLOAT32, {static_cast<int64_t>(values.size())});
  std::memcpy(tensor.bytes.data(), values.data(), tensor.bytes.size());
  return tensor;
}

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr float kInfinity = std::numeric_limits<float>::infinity();

}  // namespace

TEST_CASE("a difference names the first wrong element and what is right") {
  Tolerance tolerance;
  tolerance.relative = 0.01;
  REQUIRE(find_difference(floats({1, 2.01f}), floats({1, 2}), tolerance).empty());
  REQUIRE(find_difference(floats({1, 2.5f}), floats({1, 2}), tolerance) ==
          "1 of 2 elements differ, first at [1]: 2.5 where 2 is right, give or take 0.02");
}

TEST_CASE("NaN equals NaN only, and infinity equals itself only") {
  Tolerance tolerance;
  tolerance.absolute = 1e30;
  REQUIRE(find_difference(floats({kNan, kInfinity}), floats({kNan, kInfinity}), tolerance).empty());
  REQUIRE_THAT(find_difference(floats({0}), floats({kNan}), tolerance),
               Catch::Contains("NaN in an input must reach the output"));
  REQUIRE_FALSE(find_difference(floats({kNan}), floats({0}), tolerance).empty());
  REQUIRE_FALSE(find_difference(floats({-kInfinity}), floats({kInfinity}), tolerance).empty());
  REQUIRE_FALSE(find_difference(floats({1}), floats({kInfinity}), tolerance).empty());
}

TEST_CASE("an element's scale bounds its difference") {
  const HostTensor scale = floats({100, 1});
  Tolerance tolerance;
  tolerance.scaled = 0.01;
  tolerance.scale = &scale;
  REQUIRE(find_difference(floats({0.9f, 0}), floats({0, 0}), tolerance).empty());
  REQUIRE_THAT(find_difference(floats({0.9f, 0.1f}), floats({0, 0}), tolerance),
               Catch::Contains("first at [1]"));
}

TEST_CASE("integers are compared exactly") {
  Tolerance tolerance;
  tolerance.relative = 1;
  REQUIRE(find_difference(int64_tensor({3}), int64_tensor({3}), tolerance).empty());
  REQUIRE_FALSE(find_difference(int64_tensor({3}), int64_tensor({4}), tolerance).empty());
}

TEST_CASE("random contents are reproducible, and are what they are called") {
  Random one(7), two(7);
  for (const Fill fill : {Fill::kOrdinary, Fill::kPositive, Fill::kUnit, Fill::kNonFinite,
                          Fill::kSpecial, Fill::kBig, Fill::kTiny, Fill::kSmallInts}) {
    for (const uint32_t dtype : {MORTISE_DTYPE_FLOAT32, MORTISE_DTYPE_FLOAT16, MORTISE_DTYPE_INT8,
                                 MORTISE_DTYPE_UINT64, MORTISE_DTYPE_BOOL}) {
      REQUIRE(random_tensor(dtype, {40}, fill, one).bytes ==
              random_tensor(dtype, {40}, fill, two).bytes);
    }
  }
  for (const double value :
       sdk::to_doubles(random_tensor(MORTISE_DTYPE_FLOAT32, {200}, Fill::kPositive, one).view()))
    REQUIRE((value >= 0.1 && value <= 2));
  int nans = 0, infinite = 0;
  for (const double value :
       sdk::to_doubles(random_tensor(MORTISE_DTYPE_FLOAT16, {200}, Fill::kNonFinite, one).view())) {
    nans += std::isnan(value);
    infinite += std::isinf(value);
  }
  REQUIRE(nans > 0);
  REQUIRE(infinite > 0);
}

}  // namespace mortise::conform
