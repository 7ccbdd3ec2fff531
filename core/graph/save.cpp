#include "core/graph/save.hpp"

#include <cstring>
#include <functional>
#include <unordered_map>

#include "core/base/text.hpp"
#include "core/graph/atomic_file.hpp"
#include "core/graph/graph_impl.hpp"
#include "core/graph/save_format.hpp"

namespace mortise::graph {
namespace {

/// Where the bytes go, in order.
using Sink = std::function<Status(std::string_view bytes)>;

class Encoder {
 public:
  void u32(uint64_t number) {
    const auto narrow = static_cast<uint32_t>(number);
    raw(&narrow, sizeof narrow);
  }
  void u64(uint64_t number) { raw(&number, sizeof number); }
  void i64(int64_t number) { raw(&number, sizeof number); }
  void f64(double number) { raw(&number, sizeof number); }
  void string(std::string_view text) {
    u64(text.size());
    bytes_.append(text);
  }
  std::string& bytes() { return bytes_; }

 private:
  void raw(const void* data, size_t size) { bytes_.append(static_cast<const char*>(data), size); }
  std::string bytes_;
};

// A string tensor's data: an offset per element and one for the end, then the bytes.
std::string encode_strings(const Constant& tensor) {
  const auto* elements = static_cast<const mortise_string_t*>(tensor.view().data);
  Encoder encoder;
  uint64_t offset = 0;
  for (uint64_t i = 0; i < tensor.element_count(); ++i) {
    encoder.u64(offset);
    offset += elements[i].size;
  }
  encoder.u64(offset);
  for (uint64_t i = 0; i < tensor.element_count(); ++i) {
    encoder.bytes().append(to_view(elements[i]));
  }
  return std::move(encoder.bytes());
}

// The tensors of a file, each once, and where their data lies.
class TensorTable {
 public:
  uint32_t add(const ConstantRef& tensor) {
    if (tensor == nullptr) return kNoTensor;
    const auto [found, is_new] =
        index_.emplace(tensor.get(), static_cast<uint32_t>(tensors_.size()));
    if (is_new) tensors_.push_back(tensor);
    return found->second;
  }

  void encode(Encoder& out) {
    out.u32(tensors_.size());
    for (const ConstantRef& tensor : tensors_) {
      const mortise_tensor_view_t& view = tensor->view();
      uint64_t size = view.byte_size;
      if (view.dtype == MORTISE_DTYPE_STRING) {
        size = strings_[tensor.get()].assign(encode_strings(*tensor)).size();
      }
      out.u32(view.dtype);
      out.u32(view.rank);
      for (uint32_t axis = 0; axis < view.rank; ++axis) out.i64(view.shape[axis]);
      data_size_ = align_up(data_size_);
      out.u64(data_size_);
      out.u64(size);
      data_size_ += size;
    }
  }

  uint64_t data_size() const { return data_size_; }

  Status write(const Sink& sink) const {
    uint64_t position = 0;
    for (const ConstantRef& tensor : tensors_) {
      const std::string padding(align_up(position) - position, '\0');
      MORTISE_TRY(sink(padding));
      const mortise_tensor_view_t& view = tensor->view();
      std::string_view data(static_cast<const char*>(view.data), view.byte_size);
      if (view.dtype == MORTISE_DTYPE_STRING) data = strings_.at(tensor.get());
      MORTISE_TRY(sink(data));
      position += padding.size() + data.size();
    }
    return {};
  }

 private:
  std::vector<ConstantRef> tensors_;
  std::unordered_map<const Constant*, uint32_t> index_;
  std::unordered_map<const Constant*, std::string> strings_;
  uint64_t data_size_ = 0;
};

class GraphEncoder {
 public:
  GraphEncoder(const Graph& graph, Encoder& out, TensorTable& tensors)
      : graph_(graph), out_(out), tensors_(tensors), numbers_(graph.value_limit(), kNoValue) {}

  Status encode() {
    out_.u32(graph_.symbols().size());
    for (const std::string& symbol : graph_.symbols()) out_.string(symbol);
    out_.u32(graph_.metadata().size());
    for (const auto& [key, text] : graph_.metadata()) {
      out_.string(key);
      out_.string(text);
    }
    out_.u32(graph_.inputs().size());
    for (const ValueId id : graph_.inputs()) MORTISE_TRY(value(id));
    MORTISE_TRY(states());
    MORTISE_TRY(constants());
    out_.u32(graph_.order().size());
    for (const NodeId id : graph_.order()) MORTISE_TRY(node(*graph_.node(id)));
    out_.u32(graph_.outputs().size());
    for (const Output& output : graph_.outputs()) {
      out_.string(output.name);
      out_.u32(numbers_[output.value]);
    }
    for (const State& state : graph_.states()) out_.u32(number(state.next));
    return {};
  }

 private:
  uint32_t number(ValueId id) const { return id == kNone ? kNoValue : numbers_[id]; }

