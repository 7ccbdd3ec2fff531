// What a fuzzer would hand out, from a seed.
#pragma once

#include <mortise/sdk/random_elements.hpp>

namespace mortise::fuzz {

inline std::vector<uint8_t> random_bytes(size_t count, uint64_t seed) {
  sdk::Random random(seed);
  std::vector<uint8_t> bytes(count);
  for (uint8_t& byte : bytes) byte = static_cast<uint8_t>(random.next() >> 32);
  return bytes;
}

}  // namespace mortise::fuzz
