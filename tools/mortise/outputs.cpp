#include "tools/mortise/outputs.hpp"

#include <filesystem>
#include <set>
#include <string_view>

#include "tools/common/file.hpp"
#include "tools/common/npy.hpp"
#include "tools/mortise/input_spec.hpp"

namespace mortise::cli {
namespace {

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() > end.size() && text.substr(text.size() - end.size()) == end;
}

std::string kind_name(uint32_t kind) {
  return kind == MORTISE_VALUE_SEQUENCE ? "a sequence" : "an optional";
}

}  // namespace

std::vector<NamedTensor> tensors_of(const std::string& name, const Tensor& value) {
  if (value.kind() == MORTISE_VALUE_TENSOR) return {{name, value}};
  std::vector<NamedTensor> tensors;
  const std::vector<Tensor> items = value.items();
  if (items.empty()) return {{name, Tensor()}};
  for (size_t index = 0; index < items.size(); ++index) {
    const std::string item_name = name + "[" + std::to_string(index) + "]";
    for (NamedTensor& tensor : tensors_of(item_name, items[index]))
      tensors.push_back(std::move(tensor));
  }
  return tensors;
}

std::map<std::string, std::string> parse_outputs(const std::vector<std::string>& flags,
                                                 const std::vector<std::string>& names) {
  std::map<std::string, std::string> paths;
  std::set<std::filesystem::path> files;
  for (const std::string& flag : flags) {
    const auto [name, path] = split_name(flag, names, "--output");
    if (!ends_with(path, ".npy") && !ends_with(path, ".raw") && !ends_with(path, ".bin")) {
      throw Error(MORTISE_STATUS_INVALID_ARGUMENT,
                  "--output " + flag + ": the file's name must end in .npy, .raw or .bin");
    }
    if (!paths.emplace(name, path).second) {
      throw Error(MORTISE_STATUS_INVALID_ARGUMENT, "--output is given twice for `" + name + "`");
    }
    std::error_code ignored;
    if (!files
             .insert(std::filesystem::weakly_canonical(std::filesystem::absolute(path, ignored),
                                                       ignored))
             .second) {
      throw Error(MORTISE_STATUS_INVALID_ARGUMENT,
                  "--output " + flag + ": another output goes to the same file");
    }
  }
  return paths;
}

void write_tensor(const std::string& path, const Tensor& tensor) {
  if (tensor.kind() != MORTISE_VALUE_TENSOR) {
    throw Error(MORTISE_STATUS_UNSUPPORTED,
                path + ": " + kind_name(tensor.kind()) +
                    " cannot be written; leave --output out, and its elements are printed");
  }
  if (tensor.dtype() == MORTISE_DTYPE_STRING) {
    throw Error(MORTISE_STATUS_UNSUPPORTED,
                path + ": strings cannot be written; leave --output out, and they are printed");
  }
  const Span<std::byte> bytes = tensor.bytes();
  if (ends_with(path, ".npy")) {
    tools::write_npy(path, tensor.dtype(), tensor.shape(), bytes.data(), bytes.size());
  } else {
    tools::write_file(path, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  }
}

}  // namespace mortise::cli
