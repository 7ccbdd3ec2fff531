// Whether what a run produced is what a test expects.
#pragma once

#include <mortise/mortise.hpp>

#include <string>

#include "tools/node_tests/test_data.hpp"

namespace mortise::node_tests {

/// As numpy.testing.assert_allclose: |actual - expected| <= absolute + relative * |expected|.
struct Tolerance {
  double relative = 1e-3;
  double absolute = 1e-7;
};

/// Empty when they agree; otherwise the first difference.
std::string find_difference(const mortise_tensor_view_t& actual, const TestTensor& expected,
                            const Tolerance& tolerance);

}  // namespace mortise::node_tests
