#include "plugins/formats/onnx/tensor.hpp"

#include <mortise/sdk/status.hpp>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>
#include <limits>
#include <vector>

#include <onnx.pb.h>

#include "plugins/formats/onnx/external_data.hpp"

namespace mortise::onnx {
namespace {

static_assert(std::endian::native == std::endian::little, "raw_data is little-endian");

using google::protobuf::RepeatedField;
using onnx_proto::TensorProto;

[[noreturn]] void fail_size(const char* field, uint64_t actual, uint64_t needed, const char* unit,
                            const Tensor& tensor) {
  sdk::fail(MORTISE_STATUS_DATA_LOSS, field, " has ", actual, unit, " where ",
            sdk::dtype_name(tensor.dtype), tensor.shape, " needs ", needed);
}

/// Lends memory whose alignment suits the dtype, and copies other memory.
void set_memory(Tensor& tensor, const void* data, uint64_t bytes,
                std::shared_ptr<const void> owner) {
  const uint64_t alignment = std::clamp<uint64_t>(sdk::dtype_bits(tensor.dtype) / 8, 1, 8);
  if (reinterpret_cast<uintptr_t>(data) % alignment == 0) {
    tensor.data = data;
    tensor.owner = std::move(owner);
    return;
  }
  auto copy = std::make_shared<std::vector<uint64_t>>((bytes + 7) / 8);
  std::memcpy(copy->data(), data, bytes);
  tensor.data = copy->data();
  tensor.owner = std::move(copy);
}

void take_raw(TensorProto& proto, uint64_t bytes, Tensor& tensor) {
  if (proto.raw_data().size() != bytes) {
    fail_size("raw_data", proto.raw_data().size(), bytes, " bytes", tensor);
  }
  auto owner = std::make_shared<const std::string>(std::move(*proto.mutable_raw_data()));
  const void* data = owner->data();
  set_memory(tensor, data, bytes, std::move(owner));
}

/// A field whose elements lie in memory as the tensor's do.
template <class T>
void take_field(const char* name, RepeatedField<T>& field, uint64_t count, Tensor& tensor) {
  if (static_cast<uint64_t>(field.size()) != count) {
    fail_size(name, static_cast<uint64_t>(field.size()), count, " elements", tensor);
  }
  auto owner = std::make_shared<RepeatedField<T>>();
  owner->Swap(&field);
  tensor.data = owner->data();
  tensor.owner = std::move(owner);
}

/// A field whose elements are wider than the tensor's. Signed and unsigned writers exist for each
/// width, so a value fits when it fits as either.
template <class To, class From>
void narrow_field(const char* name, const RepeatedField<From>& field, uint64_t count,
                  Tensor& tensor) {
  if (static_cast<uint64_t>(field.size()) != count) {
    fail_size(name, static_cast<uint64_t>(field.size()), count, " elements", tensor);
  }
  auto owner = std::make_shared<std::vector<To>>(count);
  for (size_t i = 0; i < count; ++i) {
    const From value = field[static_cast<int>(i)];
    const bool below =
        std::is_signed_v<From> &&
        value < static_cast<From>(std::numeric_limits<std::make_signed_t<To>>::min());
    if (below || (value > 0 && value > static_cast<From>(std::numeric_limits<To>::max()))) {
      sdk::invalid(name, "[", i, "] is ", value, ", which does not fit ",
                   sdk::dtype_name(tensor.dtype));
    }
    (*owner)[i] = static_cast<To>(value);
  }
  tensor.data = owner->data();
  tensor.owner = std::move(owner);
}

void take_int32_data(TensorProto& proto, uint64_t count, uint64_t bytes, Tensor& tensor) {
  RepeatedField<int32_t>& field = *proto.mutable_int32_data();
  switch (sdk::dtype_bits(tensor.dtype)) {
    case 32: return take_field("int32_data", field, count, tensor);
    case 16: return narrow_field<uint16_t>("int32_data", field, count, tensor);
    // An element of the field per byte: types below a byte are packed.
    default: return narrow_field<uint8_t>("int32_data", field, bytes, tensor);
  }
}

void take_typed(TensorProto& proto, uint64_t count, uint64_t bytes, Tensor& tensor) {
  switch (tensor.dtype) {
    case MORTISE_DTYPE_FLOAT32:
      return take_field("float_data", *proto.mutable_float_data(), count, tensor);
    case MORTISE_DTYPE_COMPLEX64:
      return take_field("float_data", *proto.mutable_float_data(), 2 * count, tensor);
    case MORTISE_DTYPE_FLOAT64:
      return take_field("double_data", *proto.mutable_double_data(), count, tensor);
    case MORTISE_DTYPE_COMPLEX128:
      return take_field("double_data", *proto.mutable_double_data(), 2 * count, tensor);
    case MORTISE_DTYPE_INT64:
      return take_field("int64_data", *proto.mutable_int64_data(), count, tensor);
    case MORTISE_DTYPE_UINT64:
      return take_field("uint64_data", *proto.mutable_uint64_data(), count, tensor);
    case MORTISE_DTYPE_UINT32:
      return narrow_field<uint32_t>("uint64_data", proto.uint64_data(), count, tensor);
    default: return take_int32_data(proto, count, bytes, tensor);
  }
}

uint64_t parse_number(std::string_view key, std::string_view text) {
  uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) {
    sdk::invalid("external_data: ", key, " is `", text, "`; it must be a number of bytes");
  }
  return number;
}

void take_external(const TensorProto& proto, uint64_t bytes, ExternalFiles& files, Tensor& tensor) {
  std::string_view location, checksum, length;
  uint64_t offset = 0;
  for (const auto& entry : proto.external_data()) {
    if (entry.key() == "location") location = entry.value();
    if (entry.key() == "checksum") checksum = entry.value();
    if (entry.key() == "offset") offset = parse_number("offset", entry.value());
    if (entry.key() == "length") length = entry.value();
  }
  const auto file = files.open(location, checksum);
  if (offset > file->size()) {
    sdk::fail(MORTISE_STATUS_DATA_LOSS, "external data `", location, "`: offset ", offset,
              " is past the file's end at ", file->size());
  }
  const uint64_t available = file->size() - offset;
  const uint64_t stated = length.empty() ? available : parse_number("length", length);
  if (stated > available) {
    sdk::fail(MORTISE_STATUS_DATA_LOSS, "external data `", location, "`: ", stated,
              " bytes from offset ", offset, " end past the file's ", file->size());
  }
  if (stated != bytes) fail_size("external data", stated, bytes, " bytes", tensor);
  set_memory(tensor, file->data() + offset, bytes, file);
}

void take_strings(TensorProto& proto, uint64_t count, Tensor& tensor) {
  if (static_cast<uint64_t>(proto.string_data_size()) != count) {
    fail_size("string_data", static_cast<uint64_t>(proto.string_data_size()), count, " elements",
              tensor);
  }
  std::vector<std::string> elements;
  elements.reserve(count);
  for (std::string& text : *proto.mutable_string_data()) elements.push_back(std::move(text));
  tensor = make_string_tensor(std::move(tensor.shape), std::move(elements));
}

/// Dtype and shape, checked; no data yet.
Tensor declared(const TensorProto& proto) {
  Tensor tensor;
  const int32_t dtype = proto.data_type();
  tensor.dtype = static_cast<uint32_t>(dtype);
  if (dtype <= 0 || sdk::dtype_bits(tensor.dtype) == 0) {
    sdk::invalid("data_type is ", dtype, "; known are 1 to ", MORTISE_DTYPE_INT2);
  }
  tensor.shape.assign(proto.dims().begin(), proto.dims().end());
  for (size_t i = 0; i < tensor.shape.size(); ++i) {
    if (tensor.shape[i] < 0) sdk::invalid("dims[", i, "] is ", tensor.shape[i]);
  }
  return tensor;
}

}  // namespace

