#include "tests/embed/onnx_file.hpp"

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

namespace mortise::tests {
namespace {

constexpr uint64_t kFloat = 1;  // TensorProto.DataType

std::string varint(uint64_t value) {
  std::string bytes;
  for (; value >= 0x80; value >>= 7) bytes += static_cast<char>((value & 0x7f) | 0x80);
  return bytes + static_cast<char>(value);
}

std::string number(uint32_t field, uint64_t value) { return varint(field << 3) + varint(value); }

std::string bytes(uint32_t field, std::string_view content) {
  return varint(field << 3 | 2) + varint(content.size()) + std::string(content);
}

std::string value_info(std::string_view name, std::initializer_list<uint64_t> extents) {
  std::string shape;
  for (const uint64_t extent : extents) shape += bytes(1, number(1, extent));
  const std::string tensor_type = number(1, kFloat) + bytes(2, shape);
  return bytes(1, name) + bytes(2, bytes(1, tensor_type));
}

std::string node(std::string_view op, std::initializer_list<std::string_view> inputs,
                 std::string_view output) {
  std::string content;
  for (const std::string_view input : inputs) content += bytes(1, input);
  return content + bytes(2, output) + bytes(4, op);
}

std::string weights(std::string_view name) {
  std::vector<float> elements(16 * 16 * 3 * 3);
  for (size_t i = 0; i < elements.size(); ++i) elements[i] = static_cast<float>(i % 7) / 64 - 0.05f;
  std::string content;
  for (const uint64_t extent : {16, 16, 3, 3}) content += number(1, extent);
  return content + number(2, kFloat) + bytes(8, name) +
         bytes(9,
               {reinterpret_cast<const char*>(elements.data()), elements.size() * sizeof(float)});
}

}  // namespace

std::string small_onnx_model() {
  const std::string graph = bytes(1, node("Conv", {"x", "W"}, "product")) +
                            bytes(1, node("Relu", {"product"}, "positive")) +
                            bytes(1, node("Exp", {"positive"}, "y")) + bytes(2, "small") +
                            bytes(5, weights("W")) + bytes(11, value_info("x", {1, 16, 16, 16})) +
                            bytes(12, value_info("y", {1, 16, 14, 14}));
  return number(1, 8) + bytes(7, graph) + bytes(8, number(2, 17));
}

}  // namespace mortise::tests
