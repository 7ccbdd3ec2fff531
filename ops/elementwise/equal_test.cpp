#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Equal compares with broadcasting; NaN equals nothing") {
  require_equal(run("Equal", {tensor<float>({3}, {1, 2, NAN}), tensor<float>({1}, {2})})[0],
                tensor<bool8>({3}, {false, true, false}));
  require_equal(run("Equal", {tensor<bool8>({2}, {true, false}), tensor<bool8>({}, {false})})[0],
                tensor<bool8>({2}, {false, true}));
}

TEST_CASE("Equal compares strings byte by byte") {
  const mortise_string_t texts[] = {{"ab", 2}, {"a\0b", 3}, {"", 0}};
  Tensor a{MORTISE_DTYPE_STRING, {3}, std::vector<unsigned char>(sizeof(texts))};
  std::memcpy(a.bytes.data(), texts, sizeof(texts));
  Tensor b{MORTISE_DTYPE_STRING, {}, std::vector<unsigned char>(sizeof(texts[0]))};
  const mortise_string_t one = {"a\0c", 2};
  std::memcpy(b.bytes.data(), &one, sizeof(one));
  require_equal(run("Equal", {a, a})[0], tensor<bool8>({3}, {true, true, true}));
  require_equal(run("Equal", {a, b})[0], tensor<bool8>({3}, {false, false, false}));
}

}  // namespace
}  // namespace mortise::ops::testing