Tensor make_string_tensor(sdk::Shape shape, std::vector<std::string> elements) {
  struct Strings {
    std::vector<std::string> bytes;
    std::vector<mortise_string_t> views;
  };
  auto owner = std::make_shared<Strings>();
  owner->bytes = std::move(elements);
  owner->views.reserve(owner->bytes.size());
  for (const std::string& text : owner->bytes) owner->views.push_back(sdk::to_abi(text));
  const void* data = owner->views.data();
  return {MORTISE_DTYPE_STRING, std::move(shape), data, std::move(owner)};
}

Tensor decode_tensor(TensorProto& proto, ExternalFiles& files) {
  const bool typed = proto.float_data_size() + proto.int32_data_size() + proto.int64_data_size() +
                         proto.double_data_size() + proto.uint64_data_size() +
                         proto.string_data_size() !=
                     0;
  if (typed && (proto.has_raw_data() || proto.data_location() == 1)) {
    sdk::invalid("the elements lie in two places; a tensor has one");
  }
  if (proto.has_segment()) sdk::unsupported("a tensor in segments is not supported");
  Tensor tensor = declared(proto);
  const auto count = static_cast<uint64_t>(sdk::element_count(sdk::ShapeView(tensor.shape)));
  const uint64_t bytes = sdk::storage_bytes(tensor.dtype, static_cast<int64_t>(count));
  const bool external = proto.data_location() == 1;
  const bool is_string = tensor.dtype == MORTISE_DTYPE_STRING;
  if (is_string && (external || proto.has_raw_data())) {
    sdk::invalid("strings lie in ", external ? "an external file" : "raw_data",
                 "; they must lie in string_data");
  }
  if (is_string) {
    take_strings(proto, count, tensor);
  } else if (external) {
    take_external(proto, bytes, files, tensor);
  } else if (proto.has_raw_data()) {
    take_raw(proto, bytes, tensor);
  } else {
    take_typed(proto, count, bytes, tensor);
  }
  return tensor;
}

}  // namespace mortise::onnx
