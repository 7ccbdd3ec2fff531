
#include <cstring>

#include "core/graph/decoder.hpp"
#include "core/graph/load_tensors.hpp"
#include "core/graph/save.hpp"
#include "core/graph/save_format.hpp"

namespace mortise::graph {
namespace {

using Tensors = std::vector<ConstantRef>;

// Smallest sizes of records, which bound how many a file of a given size can hold.
constexpr uint64_t kString = 8;
constexpr uint64_t kType = 4 + 4 + 4 + 8 + 4;
constexpr uint64_t kValue = kString + 4 + kType;
constexpr uint64_t kState = kString + 4 + 4 + kValue;
constexpr uint64_t kAttribute = kString + 4 + 4;
constexpr uint64_t kNode = 4 * kString + 4 + 4 + 4 + 4;

Type read_type(Decoder& in, uint32_t depth) {
  Type type;
  type.kind = in.u32();
  type.dtype = in.u32();
  const uint32_t rank = in.u32();
  type.ranked = rank != kUnranked;
  if (type.ranked && rank > kMaxRank)
    in.fail(concat({"rank ", std::to_string(rank), " is too high"}));
  for (uint32_t axis = 0; type.ranked && axis < rank && !in.failed(); ++axis) {
    type.shape.push_back(in.i64());
  }
  type.bounded_dims = in.u64();
  const uint32_t has_element = in.u32();
  if (has_element > 1 || type.kind < MORTISE_VALUE_TENSOR || type.kind > MORTISE_VALUE_OPTIONAL) {
    in.fail("a type of no known kind");
  } else if (has_element == 1 && depth >= kMaxElementDepth) {
    in.fail("element types nest too deeply");
  } else if (has_element == 1) {
    type.element = std::make_shared<const Type>(read_type(in, depth + 1));
  }
  return type;
}

// Builds a graph by the same edits that anybody makes, which check what the file says.
class GraphDecoder {
 public:
  GraphDecoder(Decoder& in, const Tensors& tensors, uint32_t depth)
      : in_(in), tensors_(tensors), depth_(depth) {}

  Result<Graph> decode() {
    MORTISE_TRY(texts());
    const uint64_t inputs = in_.count32(kValue);
    for (uint64_t i = 0; i < inputs; ++i) MORTISE_TRY(input());
    const uint64_t states = in_.count32(kState);
    for (uint64_t i = 0; i < states; ++i) MORTISE_TRY(state());
    const uint64_t constants = in_.count32(kValue);
    for (uint64_t i = 0; i < constants; ++i) MORTISE_TRY(constant());
    const uint64_t nodes = in_.count32(kNode);
    for (uint64_t i = 0; i < nodes; ++i) MORTISE_TRY(node());
    const uint64_t outputs = in_.count32(kString + 4);
    for (uint64_t i = 0; i < outputs; ++i) {
      std::string name = in_.string();
      const ValueId value = reference();
      MORTISE_TRY(in_.status());
      MORTISE_TRY(in_.locate(graph_.add_output(std::move(name), value)));
    }
    for (const State& state : std::vector<State>(graph_.states())) {
      const ValueId next = reference();
      MORTISE_TRY(in_.status());
      MORTISE_TRY(in_.locate(graph_.set_state_next(state.name, next)));
    }
    MORTISE_TRY(in_.status());
    return std::move(graph_);
  }

 private:
  // A value as the file describes it.
  struct Record {
    std::string name;
    ConstantRef content;
    Type type;
  };

  Record record() {
    Record value;
    value.name = in_.string();
    value.content = tensor();
    value.type = read_type(in_, 0);
    return value;
  }

  ConstantRef tensor() {
    const uint32_t index = in_.u32();
    if (index == kNoTensor || in_.failed()) return nullptr;
    if (index < tensors_.size()) return tensors_[index];
    in_.fail(concat({"tensor ", std::to_string(index), " is not in the table of ",
                     std::to_string(tensors_.size())}));
    return nullptr;
  }

  ValueId reference() {
    const uint32_t number = in_.u32();
    if (number == kNoValue || in_.failed()) return kNone;
    if (number < ids_.size()) return ids_[number];
    in_.fail(concat({"value ", std::to_string(number), " is used before it is there"}));
    return kNone;
  }

