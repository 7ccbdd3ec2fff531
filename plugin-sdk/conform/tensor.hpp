// Tensors in host memory, as the suite makes and compares them.
#pragma once

#include <mortise/sdk/tensor.hpp>

#include <string>
#include <vector>

#include "plugin-sdk/conform/random.hpp"

namespace mortise::conform {

struct HostTensor {
  uint32_t dtype = MORTISE_DTYPE_UNDEFINED;
  sdk::Shape shape;
  std::vector<unsigned char> bytes;

  HostTensor() = default;
  /// Garbage.
  HostTensor(uint32_t dtype_in, sdk::Shape shape_in);
  /// Borrows.
  mortise_tensor_view_t view() const { return sdk::host_view(dtype, shape, bytes.data()); }
  int64_t count() const { return sdk::element_count(shape); }
};

/// What the elements of an input are like.
enum class Fill {
  kOrdinary,   // in [-2, 2]; integers in [-20, 20], as far as the dtype goes
  kPositive,   // in [0.1, 2]; integers in [1, 20]
  kUnit,       // in (-1, 1)
  kNonFinite,  // ordinary, with NaN, infinities and zeros of both signs among them; floats only
  kSpecial,  // kNonFinite, and the largest and subnormal numbers: not for sums, which may overflow on the way
  kBig,        // near the dtype's largest
  kTiny,       // near the dtype's smallest normal numbers
  kSmallInts,  // in [0, 3]: counts, shifts
};

const char* fill_name(Fill fill);

/// Reproducible content. Requires: a plain dtype.
HostTensor random_tensor(uint32_t dtype, sdk::Shape shape, Fill fill, Random& random);
HostTensor int64_tensor(const std::vector<int64_t>& values);
HostTensor scalar_tensor(uint32_t dtype, double value);
/// |x| of every element; others as they are.
HostTensor absolute(const HostTensor& tensor);

/// "float32[2, 3]"
std::string type_text(const HostTensor& tensor);

/// How far an element may be from the reference's: `relative` of the reference's magnitude, or `scaled` of `scale`'s element
/// where there is one, or `absolute`, whichever is most. All zero: bit for bit (NaN is NaN).
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

}  // namespace mortise::conform
