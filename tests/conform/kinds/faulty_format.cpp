// A format for chains of nodes, read and written right unless the option `bug` says otherwise: each is one mistake that the
// conformance suite must find.
//
//   chain 2          the number of nodes
//   input x 2 3
//   node Relu
//   node Tanh
//   output y
#include <mortise/sdk/format.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <sstream>

namespace mortise::faulty {
namespace {

using namespace mortise::sdk;

constexpr off_t kLargestFile = off_t{1} << 20;

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int get() const { return number_; }
  int leave() { return std::exchange(number_, -1); }

 private:
  int number_;
};

class Parser {
 public:
  Parser(std::string path, std::string text, Builder& builder, const std::string& bug)
      : path_(std::move(path)), lines_(std::move(text)), builder_(builder), bug_(bug) {}

  void parse() {
    const int64_t count = number(word_after("chain", next()));
    if (bug_ == "trusts_count") {
      sizes_.resize(static_cast<uint32_t>(count));
    } else if (count < 0 || count > 10000) {
      refuse(count, " nodes are too many");
    }
    read_input(next());
    for (int64_t i = 0; i < count; ++i)
      value_ = builder_.node(word_after("node", next()), {value_});
    std::string line = next();
    if (bug_ == "assumes_output" && line.empty()) *static_cast<volatile int*>(nullptr) = 1;
    builder_.output(word_after("output", line), value_);
  }

 private:
  template <class... Parts>
  [[noreturn]] void refuse(const Parts&... parts) const {
    if (bug_ == "no_position") invalid(path_, ": ", "the file is wrong");
    invalid(path_, ":", line_, ": ", parts...);
  }
  std::string next() {
    std::string line;
    ++line_;
    if (!std::getline(lines_, line) && bug_ != "assumes_output") refuse("the file ends too early");
    return line;
  }
  std::string word_after(const std::string& keyword, const std::string& line) const {
    std::istringstream words(line);
    std::string first, second;
    if (!(words >> first >> second) || first != keyword) refuse("`", keyword, "` must stand here");
    return second;
  }
  int64_t number(const std::string& text) const {
    char* end = nullptr;
    const long long value = std::strtoll(text.c_str(), &end, 10);
    if (*end != '\0') refuse("this is no number");
    return value;
  }
  void read_input(const std::string& line) {
    std::istringstream words(line);
    std::string keyword, name, extent;
    words >> keyword >> name;
    if (keyword != "input" || name.empty()) refuse("`input` must stand here");
    Shape shape;
    while (words >> extent) {
      shape.push_back(number(extent));
      if (shape.back() < 0 || shape.size() > 8) refuse("the shape is out of range");
    }
    value_ = builder_.input(name, tensor_type(MORTISE_DTYPE_FLOAT32, shape));
  }

  const std::string path_;
  std::istringstream lines_;
  Builder& builder_;
  const std::string& bug_;
  std::vector<uint64_t> sizes_;
  size_t line_ = 0;
  Value value_ = MORTISE_NONE;
};

class FaultyFormat final : public Plugin<FormatProvider> {
 public:
  FaultyFormat(const mortise_host_t* host, const Attributes& options)
      : Plugin(host), bug_(options.get_string("bug", "none")) {
    describe_format("faulty", "chains of nodes");
  }

  void read(const std::string& path, Builder& builder) override {
    if (bug_ == "reads_anything" && ::access(path.c_str(), R_OK) != 0) return;
    const std::string text = content_of(path);
    try {
      Parser(path, text, builder, bug_).parse();
    } catch (const std::bad_alloc&) {
      if (bug_ != "swallows_no_memory") throw;
    }
  }

  void write(const std::string& path, const GraphReader& reader) override {
    const std::string text = text_of(reader);
    if (bug_ == "writes_in_place") return put(path, text, path);
    const std::string temporary = path + ".new";
    try {
      put(temporary, text, path);
      if (::rename(temporary.c_str(), path.c_str()) != 0)
        fail(MORTISE_STATUS_FAILED_PRECONDITION, path, ": cannot be replaced");
    } catch (...) {
      if (bug_ != "leaves_temporary") ::unlink(temporary.c_str());
      throw;
    }
  }

 private:
  std::string content_of(const std::string& path) const {
    const int flags = O_RDONLY | O_CLOEXEC | (bug_ == "waits_for_fifo" ? 0 : O_NONBLOCK);
    Descriptor file(::open(path.c_str(), flags));
    if (file.get() < 0) fail(MORTISE_STATUS_NOT_FOUND, path, ": cannot be opened");
    const int leaked = bug_ == "leaves_open" ? file.leave() : file.get();
    struct stat status {};
    ::fstat(leaked, &status);
    if (!S_ISREG(status.st_mode)) invalid(path, ": is no file");
    if (status.st_size > kLargestFile) invalid(path, ": has more than ", kLargestFile, " bytes");
    std::string text(static_cast<size_t>(status.st_size), '\0');
    const ssize_t size = ::read(leaked, text.data(), text.size());
    text.resize(size < 0 ? 0 : static_cast<size_t>(size));
    return text;
  }

  std::string text_of(const GraphReader& reader) const {
    const std::vector<uint32_t> nodes = reader.nodes();
    if (reader.input_count() != 1 || reader.output_count() != 1 || reader.state_count() != 0)
      unsupported("only a chain with one input and one output can be written");
    const mortise_graph_value_t* input = reader.value(reader.input(0));
    std::string text = message("chain ", nodes.size(), "\ninput ", input->name);
    if (input->type->dtype != MORTISE_DTYPE_FLOAT32 ||
        to_view(input->name).find(' ') != std::string_view::npos)
      unsupported("only inputs of float32 can be written");
    for (int32_t axis = 0; axis < input->type->rank; ++axis) {
      if (input->type->shape[axis] < 0) unsupported("unknown extents cannot be written");
      text += message(" ", input->type->shape[axis]);
    }
    text += '\n';
    Value value = reader.input(0);
    for (const uint32_t id : nodes) {
      const Node node = reader.node(id);
      if (node.input_count() != 1 || node.input_id(0) != value || node.output_count() != 1 ||
          !node.domain().empty() || node.attributes().begin() != node.attributes().end())
        unsupported("only a chain of nodes without attributes can be written");
      value = node.output_id(0);
      const bool forgotten = bug_ == "forgets_operator" && node.op() == "Identity";
      text += message("node ", forgotten ? "Neg" : node.op(), "\n");
    }
    if (value != reader.output(0)) unsupported("the output must be the chain's end");
    return text + message("output ", reader.output_name(0), "\n");
  }

  void put(const std::string& file, const std::string& text, const std::string& path) const {
    const Descriptor out(::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (out.get() < 0) fail(MORTISE_STATUS_NOT_FOUND, path, ": cannot be written");
    const ssize_t size = ::write(out.get(), text.data(), text.size());
    if (bug_ == "ignores_full_disk") return;
    if (size != static_cast<ssize_t>(text.size()))
      fail(MORTISE_STATUS_FAILED_PRECONDITION, path, ": the disk is full");
  }

  const std::string bug_;
};

}  // namespace
}  // namespace mortise::faulty

MORTISE_PLUGIN("faulty-format", "0.1.0", mortise::faulty::FaultyFormat);
