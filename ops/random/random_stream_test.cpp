#include <catch2/catch.hpp>

#include "ops/common/random.hpp"

namespace mortise::ops {
namespace {

// Known answers of the generator's authors (Random123, kat_vectors: philox4x32 10).
TEST_CASE("a random stream is Philox4x32-10") {
  CHECK(RandomStream(0, 0).block(0) ==
        std::array<uint32_t, 4>{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  CHECK(RandomStream(~uint64_t{0}, ~uint64_t{0}).block(~uint64_t{0}) ==
        std::array<uint32_t, 4>{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(RandomStream(0x299f31d0a4093822, 0x0370734413198a2e).block(0x85a308d3243f6a88) ==
        std::array<uint32_t, 4>{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("draws of one seed and of two differ") {
  const RandomStream stream(1, 0);
  CHECK(stream.uniform(3) == RandomStream(1, 0).uniform(3));
  CHECK(stream.uniform(3) != RandomStream(1, 1).uniform(3));
  CHECK(stream.uniform(3) != RandomStream(2, 0).uniform(3));
}

}  // namespace
}  // namespace mortise::ops
