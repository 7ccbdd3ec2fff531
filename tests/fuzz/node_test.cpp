#include <map>

#include <catch2/catch.hpp>

#include "plugin-sdk/conform/check.hpp"
#include "tests/fuzz/node_check.hpp"
#include "tests/fuzz/random_bytes.hpp"

using namespace mortise;

namespace {

constexpr uint64_t kSeeds = 3000;
constexpr size_t kBytes = 64;

}  // namespace

TEST_CASE("shape rules answer or refuse, and kernels make what they answer") {
  const fuzz::NodeCheck check;
  std::map<fuzz::NodeFate, uint64_t> fates;
  for (uint64_t seed = 0; seed < kSeeds; ++seed) {
    const std::vector<uint8_t> bytes = fuzz::random_bytes(kBytes, seed);
    fuzz::Choices choices(bytes.data(), bytes.size());
    CAPTURE(seed);
    try {
      ++fates[check.run(choices)];
    } catch (const conform::Failure& failure) {
      FAIL_CHECK(failure.text);
    }
  }
  // A test of nothing but refusals would be none.
  CHECK(fates[fuzz::NodeFate::kRan] > kSeeds / 8);
  CHECK(fates[fuzz::NodeFate::kRefused] > kSeeds / 8);
}
