#include "tools/node_tests/test_data.hpp"

#include <mortise/mortise.hpp>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <onnx.pb.h>

namespace mortise::node_tests {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& message) {
  throw Error(MORTISE_STATUS_INVALID_ARGUMENT, message);
}

std::string read_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) fail(path + ": cannot be read");
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

std::vector<TestCase> find_tests(const std::string& data, const std::string& filter) {
  std::vector<TestCase> tests;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(data, error)) {
    const std::string name = entry.path().filename().string();
    const bool wanted = name.find(filter) != std::string::npos;
    if (wanted && fs::exists(entry.path() / "model.onnx")) {
      tests.push_back({name, entry.path().string()});
    }
  }
  if (error) {
    fail(data + ": " + error.message() +
         "; install the Debian package libonnx-testdata, or name a folder with --data");
  }
  if (tests.empty()) fail(data + ": no test's name contains `" + filter + "`");
  std::sort(tests.begin(), tests.end(),
            [](const TestCase& left, const TestCase& right) { return left.name < right.name; });
  return tests;
}

std::string model_path(const TestCase& test) { return test.folder + "/model.onnx"; }

std::optional<std::string> data_path(const TestCase& test, const char* kind, size_t index) {
  const std::string path =
      test.folder + "/test_data_set_0/" + kind + "_" + std::to_string(index) + ".pb";
  return fs::exists(path) ? std::optional(path) : std::nullopt;
}

namespace {

TestTensor to_tensor(const onnx_proto::TensorProto& proto, const std::string& path) {
  TestTensor tensor;
  tensor.dtype = static_cast<uint32_t>(proto.data_type());
  tensor.shape.assign(proto.dims().begin(), proto.dims().end());
  tensor.strings.assign(proto.string_data().begin(), proto.string_data().end());
  // The test data uses raw_data for everything but strings and, rarely, small elements, which are in the low bytes.
  tensor.bytes.resize(proto.raw_data().size());
  std::memcpy(tensor.bytes.data(), proto.raw_data().data(), tensor.bytes.size());
  const mortise_dtype_info_t* info = mortise_dtype_get_info(tensor.dtype);
  if (proto.int32_data_size() != 0 && (info == nullptr || info->bytes_per_block > sizeof(int32_t)))
    fail(path + ": int32_data of " + dtype_name(tensor.dtype) + " is not supported");
  for (const int32_t value : proto.int32_data()) {
    const auto* const bytes = reinterpret_cast<const std::byte*>(&value);
    tensor.bytes.insert(tensor.bytes.end(), bytes, bytes + info->bytes_per_block);
  }
  return tensor;
}

template <class Proto>
Proto parse(const std::string& path, const char* what) {
  Proto proto;
  if (!proto.ParseFromString(read_bytes(path))) fail(path + ": not " + what);
  return proto;
}

TestValue to_value(const onnx_proto::TensorProto& proto, const std::string& path) {
  return {MORTISE_VALUE_TENSOR, to_tensor(proto, path), {}};
}

TestValue to_value(const onnx_proto::SequenceProto& proto, const std::string& path) {
  TestValue value{MORTISE_VALUE_SEQUENCE, {}, {}};
  for (const auto& item : proto.tensor_values()) value.items.push_back(to_value(item, path));
  for (const auto& item : proto.sequence_values()) value.items.push_back(to_value(item, path));
  return value;
}

TestValue to_value(const onnx_proto::OptionalProto& proto, const std::string& path) {
  TestValue value{MORTISE_VALUE_OPTIONAL, {}, {}};
  if (proto.has_tensor_value()) value.items.push_back(to_value(proto.tensor_value(), path));
  if (proto.has_sequence_value()) value.items.push_back(to_value(proto.sequence_value(), path));
  return value;
}

}  // namespace

TestTensor read_tensor(const std::string& path) {
  return to_tensor(parse<onnx_proto::TensorProto>(path, "a tensor"), path);
}

TestValue read_value(const std::string& path, uint32_t kind) {
  if (kind == MORTISE_VALUE_SEQUENCE)
    return to_value(parse<onnx_proto::SequenceProto>(path, "a sequence"), path);
  if (kind == MORTISE_VALUE_OPTIONAL)
    return to_value(parse<onnx_proto::OptionalProto>(path, "an optional"), path);
  return to_value(parse<onnx_proto::TensorProto>(path, "a tensor"), path);
}

}  // namespace mortise::node_tests
