#include "tools/mortise/inputs.hpp"

#include <cmath>
#include <cstring>
#include <map>

#include "tools/common/element.hpp"
#include "tools/common/file.hpp"
#include "tools/common/npy.hpp"
#include "tools/mortise/command.hpp"
#include "tools/mortise/image.hpp"

namespace mortise::cli {
namespace {

using tools::Array;
using OptionalShape = std::optional<std::vector<int64_t>>;

constexpr uint64_t kMaxGenerated = uint64_t{1} << 34;  // bytes: a mistyped shape should not swap

[[noreturn]] void fail(const std::string& message) {
  throw Error(MORTISE_STATUS_INVALID_ARGUMENT, message);
}

bool fits(const std::vector<int64_t>& shape, const InputType& type) {
  if (!type.ranked) return true;
  if (shape.size() != type.shape.size()) return false;
  for (size_t axis = 0; axis < shape.size(); ++axis) {
    if (type.shape[axis] >= 0 && shape[axis] >= 0 && type.shape[axis] != shape[axis]) return false;
  }
  return true;
}

/// The shape to make: the spec's own, the command line's, or the model's.
std::vector<int64_t> resolve_shape(const InputType& type, const OptionalShape& of_spec,
                                   const OptionalShape& of_flag) {
  const std::vector<int64_t>& shape = of_spec ? *of_spec : of_flag ? *of_flag : type.shape;
  for (const int64_t extent : shape) {
    if (extent < 0) {
      fail("input `" + type.name + "` has the shape " + tools::format_shape(shape) +
           "; say which one to make: --shape " + type.name + "=1x3x224x224, for example");
    }
  }
  if (!type.ranked && !of_spec && !of_flag) {
    fail("input `" + type.name + "` takes any shape; say which one to make with --shape");
  }
  return shape;
}

uint32_t require_dtype(const InputType& type) {
  if (type.dtype != MORTISE_DTYPE_UNDEFINED) return type.dtype;
  fail("input `" + type.name + "` takes any dtype; give a .npy file, or a .raw file with a dtype");
}

double draw(std::mt19937_64& random) {
  // The top 53 bits: the same numbers with every standard library.
  return std::ldexp(static_cast<double>(random() >> 11), -53);
}

Array generate(const InputSpec& spec, const InputType& type, const OptionalShape& shape,
               std::mt19937_64& random) {
  Array array;
  array.dtype = require_dtype(type);
  array.shape = resolve_shape(type, spec.shape, shape);
  const size_t size = tools::element_size(array.dtype);
  if (size == 0) {
    fail("input `" + type.name + "`: values of " + dtype_name(array.dtype) +
         " cannot be generated; give a .raw file");
  }
  const uint64_t count = tools::count_elements(array.shape);
  if (count > kMaxGenerated / size) {
    fail("input `" + type.name + "`: " + tools::format_shape(array.shape) +
         " is too large to generate");
  }
  array.bytes.resize(count * size);
  if (spec.kind == InputSpec::Kind::kZeros) return array;
  const bool whole = tools::is_integer(array.dtype);
  const bool is_bool = array.dtype == MORTISE_DTYPE_BOOL;
  const auto [low, high] = spec.range.value_or(is_bool ? std::pair(0.0, 1.0)
                                               : whole ? std::pair(0.0, 9.0)
                                                       : std::pair(-1.0, 1.0));
  for (uint64_t index = 0; index < count; ++index) {
    const double value = whole ? std::floor(low + draw(random) * (high - low + 1))
                               : low + draw(random) * (high - low);
    tools::store_element(array.dtype, value, array.bytes.data() + index * size);
  }
  return array;
}

Array read_raw(const InputSpec& spec, const InputType& type, const OptionalShape& shape) {
  const std::string content = tools::read_file(spec.path);
  Array array;
  array.dtype = spec.dtype.empty() ? require_dtype(type) : dtype_by_name(spec.dtype);
  if (array.dtype == MORTISE_DTYPE_UNDEFINED) {
    fail(spec.path + ": `" + spec.dtype + "` is not a dtype; write float32, int64, uint8, …");
  }
  array.shape = resolve_shape(type, spec.shape, shape);
  const mortise_dtype_info_t* info = mortise_dtype_get_info(array.dtype);
  const uint64_t count = tools::count_elements(array.shape, spec.path);
  const uint64_t per_block = info == nullptr ? 0 : info->elements_per_block;
  const uint64_t block_bytes = info == nullptr ? 0 : info->bytes_per_block;
  if (per_block == 0 || block_bytes == 0) {
    fail(spec.path + ": " + dtype_name(array.dtype) + " has no raw form");
  }
  const uint64_t blocks = count / per_block + (count % per_block != 0 ? 1 : 0);
  if (blocks > UINT64_MAX / block_bytes || content.size() != blocks * block_bytes) {
    fail(spec.path + ": has " + std::to_string(content.size()) + " bytes, but " +
         dtype_name(array.dtype) + " of shape " + tools::format_shape(array.shape) + " needs " +
         std::to_string(blocks) + " times " + std::to_string(block_bytes));
  }
  const auto* const data = reinterpret_cast<const std::byte*>(content.data());
  array.bytes.assign(data, data + content.size());
  return array;
}

Array read_picture(const InputSpec& spec, const InputType& type, const OptionalShape& shape) {
  ImageTarget target;
  target.dtype = require_dtype(type);
  target.shape = shape ? *shape : type.shape;
  if (!type.ranked && !shape) target.shape = {1, 3, -1, -1};
  return read_image(spec.path, spec.image_options, target);
}

Array make(const InputSpec& spec, const InputType& type, const OptionalShape& shape,
           std::mt19937_64& random) {
  switch (spec.kind) {
    case InputSpec::Kind::kNpy: return tools::read_npy(spec.path);
    case InputSpec::Kind::kRaw: return read_raw(spec, type, shape);
    case InputSpec::Kind::kImage: return read_picture(spec, type, shape);
    default: return generate(spec, type, shape, random);
  }
}

Tensor to_tensor(const Runtime& runtime, const Array& array) {
  Tensor tensor(runtime, array.dtype, array.shape);
  const Span<std::byte> bytes = tensor.bytes();
  if (!array.bytes.empty()) std::memcpy(bytes.data(), array.bytes.data(), bytes.size());
  return tensor;
}

std::string source_of(const InputSpec& spec) {
  return spec.path.empty() ? "the generated tensor" : spec.path;
}

std::vector<std::string> names_of(const std::vector<InputType>& types) {
  std::vector<std::string> names;
  for (const InputType& type : types) names.push_back(type.name);
  return names;
}

}  // namespace

Array make_input(const InputSpec& spec, const InputType& type, const OptionalShape& shape,
                 std::mt19937_64& random) {
  if (!type.is_tensor) {
    fail("input `" + type.name + "` is not a tensor, and the command line gives only tensors");
  }
  Array array = make(spec, type, shape, random);
  const std::string source = source_of(spec);
  if (type.dtype != MORTISE_DTYPE_UNDEFINED && array.dtype != type.dtype) {
    fail("input `" + type.name + "` takes " + dtype_name(type.dtype) + ", but " + source +
         " holds " + dtype_name(array.dtype));
  }
  if (!fits(array.shape, type)) {
    fail("input `" + type.name + "` takes the shape " + tools::format_shape(type.shape) + ", but " +
         source + " has " + tools::format_shape(array.shape));
  }
  return array;
}

void refuse_nan(const Array& array, const std::string& input, const std::string& source) {
  const size_t size = tools::element_size(array.dtype);
  if (size == 0 || tools::is_integer(array.dtype)) return;
  for (size_t offset = 0; offset < array.bytes.size(); offset += size) {
    if (std::isnan(tools::load_element(array.dtype, array.bytes.data() + offset))) {
      fail("input `" + input + "`: element " + std::to_string(offset / size) + " of " + source +
           " is not a number; --allow-nan lets it pass");
    }
  }
}

void InputFlags::add_to(CLI::App& command, const std::string& default_fill) {
  const std::string group = "Inputs";
  fill_ = default_fill;
  add_repeated(command, "-i,--input", inputs_,
               "FILE.npy, FILE.raw:DTYPE:SHAPE, FILE.png:OPTIONS, random or zeros; the name may be "
               "left out when there is one input")
      ->type_name("NAME=SOURCE")
      ->group(group);
  add_repeated(command, "--shape", shapes_, "the shape to make where the model leaves it open")
      ->type_name("NAME=1x3x64x64")
      ->group(group);
  command.add_option("--fill", fill_, "what inputs without --input get")
      ->check(CLI::IsMember({"random", "zeros"}))
      ->type_name("random|zeros")
      ->group(group)
      ->capture_default_str();
  command.add_option("--seed", seed_, "of random inputs")
      ->check(whole_number(0, UINT64_MAX).description(""))
      ->type_name("N")
      ->capture_default_str()
      ->group(group);
  command.add_flag("--allow-nan", allow_nan_, "do not refuse inputs with NaN")->group(group);
}

std::vector<Tensor> InputFlags::make(const Runtime& runtime, const Session& session) const {
  const std::vector<InputType> types = input_types(session);
  const std::vector<std::string> names = names_of(types);
  const auto collect = [&names](const std::vector<std::string>& flags, const std::string& option) {
    std::map<std::string, std::string> by_name;
    for (const std::string& flag : flags) {
      if (names.empty()) fail(option + " " + flag + ": the model has no inputs");
      const auto [name, text] = split_name(flag, names, option);
      if (!by_name.emplace(name, text).second) fail(option + " is given twice for `" + name + "`");
    }
    return by_name;
  };
  const auto specs = collect(inputs_, "--input");
  const auto shapes = collect(shapes_, "--shape");
  std::mt19937_64 random(seed_);
  std::vector<Tensor> tensors;
  for (const InputType& type : types) {
    const auto spec = specs.find(type.name);
    if (spec == specs.end() && fill_.empty()) {
      fail("input `" + type.name + "` is missing; give it with --input " + type.name +
           "=FILE.npy, or fill it with --fill random");
    }
    const InputSpec parsed = parse_input_spec(spec == specs.end() ? fill_ : spec->second);
    const auto shape = shapes.find(type.name);
    const Array array = make_input(
        parsed, type,
        shape == shapes.end() ? std::nullopt : OptionalShape(tools::parse_shape(shape->second)),
        random);
    if (!allow_nan_) refuse_nan(array, type.name, source_of(parsed));
    tensors.push_back(to_tensor(runtime, array));
  }
  return tensors;
}

}  // namespace mortise::cli
