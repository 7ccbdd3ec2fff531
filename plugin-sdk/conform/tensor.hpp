// Tensors in host memory, as the suite makes and compares them.
#pragma once

#include <mortise/sdk/tensor.hpp>

#include <optional>
#include <string>
#include <vector>

#include "plugin-sdk/conform/random.hpp"

namespace mortise::conform {

using sdk::Fill;
using sdk::fill_name;

/// Where random content comes from: what sdk::random_elements was given.
struct Origin {
  Fill fill;
  uint64_t seed;
};

struct HostTensor {
  uint32_t dtype = MORTISE_DTYPE_UNDEFINED;
  sdk::Shape shape;
  std::vector<unsigned char> bytes;
  std::optional<Origin> origin;

  HostTensor() = default;
  /// Garbage.
  HostTensor(uint32_t dtype_in, sdk::Shape shape_in);
  /// Borrows.
  mortise_tensor_view_t view() const { return sdk::host_view(dtype, shape, bytes.data()); }
  int64_t count() const { return sdk::element_count(shape); }
};

/// Content from a seed that `random` gives.
HostTensor random_tensor(uint32_t dtype, sdk::Shape shape, Fill fill, Random& random);
HostTensor int64_tensor(const std::vector<int64_t>& values);
/// The numbers, rounded to `dtype`. Requires: a plain dtype, as many numbers as elements.
HostTensor tensor_of(uint32_t dtype, sdk::Shape shape, const std::vector<double>& numbers);
HostTensor scalar_tensor(uint32_t dtype, double value);
/// |x| of every element; others as they are.
HostTensor absolute(const HostTensor& tensor);

/// "float32[2, 3]"
std::string type_text(const HostTensor& tensor);
/// "; inputs: float32[2, 3] absent": the end of a message.
std::string inputs_text(const std::vector<HostTensor>& inputs);

/// How far an element may be from the reference's: `relative` of the reference's magnitude, and `absolute`, and `scaled` of
/// `scale`'s element where there is one. All zero: the same number (NaN is NaN, and zeros have no sign); integers are then
/// the same bits. A number beyond the largest counts as the next one, so that rounding may go either way there.
struct Tolerance {
  double relative = 0;
  double absolute = 0;
  double scaled = 0;
  const HostTensor* scale = nullptr;
};

/// Empty when they agree, else the first difference in words. Requires: equal dtype and shape.
std::string find_difference(const HostTensor& actual, const HostTensor& expected,
                            const Tolerance& tolerance);

/// The distance from 1 to the next number; 0 for integers.
double epsilon_of(uint32_t dtype);
/// How far apart two ways to compute the same end at most, relative to the largest number that they meet: `steps` roundings
/// in what the dtype is computed in (float32; float64 for itself), and a few when narrower intermediate results are stored.
/// 0 for integers.
double rounding_of(uint32_t dtype, double steps);
/// The largest finite number, and the one to which results below the normal ones may be off: where the dtype's arithmetic
/// usually flushes subnormal numbers to zero, the smallest normal one. Requires: a float.
double largest_of(uint32_t dtype);
double smallest_of(uint32_t dtype);

}  // namespace mortise::conform
