// A format: a chain of layers, one a line, read into a graph. An error names the line.
//
//   input x 2 3
//   Relu
//   Tanh
//   output y
#include <mortise/sdk/format.hpp>

#include <fstream>
#include <sstream>

namespace acme {
namespace {

using namespace mortise::sdk;

constexpr int64_t kLargestExtent = int64_t{1} << 31;
constexpr size_t kMostLines = 100'000;  // bad input never takes memory without bound

// REPLACE: the parsing.
class Reader {
 public:
  Reader(const std::string& path, Builder& builder) : path_(path), builder_(builder) {}

  void read() {
    std::ifstream file(path_);
    if (!file) fail(MORTISE_STATUS_NOT_FOUND, path_, ": cannot be opened");
    for (std::string line; std::getline(file, line);) {
      if (++number_ > kMostLines) refuse("more than ", kMostLines, " lines");
      std::istringstream words(line);
      std::string word;
      if (words >> word) read_line(word, words);
    }
    if (!has_output_) refuse("the file ends without an output");
  }

 private:
  template <class... Parts>
  [[noreturn]] void refuse(const Parts&... parts) const {
    invalid(path_, ":", number_, ": ", parts...);
  }

  void read_line(const std::string& word, std::istringstream& words) {
    if (has_output_) refuse("nothing may follow the output");
    if (word == "input") return read_input(words);
    if (value_ == MORTISE_NONE) refuse("the first line must be an input, such as `input x 2 3`");
    if (word != "output") {
      value_ = builder_.node(word, {value_});
      return;
    }
    std::string name;
    if (!(words >> name)) refuse("the output has no name");
    builder_.output(name, value_);
    has_output_ = true;
  }

  void read_input(std::istringstream& words) {
    if (value_ != MORTISE_NONE) refuse("there is an input already");
    std::string name;
    if (!(words >> name)) refuse("the input has no name");
    Shape shape;
    int64_t extent = 0;
    while (words >> extent) {
      if (extent < 0 || extent > kLargestExtent) refuse("the extent ", extent, " is out of range");
      shape.push_back(extent);
    }
    if (!words.eof()) refuse("an extent is not a number");
    value_ = builder_.input(name, tensor_type(MORTISE_DTYPE_FLOAT32, shape));
  }

  const std::string& path_;
  Builder& builder_;
  size_t number_ = 0;
  Value value_ = MORTISE_NONE;
  bool has_output_ = false;
};

class FormatPlugin final : public Plugin<FormatProvider> {
 public:
  FormatPlugin(const mortise_host_t* host, const Attributes&) : Plugin(host) {
    describe_format("acme", "a chain of layers, one a line");
  }
  void read(const std::string& path, Builder& builder) override { Reader(path, builder).read(); }
};

}  // namespace
}  // namespace acme

MORTISE_PLUGIN("acme", "0.1.0", acme::FormatPlugin);
