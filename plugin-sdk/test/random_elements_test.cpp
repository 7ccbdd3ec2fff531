#include <mortise/sdk/random_elements.hpp>

#include <cmath>

#include <catch2/catch.hpp>

namespace mortise::sdk {
namespace {

std::vector<double> numbers(uint32_t dtype, Fill fill) {
  const int64_t count = 600;
  const auto bytes = random_elements(dtype, count, fill, 1);
  return to_doubles(host_view(dtype, Shape{count}, bytes.data()));
}

template <class Holds>
size_t count_if(const std::vector<double>& values, const Holds& holds) {
  size_t count = 0;
  for (const double value : values) count += holds(value) ? 1 : 0;
  return count;
}

}  // namespace

TEST_CASE("a seed gives the same elements again, and another seed others") {
  const auto make = [](uint64_t seed) {
    return random_elements(MORTISE_DTYPE_FLOAT32, 5, Fill::kOrdinary, seed);
  };
  CHECK(make(7) == make(7));
  CHECK(make(7) != make(8));
  CHECK(random_elements(MORTISE_DTYPE_COMPLEX64, 3, Fill::kOrdinary, 1).size() == 24);
}

TEST_CASE("fills hold what their names say, for every plain dtype") {
  for (uint32_t dtype = 0; dtype < 64; ++dtype) {
    if (!dtype_set(NumericTypes{}).contains(dtype)) continue;
    INFO(dtype_name(dtype));
    for (const double value : numbers(dtype, Fill::kOrdinary)) CHECK(std::abs(value) <= 20);
    for (const double value : numbers(dtype, Fill::kPositive)) CHECK((value > 0 && value <= 20));
    for (const double value : numbers(dtype, Fill::kNonZero))
      CHECK((value != 0 && std::abs(value) <= 20));
    for (const double value : numbers(dtype, Fill::kSmallInts))
      CHECK((value >= 0 && value <= 3 && value == std::floor(value)));
  }
}

TEST_CASE("special fills mix numbers that are none among ordinary ones") {
  for (const uint32_t dtype : {MORTISE_DTYPE_FLOAT32, MORTISE_DTYPE_FLOAT64, MORTISE_DTYPE_FLOAT16,
                               MORTISE_DTYPE_BFLOAT16}) {
    INFO(dtype_name(dtype));
    const auto is_nan = [](double value) { return std::isnan(value); };
    const auto is_infinite = [](double value) { return std::isinf(value); };
    CHECK(count_if(numbers(dtype, Fill::kNan), is_nan) > 20);
    CHECK(count_if(numbers(dtype, Fill::kNan), is_infinite) == 0);
    CHECK(count_if(numbers(dtype, Fill::kNonFinite), is_infinite) > 20);
    CHECK(count_if(numbers(dtype, Fill::kSpecial), is_nan) > 5);
    CHECK(count_if(numbers(dtype, Fill::kOrdinary), is_nan) == 0);
    CHECK(count_if(numbers(dtype, Fill::kBig), is_infinite) == 0);
    for (const double value : numbers(dtype, Fill::kTiny))
      CHECK((value != 0 && std::abs(value) < 1e-3));
  }
}

}  // namespace mortise::sdk
