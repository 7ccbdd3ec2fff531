#include "tests/integration/support/model.hpp"

#include <random>

namespace mortise::tests {

std::vector<float> random_floats(size_t count, uint64_t seed) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<float> distribution(-1, 1);
  std::vector<float> values(count);
  for (float& value : values) value = distribution(random);
  return values;
}

Tensor random_tensor(const Shape& shape, uint64_t seed) {
  return floats(random_floats(static_cast<size_t>(sdk::element_count(shape)), seed), shape);
}

}  // namespace mortise::tests