  Status value(ValueId id) {
    const Value& value = *graph_.value(id);
    numbers_[id] = next_number_++;
    out_.string(value.name);
    out_.u32(tensors_.add(value.constant));
    return type(value.type).annotate(describe(value));
  }

  Status states() {
    out_.u32(graph_.states().size());
    for (const State& state : graph_.states()) {
      out_.string(state.name);
      out_.u32(state.flags);
      out_.u32(tensors_.add(state.initial));
      MORTISE_TRY(value(state.current));
    }
    return {};
  }

  Status constants() {
    std::vector<ValueId> ids;
    for (ValueId id = 0; id < graph_.value_limit(); ++id) {
      const Value* value = graph_.value(id);
      if (value != nullptr && value->role == MORTISE_ROLE_CONSTANT) ids.push_back(id);
    }
    out_.u32(ids.size());
    for (const ValueId id : ids) MORTISE_TRY(value(id));
    return {};
  }

  Status node(const Node& node) {
    out_.string(node.domain);
    out_.string(node.op);
    out_.string(node.name);
    out_.string(node.device);
    out_.u32(node.version);
    out_.u32(node.inputs.size());
    for (const ValueId input : node.inputs) out_.u32(number(input));
    out_.u32(node.outputs.size());
    for (const ValueId output : node.outputs) {
      out_.u32(output == kNone ? 0 : 1);
      if (output != kNone) MORTISE_TRY(value(output));
    }
    out_.u32(node.attributes.size());
    for (const Attribute& item : node.attributes) MORTISE_TRY(attribute(item));
    return {};
  }

  Status attribute(const Attribute& attribute) {
    out_.string(attribute.name);
    out_.u32(attribute.kind);
    switch (attribute.kind) {
      case MORTISE_ATTRIBUTE_INT: out_.i64(attribute.int_value); return {};
      case MORTISE_ATTRIBUTE_FLOAT: out_.f64(attribute.float_value); return {};
      case MORTISE_ATTRIBUTE_STRING: out_.string(attribute.string_value); return {};
      case MORTISE_ATTRIBUTE_TENSOR: out_.u32(tensors_.add(attribute.tensor)); return {};
      case MORTISE_ATTRIBUTE_GRAPH: return GraphEncoder(*attribute.graph, out_, tensors_).encode();
      case MORTISE_ATTRIBUTE_INTS:
        out_.u64(attribute.ints.size());
        for (const int64_t number : attribute.ints) out_.i64(number);
        return {};
      case MORTISE_ATTRIBUTE_FLOATS:
        out_.u64(attribute.floats.size());
        for (const double number : attribute.floats) out_.f64(number);
        return {};
      default:
        out_.u64(attribute.strings.size());
        for (const std::string& text : attribute.strings) out_.string(text);
        return {};
    }
  }

  Status type(const Type& type) {
    if (type.layout.get() != nullptr) {
      return unsupported("a type with a backend's layout cannot be saved; save before placement");
    }
    out_.u32(type.kind);
    out_.u32(type.dtype);
    out_.u32(type.ranked ? type.shape.size() : kUnranked);
    for (const int64_t extent : type.shape) out_.i64(extent);
    out_.u64(type.bounded_dims);
    out_.u32(type.element == nullptr ? 0 : 1);
    return type.element == nullptr ? Status() : this->type(*type.element);
  }

  const Graph& graph_;
  Encoder& out_;
  TensorTable& tensors_;
  std::vector<uint32_t> numbers_;  // by value id: the value's position in the file
  uint32_t next_number_ = 0;
};

Status write(const Graph& graph, const Sink& sink) {
  Encoder body, table;
  TensorTable tensors;
  MORTISE_TRY(GraphEncoder(graph, body, tensors).encode());
  tensors.encode(table);
  SavedHeader header{};
  std::memcpy(header.magic, kSavedMagic.data(), kSavedMagic.size());
  header.version = kSavedVersion;
  header.structure_offset = sizeof header;
  header.structure_size = table.bytes().size() + body.bytes().size();
  const uint64_t structure_end = header.structure_offset + header.structure_size;
  header.data_offset = align_up(structure_end);
  header.data_size = tensors.data_size();
  header.file_size = header.data_offset + header.data_size;
  MORTISE_TRY(sink({reinterpret_cast<const char*>(&header), sizeof header}));
  MORTISE_TRY(sink(table.bytes()));
  MORTISE_TRY(sink(body.bytes()));
  MORTISE_TRY(sink(std::string(header.data_offset - structure_end, '\0')));
  return tensors.write(sink);
}

}  // namespace

Status save(const Graph& graph, const std::string& path) {
  MORTISE_ASSIGN(AtomicFile file, AtomicFile::create(path));
  MORTISE_TRY(write(graph, [&file](std::string_view bytes) { return file.write(bytes); }));
  return file.commit();
}

Result<std::string> save_to_bytes(const Graph& graph) {
  std::string bytes;
  MORTISE_TRY(write(graph, [&bytes](std::string_view part) {
    bytes.append(part);
    return Status();
  }));
  return bytes;
}

}  // namespace mortise::graph
