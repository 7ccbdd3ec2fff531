#include "writer.hpp"

#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "text.hpp"

namespace acme {
namespace {

using namespace mortise::sdk;

class Writer {
 public:
  explicit Writer(const GraphReader& graph) : graph_(graph) {}

  std::string text() {
    if (graph_.state_count() != 0) unsupported("the format acme has no states");
    line({std::string(kFirstLine)});
    for (uint64_t i = 0; i < graph_.input_count(); ++i) write_input(*graph_.value(graph_.input(i)));
    for (Value id = 0; id < graph_.value_limit(); ++id) {
      const mortise_graph_value_t* value = graph_.value(id);
      if (value != nullptr && value->role == MORTISE_ROLE_CONSTANT && value->user_count != 0)
        write_constant(*value);
    }
    for (const uint32_t id : graph_.nodes()) write_node(graph_.node(id));
    for (uint64_t i = 0; i < graph_.output_count(); ++i)
      line({"output", escaped(graph_.output_name(i)), words_.at(graph_.output(i))});
    line({std::string(kLastLine)});
    return std::move(text_);
  }

 private:
  void line(const std::vector<std::string>& words) {
    for (size_t i = 0; i < words.size(); ++i) text_ += (i == 0 ? "" : " ") + words[i];
    text_ += '\n';
  }

  // Its name where it has one that no other value has taken.
  const std::string& name(const mortise_graph_value_t& value) {
    std::string word = escaped(to_view(value.name));
    if (word.empty() || !taken_.insert(word).second) word = message(kNameless, value.id);
    return words_[value.id] = word;
  }

  static std::string dtype_word(const mortise_graph_value_t& value) {
    const mortise_type_t& type = *value.type;
    const bool held = type.kind == MORTISE_VALUE_TENSOR && type.rank >= 0 &&
                      type.layout == nullptr &&
                      (type.dtype == MORTISE_DTYPE_FLOAT32 || type.dtype == MORTISE_DTYPE_INT64);
    if (!held) {
      unsupported("the format acme holds tensors of float32 and int64 of known rank, not `",
                  value.name, "` (", dtype_name(type.dtype), ")");
    }
    return dtype_name(type.dtype);
  }

  std::string extent_word(int64_t extent) const {
    if (extent >= 0) return to_word(extent);
    if (extent == MORTISE_DIM_UNKNOWN) return "?";
    return "?" + escaped(graph_.symbol_name(static_cast<uint64_t>(MORTISE_DIM_SYMBOL(0) - extent)));
  }

  void write_input(const mortise_graph_value_t& value) {
    std::vector<std::string> words = {"input", name(value), dtype_word(value)};
    for (int32_t axis = 0; axis < value.type->rank; ++axis)
      words.push_back(extent_word(value.type->shape[axis]));
    line(words);
  }

  void write_constant(const mortise_graph_value_t& value) {
    std::vector<std::string> words = {"constant", name(value), dtype_word(value)};
    const mortise_tensor_view_t& content = *value.constant;
    std::string shape = content.rank == 0 ? "scalar" : "";
    for (uint32_t axis = 0; axis < content.rank; ++axis)
      shape += (axis == 0 ? "" : "x") + to_word(content.shape[axis]);
    words.push_back(shape);
    if (content.dtype == MORTISE_DTYPE_INT64) {
      for (const int64_t number : to_ints(content)) words.push_back(to_word(number));
    } else {
      for (const double number : to_doubles(content))
        words.push_back(to_word(static_cast<float>(number)));
    }
    line(words);
  }

  static std::string attribute_word(const mortise_attribute_t& attribute) {
    const std::string start = escaped(to_view(attribute.name)) + "=";
    switch (attribute.kind) {
      case MORTISE_ATTRIBUTE_INT: return start + "int:" + to_word(attribute.int_value);
      case MORTISE_ATTRIBUTE_FLOAT: return start + "float:" + to_word(attribute.float_value);
      case MORTISE_ATTRIBUTE_STRING:
        return start + "string:" + escaped(to_view(attribute.string_value));
      case MORTISE_ATTRIBUTE_INTS: break;
      default:
        unsupported("the format acme cannot hold the attribute ", attribute.name, ", ",
                    attribute_kind_name(attribute.kind));
    }
    std::string word = start + "ints:";
    for (uint64_t i = 0; i < attribute.count; ++i)
      word += (i == 0 ? "" : ",") + to_word(attribute.ints[i]);
    return word;
  }

  void write_node(const Node& node) {
    std::string op = node.domain().empty() ? "" : escaped(node.domain()) + "::";
    op += escaped(node.op());
    if (node.version() != 0) op += "@" + to_word(int64_t{node.version()});
    std::vector<std::string> words = {"node", op};
    if (!node.name().empty()) words.push_back("#" + escaped(node.name()));
    for (const mortise_attribute_t& attribute : node.attributes())
      words.push_back(attribute_word(attribute));
    for (size_t i = 0; i < node.input_count(); ++i) {
      words.push_back(node.has_input(i) ? words_.at(node.input_id(i)) : std::string(kAbsent));
    }
    words.emplace_back(kArrow);
    for (size_t i = 0; i < node.output_count(); ++i)
      words.push_back(node.wants_output(i) ? name(node.output(i)) : std::string(kAbsent));
    line(words);
  }

  const GraphReader& graph_;
  std::string text_;
  std::map<Value, std::string> words_;
  std::set<std::string> taken_;
};

}  // namespace

std::string text_of(const GraphReader& graph) { return Writer(graph).text(); }

// The content goes to a file beside it, which then takes its name.
void replace_file(const std::string& path, const std::string& content) {
  static std::atomic<uint64_t> counter{0};
  // Whatever happens, nothing is left behind; once it has its new name there is nothing to remove.
  struct Part {
    ~Part() { ::unlink(name.c_str()); }
    std::string name;
  } const part{message(path, ".", getpid(), "-", counter++, ".part")};
  std::ofstream file(part.name, std::ios::binary);
  file << content;
  file.close();
  std::error_code error;
  if (file) std::filesystem::rename(part.name, path, error);
  if (file && !error) return;
  fail(MORTISE_STATUS_FAILED_PRECONDITION, path, ": cannot be written",
       error ? ": " + error.message() : std::string());
}

}  // namespace acme
