#include "ops/common/random.hpp"

#include <cmath>
#include <cstring>
#include <random>

namespace mortise::ops {
namespace {

constexpr int kRounds = 10;
constexpr uint64_t kMultipliers[] = {0xd2511f53, 0xcd9e8d57};
constexpr uint32_t kWeyl[] = {0x9e3779b9, 0xbb67ae85};
constexpr double kPi = 3.14159265358979323846;

uint32_t low(uint64_t value) { return static_cast<uint32_t>(value); }
uint32_t high(uint64_t value) { return static_cast<uint32_t>(value >> 32); }

double to_unit(uint32_t upper, uint32_t lower) {
  return static_cast<double>((uint64_t{upper} << 32 | lower) >> 11) * 0x1p-53;
}

uint64_t seed_of(const Node& node) {
  const mortise_attribute_t* seed = node.attributes().find("seed");
  if (seed == nullptr) {
    std::random_device device;
    return uint64_t{device()} << 32 | device();
  }
  if (seed->kind == MORTISE_ATTRIBUTE_INT) return static_cast<uint64_t>(seed->int_value);
  uint64_t bits = 0;
  std::memcpy(&bits, &seed->float_value, sizeof(bits));
  return bits;
}

}  // namespace

std::array<uint32_t, 4> RandomStream::block(uint64_t index) const {
  std::array<uint32_t, 4> counter = {low(index), high(index), low(draw_), high(draw_)};
  uint32_t keys[] = {low(seed_), high(seed_)};
  for (int round = 0; round < kRounds; ++round) {
    const uint64_t first = kMultipliers[0] * counter[0];
    const uint64_t second = kMultipliers[1] * counter[2];
    counter = {high(second) ^ counter[1] ^ keys[0], low(second), high(first) ^ counter[3] ^ keys[1],
               low(first)};
    keys[0] += kWeyl[0];
    keys[1] += kWeyl[1];
  }
  return counter;
}

double RandomStream::uniform(uint64_t index) const {
  const std::array<uint32_t, 4> words = block(index / 2);
  const size_t first = index % 2 * 2;
  return to_unit(words[first], words[first + 1]);
}

double RandomStream::normal(uint64_t index) const {
  const std::array<uint32_t, 4> words = block(index);
  const double radius = std::sqrt(-2 * std::log(1 - to_unit(words[0], words[1])));
  return radius * std::cos(2 * kPi * to_unit(words[2], words[3]));
}

RandomSource::RandomSource(const Node& node)
    : seed_(seed_of(node)), is_seeded_(node.has_attr("seed")) {}

}  // namespace mortise::ops