  Status texts() {
    const uint64_t symbols = in_.count32(kString);
    for (uint64_t i = 0; i < symbols; ++i) {
      const std::string name = in_.string();
      MORTISE_TRY(in_.status());
      const auto symbol = graph_.symbol(name);
      if (!symbol.ok()) return in_.locate(symbol.error().clone());
      if (*symbol != i) return in_.locate(data_loss("a symbol comes twice"));
    }
    const uint64_t metadata = in_.count32(2 * kString);
    for (uint64_t i = 0; i < metadata; ++i) {
      std::string key = in_.string();
      std::string text = in_.string();
      MORTISE_TRY(in_.status());
      if (graph_.metadata().contains(key))
        return in_.locate(data_loss("a metadata key comes twice"));
      graph_.set_metadata(std::move(key), std::move(text));
    }
    return in_.status();
  }

  // What the file says of a value that is there now.
  Status describe(ValueId id, Record& value) {
    MORTISE_TRY(in_.locate(graph_.set_type(id, std::move(value.type))));
    if (graph_.value(id)->name != value.name) {
      MORTISE_TRY(in_.locate(graph_.set_name(id, std::move(value.name))));
    }
    if (value.content == nullptr) return {};
    return in_.locate(graph_.set_constant(id, std::move(value.content)));
  }

  Status keep(Result<ValueId> id) {
    if (!id.ok()) return in_.locate(std::move(id).status());
    ids_.push_back(*id);
    return {};
  }

  Status input() {
    Record value = record();
    MORTISE_TRY(in_.status());
    MORTISE_TRY(keep(graph_.add_input(value.name, {})));
    return describe(ids_.back(), value);
  }

  Status state() {
    std::string name = in_.string();
    const uint32_t flags = in_.u32();
    ConstantRef initial = tensor();
    Record value = record();
    MORTISE_TRY(in_.status());
    MORTISE_TRY(keep(graph_.add_state(std::move(name), value.type, std::move(initial), flags)));
    return describe(ids_.back(), value);
  }

  Status constant() {
    Record value = record();
    MORTISE_TRY(in_.status());
    if (value.content == nullptr) return in_.locate(data_loss("a constant without content"));
    MORTISE_TRY(keep(graph_.add_constant(value.name, value.content)));
    return describe(ids_.back(), value);
  }

  Status node() {
    Node node;
    node.domain = in_.string();
    node.op = in_.string();
    node.name = in_.string();
    node.device = in_.string();
    node.version = in_.u32();
    const uint64_t inputs = in_.count32(4);
    for (uint64_t i = 0; i < inputs && !in_.failed(); ++i) node.inputs.push_back(reference());
    std::vector<std::pair<bool, Record>> outputs;
    const uint64_t output_count = in_.count32(4);
    if (output_count > kMaxNodeValues) in_.fail("too many outputs");
    for (uint64_t i = 0; i < output_count && !in_.failed(); ++i) {
      const bool present = in_.u32() != 0;
      outputs.emplace_back(present, present ? record() : Record());
    }
    const uint64_t attributes = in_.count32(kAttribute);
    for (uint64_t i = 0; i < attributes && !in_.failed(); ++i) {
      MORTISE_TRY(attribute(node.attributes.emplace_back()));
    }
    MORTISE_TRY(in_.status());
    return add(std::move(node), outputs);
  }

  Status add(Node node, std::vector<std::pair<bool, Record>>& outputs) {
    std::vector<std::string> names;
    for (const auto& [present, value] : outputs) names.push_back(value.name);
    auto id = graph_.add_node(std::move(node), outputs.size(), names);
    if (!id.ok()) return in_.locate(std::move(id).status());
    const std::vector<ValueId> values = graph_.node(*id)->outputs;
    for (size_t i = 0; i < outputs.size(); ++i) {
      auto& [present, value] = outputs[i];
      if (!present) {
        MORTISE_TRY(in_.locate(graph_.drop_output(*id, i)));
        continue;
      }
      ids_.push_back(values[i]);
      MORTISE_TRY(describe(values[i], value));
    }
    return {};
  }

