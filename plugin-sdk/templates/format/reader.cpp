#include "reader.hpp"

#include <limits>
#include <map>

#include "text.hpp"

namespace acme {
namespace {

using namespace mortise::sdk;
using Words = std::vector<std::string_view>;

// Memory follows from what the file holds, never from a number in it: a constant has as many words as elements.
class Reader {
 public:
  explicit Reader(Builder& builder) : builder_(builder) {}

  // False for the last line.
  bool read_line(const std::string& line) {
    const Words words = split(line);
    if (words.empty()) return true;
    if (words[0] == "input") return read_input(words);
    if (words[0] == "constant") return read_constant(words);
    if (words[0] == "node") return read_node(words);
    if (words[0] == "output") return read_output(words);
    if (words[0] != kLastLine)
      invalid("a line begins with input, constant, node, output or end, not with `", words[0], "`");
    return false;
  }

 private:
  static void need(const Words& words, size_t count, const char* form) {
    if (words.size() < count) invalid("the line is too short; it must be `", form, "`");
  }

  static uint32_t dtype_of(std::string_view word) {
    for (const uint32_t dtype : {MORTISE_DTYPE_FLOAT32, MORTISE_DTYPE_INT64}) {
      if (dtype_name(dtype) == word) return dtype;
    }
    invalid("the dtype is float32 or int64, not `", word, "`");
  }

  void define(std::string_view word, Value value) {
    if (word == kAbsent || word == kArrow) invalid("`", word, "` cannot be the name of a value");
    if (!values_.emplace(std::string(word), value).second)
      invalid("there is a value `", word, "` already");
  }

  Value find(std::string_view word) const {
    if (word == kAbsent) return MORTISE_NONE;
    const auto found = values_.find(std::string(word));
    if (found == values_.end()) invalid("there is no value `", word, "` before this line");
    return found->second;
  }

  // Empty: the graph gives one.
  static std::string name_of(std::string_view word) {
    return word == kAbsent || word[0] == kNameless ? std::string() : unescaped(word);
  }

  // A number, `?` for an unknown extent, `?name` for one that is equal wherever it occurs.
  int64_t extent_of(std::string_view word) {
    if (word[0] != '?') {
      const int64_t extent = to_int(word);
      if (extent < 0) invalid("the extent ", extent, " is below zero");
      return extent;
    }
    word.remove_prefix(1);
    return word.empty() ? MORTISE_DIM_UNKNOWN : builder_.symbol(unescaped(word));
  }

  bool read_input(const Words& words) {
    need(words, 3, "input NAME DTYPE EXTENT…");
    Shape shape;
    for (size_t i = 3; i < words.size(); ++i) shape.push_back(extent_of(words[i]));
    define(words[1], builder_.input(unescaped(words[1]), tensor_type(dtype_of(words[2]), shape)));
    return true;
  }

  bool read_constant(const Words& words) {
    need(words, 4, "constant NAME DTYPE EXTENTxEXTENT… ELEMENT…");
    const uint32_t dtype = dtype_of(words[2]);
    Shape shape;
    if (words[3] != "scalar") {
      for (const std::string_view extent : split(words[3], 'x')) shape.push_back(to_int(extent));
    }
    if (!all_known(shape) || element_count(shape) != static_cast<int64_t>(words.size() - 4)) {
      invalid("a constant of shape ", ShapeView(shape), " cannot have ", words.size() - 4,
              " elements");
    }
    const Words elements(words.begin() + 4, words.end());
    const Value value = dtype == MORTISE_DTYPE_INT64
                            ? add_constant(words[1], dtype, shape, elements, &to_int)
                            : add_constant(words[1], dtype, shape, elements, &to_float);
    define(words[1], value);
    return true;
  }

  template <class T>
  Value add_constant(std::string_view word, uint32_t dtype, const Shape& shape,
                     const Words& elements, T (*parse)(std::string_view)) {
    std::vector<T> numbers;
    for (const std::string_view element : elements) numbers.push_back(parse(element));
    return builder_.constant(host_view(dtype, shape, numbers.data()), name_of(word));
  }

