#include "plugins/communicators/loopback/reduce.hpp"

#include <mortise/abi/communicator.h>
#include <mortise/sdk/half.hpp>

#include <cmath>
#include <complex>
#include <cstring>
#include <limits>
#include <vector>

#include <catch2/catch.hpp>

namespace mortise::loopback {
namespace {

// The reduction of one element per rank.
template <class T>
T reduce(uint32_t dtype, uint32_t reduction, const std::vector<T>& ranks) {
  const ReduceBlock block = find_reduction(dtype, reduction);
  REQUIRE(block != nullptr);
  std::vector<const std::byte*> sources;
  for (const T& value : ranks) sources.push_back(reinterpret_cast<const std::byte*>(&value));
  T result;
  block(sources.data(), sources.size(), 0, 1, reinterpret_cast<std::byte*>(&result));
  return result;
}

TEST_CASE("reductions wrap integers, and divide their mean towards zero") {
  CHECK(reduce<int8_t>(MORTISE_DTYPE_INT8, MORTISE_REDUCE_SUM, {127, 1}) == -128);
  CHECK(reduce<uint8_t>(MORTISE_DTYPE_UINT8, MORTISE_REDUCE_PRODUCT, {16, 17}) == 16);
  constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
  CHECK(reduce<int64_t>(MORTISE_DTYPE_INT64, MORTISE_REDUCE_SUM, {kMost, 1}) ==
        std::numeric_limits<int64_t>::min());
  CHECK(reduce<int64_t>(MORTISE_DTYPE_INT64, MORTISE_REDUCE_PRODUCT, {kMost, 2}) == -2);
  CHECK(reduce<int32_t>(MORTISE_DTYPE_INT32, MORTISE_REDUCE_MEAN, {-3, -4}) == -3);
  CHECK(reduce<int8_t>(MORTISE_DTYPE_INT8, MORTISE_REDUCE_MEAN, {100, 100}) == 100);
  CHECK(reduce<uint64_t>(MORTISE_DTYPE_UINT64, MORTISE_REDUCE_MAX, {1, ~uint64_t{0}}) ==
        ~uint64_t{0});
  CHECK(reduce<int16_t>(MORTISE_DTYPE_INT16, MORTISE_REDUCE_MIN, {5, -7, 6}) == -7);
}

TEST_CASE("reductions take bools as logical values, whatever byte means true") {
  CHECK(reduce<uint8_t>(MORTISE_DTYPE_BOOL, MORTISE_REDUCE_SUM, {0, 7, 1}) == 1);
  CHECK(reduce<uint8_t>(MORTISE_DTYPE_BOOL, MORTISE_REDUCE_MAX, {0, 0}) == 0);
  CHECK(reduce<uint8_t>(MORTISE_DTYPE_BOOL, MORTISE_REDUCE_PRODUCT, {2, 4}) == 1);
  CHECK(reduce<uint8_t>(MORTISE_DTYPE_BOOL, MORTISE_REDUCE_MIN, {1, 0}) == 0);
}

TEST_CASE("a minimum or maximum with a NaN is NaN, at whichever rank it is") {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  for (const uint32_t reduction : {MORTISE_REDUCE_MIN, MORTISE_REDUCE_MAX}) {
    CHECK(std::isnan(reduce<float>(MORTISE_DTYPE_FLOAT32, reduction, {nan, 1, 2})));
    CHECK(std::isnan(reduce<float>(MORTISE_DTYPE_FLOAT32, reduction, {1, nan, 2})));
    CHECK(std::isnan(reduce<float>(MORTISE_DTYPE_FLOAT32, reduction, {1, 2, nan})));
  }
}

TEST_CASE("sums of float16 and bfloat16 round once") {
  const sdk::float16 one(1.0f);
  const std::vector<sdk::float16> halves = {sdk::float16(2048.0f), one, one, one, one};
  CHECK(static_cast<float>(reduce(MORTISE_DTYPE_FLOAT16, MORTISE_REDUCE_SUM, halves)) == 2052.0f);
  const sdk::bfloat16 small(1.0f);
  const std::vector<sdk::bfloat16> brains = {sdk::bfloat16(256.0f), small, small, small, small};
  CHECK(static_cast<float>(reduce(MORTISE_DTYPE_BFLOAT16, MORTISE_REDUCE_SUM, brains)) == 260.0f);
  CHECK(static_cast<float>(reduce(MORTISE_DTYPE_BFLOAT16, MORTISE_REDUCE_MEAN, brains)) == 52.0f);
}

TEST_CASE("reductions of complex numbers") {
  using C = std::complex<float>;
  CHECK(reduce<C>(MORTISE_DTYPE_COMPLEX64, MORTISE_REDUCE_SUM, {C(1, 2), C(3, -1)}) == C(4, 1));
  CHECK(reduce<C>(MORTISE_DTYPE_COMPLEX64, MORTISE_REDUCE_PRODUCT, {C(0, 1), C(0, 1)}) == C(-1, 0));
  CHECK(reduce<C>(MORTISE_DTYPE_COMPLEX64, MORTISE_REDUCE_MEAN, {C(1, 2), C(3, 4)}) == C(2, 3));
}

TEST_CASE("what has no meaning has no reduction") {
  CHECK(find_reduction(MORTISE_DTYPE_BOOL, MORTISE_REDUCE_MEAN) == nullptr);
  CHECK(find_reduction(MORTISE_DTYPE_COMPLEX64, MORTISE_REDUCE_MAX) == nullptr);
  CHECK(find_reduction(MORTISE_DTYPE_STRING, MORTISE_REDUCE_SUM) == nullptr);
  CHECK(find_reduction(MORTISE_DTYPE_FLOAT8E4M3FN, MORTISE_REDUCE_SUM) == nullptr);
  CHECK(find_reduction(MORTISE_DTYPE_Q4_0, MORTISE_REDUCE_SUM) == nullptr);
  CHECK(find_reduction(MORTISE_DTYPE_FLOAT32, 0) == nullptr);
  CHECK(find_reduction(MORTISE_DTYPE_FLOAT32, MORTISE_REDUCE_MEAN + 1) == nullptr);
}

}  // namespace
}  // namespace mortise::loopback
