#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/loops.hpp"

namespace mortise::contrib {
namespace {

constexpr const char* kOp = "com.microsoft::MurmurHash3";

// Published values of MurmurHash3_x86_32.
TEST_CASE("MurmurHash3 hashes the bytes of strings") {
  const auto y = run(kOp,
                     {string_tensor({4}, {"", "test", "Hello, world!",
                                          "The quick brown fox jumps over the lazy dog"})},
                     {{"seed", 0x9747b28c}})[0];
  REQUIRE(y.dtype == MORTISE_DTYPE_UINT32);
  REQUIRE(y.ints() == std::vector<int64_t>{0xebb6c228, 0x704b81dc, 0x24884cba, 0x2fa826cd});
}

TEST_CASE("MurmurHash3 hashes the bytes of numbers, and may be signed") {
  // "aaaa" and "aaaaaaaa" as integers
  const auto word = tensor<int32_t>({1}, {0x61616161});
  REQUIRE(run(kOp, {word}, {{"seed", 0x9747b28c}})[0].ints() == std::vector<int64_t>{0x5a97808a});
  const auto text = run(kOp, {string_tensor({1}, {"aaaaaaaa"})}, {{"positive", 0}})[0];
  const auto wide = tensor<int64_t>({1}, {0x6161616161616161});
  REQUIRE(text.dtype == MORTISE_DTYPE_INT32);
  require_equal(run(kOp, {wide}, {{"positive", 0}})[0], text);
}

}  // namespace
}  // namespace mortise::contrib