  // [DOMAIN::]OP[@VERSION]
  struct OperatorName {
    std::string domain, op;
    uint32_t version = 0;
  };
  static OperatorName operator_of(std::string_view word) {
    OperatorName name;
    if (const size_t at = word.find('@'); at != std::string_view::npos) {
      const int64_t version = to_int(word.substr(at + 1));
      if (version < 0 || version > std::numeric_limits<int32_t>::max())
        invalid("there is no version ", version);
      name.version = static_cast<uint32_t>(version);
      word = word.substr(0, at);
    }
    if (const size_t colons = word.find("::"); colons != std::string_view::npos) {
      name.domain = unescaped(word.substr(0, colons));
      word = word.substr(colons + 2);
    }
    name.op = unescaped(word);
    if (name.op.empty()) invalid("a node needs an operator");
    return name;
  }

  // NAME=KIND:CONTENT
  static Attr attribute_of(std::string_view word) {
    const size_t equals = word.find('=');
    const size_t colon = word.find(':', equals);
    if (colon == std::string_view::npos) invalid("`", word, "` is no attribute NAME=KIND:CONTENT");
    const std::string name = unescaped(word.substr(0, equals));
    const std::string_view kind = word.substr(equals + 1, colon - equals - 1);
    const std::string_view content = word.substr(colon + 1);
    if (kind == "int") return {name, to_int(content)};
    if (kind == "float") return {name, to_double(content)};
    if (kind == "string") return {name, std::string_view(unescaped(content))};
    if (kind != "ints")
      invalid("an attribute is an int, a float, a string or ints, not `", kind, "`");
    std::vector<int64_t> numbers;
    if (!content.empty()) {
      for (const std::string_view number : split(content, ',')) numbers.push_back(to_int(number));
    }
    return {name, std::move(numbers)};
  }

  bool read_node(const Words& words) {
    need(words, 4, "node OPERATOR [#NAME] [ATTRIBUTE…] INPUT… -> OUTPUT…");
    const OperatorName name = operator_of(words[1]);
    size_t at = 2;
    std::string node_name;
    if (words[at][0] == '#') node_name = unescaped(words[at++].substr(1));
    Attrs attributes;
    for (; at < words.size() && words[at].find('=') != std::string_view::npos; ++at)
      attributes.push_back(attribute_of(words[at]));
    std::vector<Value> inputs;
    for (; at < words.size() && words[at] != kArrow; ++at) inputs.push_back(find(words[at]));
    if (at + 1 >= words.size()) invalid("a node's inputs end with ->, and an output follows");
    const Words outputs(words.begin() + static_cast<std::ptrdiff_t>(at) + 1, words.end());
    add_node(name, node_name, attributes, inputs, outputs);
    return true;
  }

  void add_node(const OperatorName& name, const std::string& node_name, const Attrs& attributes,
                const std::vector<Value>& inputs, const Words& outputs) {
    std::vector<std::string> names;
    for (const std::string_view word : outputs) names.push_back(name_of(word));
    const std::vector<Value> values = builder_.nodes(name.op, inputs, outputs.size(), attributes,
                                                     name.domain, name.version, node_name, names);
    for (size_t i = 0; i < outputs.size(); ++i) {
      if (outputs[i] != kAbsent) define(outputs[i], values[i]);
    }
  }

  bool read_output(const Words& words) {
    need(words, 3, "output NAME VALUE");
    builder_.output(unescaped(words[1]), find(words[2]));
    return true;
  }

  Builder& builder_;
  std::map<std::string, Value> values_;  // by the word that names it
};

// A file that was cut off has no last line, or not all of it.
void read_lines(std::istream& text, size_t& number, Builder& builder) {
  std::string line;
  Reader reader(builder);
  while (true) {
    ++number;
    if (!std::getline(text, line) || text.eof())
      fail(MORTISE_STATUS_DATA_LOSS, "the file is cut off: its last line must be `end`");
    if (number == 1 && line != kFirstLine) invalid("the first line must be `", kFirstLine, "`");
    if (number != 1 && !reader.read_line(line)) break;
  }
  if (text.peek() != std::istream::traits_type::eof()) invalid("something follows `end`");
}

}  // namespace

void read_graph(std::istream& text, const std::string& path, Builder& builder) {
  size_t number = 0;
  try {
    read_lines(text, number, builder);
  } catch (const Error& error) {
    throw Error(error.code(), message(path, ":", number, ": ", error.text()), error.flags());
  }
}

}  // namespace acme
