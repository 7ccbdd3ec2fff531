#include "tools/peers/runner/value.hpp"

#include <cstring>
#include <memory>

#include <nlohmann/json.hpp>

#include "tools/common/npy.hpp"

namespace mortise::peers {
namespace {

using Json = nlohmann::json;

Tensor read_file(const Runtime& runtime, const std::string& path) {
  const tools::Array array = tools::read_npy(path);
  Tensor tensor(runtime, array.dtype, array.shape);
  if (!array.bytes.empty())
    std::memcpy(tensor.bytes().data(), array.bytes.data(), array.bytes.size());
  return tensor;
}

struct Texts {
  std::vector<std::string> owned;
  std::vector<mortise_string_t> elements;
};

Tensor string_tensor(std::vector<std::string> texts, const Shape& shape) {
  auto held = std::make_unique<Texts>();
  held->owned = std::move(texts);
  for (const std::string& text : held->owned) held->elements.push_back({text.data(), text.size()});
  Tensor tensor = Tensor::wrap(
      held->elements.data(), held->elements.size(), shape,
      [](void* context) { delete static_cast<Texts*>(context); }, held.get());
  static_cast<void>(held.release());
  return tensor;
}

}  // namespace

Tensor read_value(const Runtime& runtime, const Json& value) {
  if (value.is_string()) return read_file(runtime, value.get<std::string>());
  if (value.is_object())
    return string_tensor(value.at("strings").get<std::vector<std::string>>(),
                         value.at("shape").get<Shape>());
  std::vector<Tensor> items;
  for (const Json& item : value) items.push_back(read_value(runtime, item));
  return Tensor::sequence(items);
}

Json write_value(const Tensor& value, const std::string& path) {
  if (value.kind() != MORTISE_VALUE_TENSOR) {
    Json items = Json::array();
    for (const Tensor& item : value.items())
      items.push_back(write_value(item, path + "." + std::to_string(items.size())));
    return items;
  }
  if (value.dtype() == MORTISE_DTYPE_STRING) {
    Json texts = Json::array();
    for (const mortise_string_t& text : value.data<mortise_string_t>())
      texts.push_back(std::string(text.data, text.size));
    return {{"strings", std::move(texts)}, {"shape", value.shape()}};
  }
  const Span<std::byte> bytes = value.bytes();
  tools::write_npy(path, value.dtype(), value.shape(), bytes.data(), bytes.size());
  return path;
}

}  // namespace mortise::peers
