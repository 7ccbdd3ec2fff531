// Elements of each numeric dtype as doubles, random values, and the serial model of a reduction.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace mortise::conform::contract {

struct Element {
  uint32_t dtype;
  const char* name;
  size_t bytes;
  double epsilon;  // of floating-point types: the distance from 1 to the next value; 0 otherwise
};

/// All dtypes with an order and a sum, bool among them.
const std::vector<Element>& numeric_elements();
/// The floating-point ones.
std::vector<Element> float_elements();

std::vector<uint8_t> encode(const Element& element, const std::vector<double>& values);
std::vector<double> decode(const Element& element, const std::vector<uint8_t>& bytes);

/// Values of one rank, the same for the same arguments on every rank of one run of a test; small whole numbers of which
/// every partial result is exact in every dtype, for up to 8 ranks.
std::vector<double> small_values(const Element& element, uint32_t reduction, uint64_t seed,
                                 uint32_t rank, uint64_t count);
/// Values in [-1, 1), as the dtype rounds them.
std::vector<double> real_values(const Element& element, uint64_t seed, uint32_t rank,
                                uint64_t count);
/// Bytes [first, first + count) of a rank's endless sequence.
std::vector<uint8_t> random_bytes(uint64_t seed, uint32_t rank, uint64_t count, uint64_t first = 0);
/// A number below `bound`, for the n-th decision that all ranks take alike.
uint64_t random_below(uint64_t seed, uint64_t n, uint64_t bound);

/// The reduction of ranks[r][i] over r.
std::vector<double> reduce_serially(const Element& element, uint32_t reduction,
                                    const std::vector<std::vector<double>>& ranks);
/// "mean of float16 on 3 ranks"
std::string describe(const Element& element, uint32_t reduction, uint32_t size);

}  // namespace mortise::conform::contract
