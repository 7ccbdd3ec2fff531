// ONNX's node tests as they lie on disk: NAME/model.onnx, NAME/test_data_set_0/input_N.pb and
// output_N.pb.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mortise::node_tests {

/// A tensor as a .pb file holds it.
struct TestTensor {
  uint32_t dtype = 0;  // MORTISE_DTYPE_…
  std::vector<int64_t> shape;
  std::vector<std::byte> bytes;      // of all dtypes but strings
  std::vector<std::string> strings;  // of strings
};

/// A tensor, or a sequence or an optional of values.
struct TestValue {
  uint32_t kind = 0;  // MORTISE_VALUE_…
  TestTensor tensor;
  std::vector<TestValue> items;
};

struct TestCase {
  std::string name;
  std::string folder;
};

/// Sorted by name; those whose names contain `filter`. Throws mortise::Error when `data` has no
/// tests.
std::vector<TestCase> find_tests(const std::string& data, const std::string& filter);

std::string model_path(const TestCase& test);
/// The file of input or output `index` of the test's data set; nothing when there is none. `kind`:
/// "input" or "output".
std::optional<std::string> data_path(const TestCase& test, const char* kind, size_t index);

/// Throws mortise::Error.
TestTensor read_tensor(const std::string& path);
/// The file does not say itself what kind of value it holds.
TestValue read_value(const std::string& path, uint32_t kind);

}  // namespace mortise::node_tests