  Status attribute(Attribute& attribute) {
    attribute.name = in_.string();
    attribute.kind = in_.u32();
    switch (attribute.kind) {
      case MORTISE_ATTRIBUTE_INT: attribute.int_value = in_.i64(); break;
      case MORTISE_ATTRIBUTE_FLOAT: attribute.float_value = in_.f64(); break;
      case MORTISE_ATTRIBUTE_STRING: attribute.string_value = in_.string(); break;
      case MORTISE_ATTRIBUTE_TENSOR: attribute.tensor = tensor(); break;
      case MORTISE_ATTRIBUTE_GRAPH: return subgraph(attribute);
      case MORTISE_ATTRIBUTE_INTS:
        attribute.ints.resize(in_.count64(sizeof(int64_t)));
        for (int64_t& number : attribute.ints) number = in_.i64();
        break;
      case MORTISE_ATTRIBUTE_FLOATS:
        attribute.floats.resize(in_.count64(sizeof(double)));
        for (double& number : attribute.floats) number = in_.f64();
        break;
      case MORTISE_ATTRIBUTE_STRINGS:
        for (uint64_t i = in_.count64(kString); i > 0 && !in_.failed(); --i) {
          attribute.strings.push_back(in_.string());
        }
        break;
      default: in_.fail(concat({"attribute kind ", std::to_string(attribute.kind)})); break;
    }
    return in_.status();
  }

  Status subgraph(Attribute& attribute) {
    MORTISE_TRY(in_.status());
    if (depth_ + 1 > kMaxSubgraphDepth) {
      in_.fail("graphs nest too deeply");
      return in_.status();
    }
    MORTISE_ASSIGN(Graph graph, GraphDecoder(in_, tensors_, depth_ + 1).decode());
    attribute.graph = std::make_shared<Graph>(std::move(graph));
    return {};
  }

  Decoder& in_;
  const Tensors& tensors_;
  const uint32_t depth_;
  Graph graph_;
  std::vector<ValueId> ids_;  // by position in the file
};

Status check_header(const SavedHeader& header, uint64_t size) {
  if (std::string_view(header.magic, sizeof header.magic) != kSavedMagic) {
    return data_loss("saved graph: offset 0: the file does not begin as a saved graph does");
  }
  if (header.version != kSavedVersion) {
    return incompatible(concat({"saved graph: offset 8: version ", std::to_string(header.version),
                                " of the form; this library reads version ",
                                std::to_string(kSavedVersion), ": save the graph again"}));
  }
  if (header.file_size != size) {
    return data_loss(concat({"saved graph: offset 16: the file was saved with ",
                             std::to_string(header.file_size), " bytes and has ",
                             std::to_string(size), " now"}));
  }
  const auto inside = [size](uint64_t offset, uint64_t length) {
    return offset >= sizeof(SavedHeader) && offset <= size && length <= size - offset;
  };
  if (header.reserved != 0 || header.reserved2 != 0 ||
      !inside(header.structure_offset, header.structure_size) ||
      !inside(header.data_offset, header.data_size) || header.data_offset % kSavedAlignment != 0) {
    return data_loss("saved graph: offset 24: the header names parts that are not in the file");
  }
  return {};
}

Result<Graph> decode(std::span<const unsigned char> bytes,
                     const std::shared_ptr<const MappedFile>& file) {
  SavedHeader header;
  if (bytes.size() < sizeof header) {
    return data_loss(concat({"saved graph: offset ", std::to_string(bytes.size()),
                             ": the file ends within the header"}));
  }
  std::memcpy(&header, bytes.data(), sizeof header);
  MORTISE_TRY(check_header(header, bytes.size()));
  Decoder in(bytes.subspan(header.structure_offset, header.structure_size),
             header.structure_offset);
  MORTISE_ASSIGN(const Tensors tensors,
                 load_tensors(in, bytes.subspan(header.data_offset, header.data_size), file));
  MORTISE_ASSIGN(Graph graph, GraphDecoder(in, tensors, 0).decode());
  if (in.remaining() != 0) {
    in.fail(concat({std::to_string(in.remaining()), " bytes follow the graph"}));
    return in.status();
  }
  return graph;
}

}  // namespace

Result<bool> is_saved_graph(const std::string& path) {
  MORTISE_ASSIGN(const auto file, MappedFile::open(path));
  const auto bytes = file->bytes();
  return bytes.size() >= kSavedMagic.size() &&
         std::memcmp(bytes.data(), kSavedMagic.data(), kSavedMagic.size()) == 0;
}

Result<Graph> load(const std::string& path) {
  MORTISE_ASSIGN(const auto file, MappedFile::open(path));
  auto graph = decode(file->bytes(), file);
  if (!graph.ok()) return std::move(graph).status().annotate(path);
  return graph;
}

Result<Graph> load_from_bytes(std::span<const unsigned char> bytes) {
  return decode(bytes, nullptr);
}

}  // namespace mortise::graph
