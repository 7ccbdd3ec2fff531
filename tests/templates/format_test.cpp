// The template of a format: what it writes it reads again, and whatever a file holds, reading ends.
#include <mortise/abi/format.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "plugin-sdk/testing/fake_graph.hpp"
#include "tests/templates/instance.hpp"

namespace mortise::tests {
namespace {

using sdk::testing::FakeGraph;

const std::string kFile =
    "layers 1\n"
    "input x float32 ?rows 3 ?\n"
    "input a%20name int64\n"
    "constant w float32 2x2 1 -0 1e-40 -inf\n"
    "constant $4 int64 0\n"
    "constant $5 int64 scalar -9223372036854775808\n"
    "node Clip@13 x - w -> h\n"
    "node acme::Odd@2 #the%20node f=float:0.1 i=int:-1 n=ints:1,2 none=ints: s=string:a%25b h $4 $5 "
    "-> $6 - y\n"
    "output y y\n"
    "output again $6\n"
    "end\n";

class Format {
 public:
  Format()
      : path_(std::filesystem::temp_directory_path() /
              ("mortise_format_" + std::to_string(getpid()))) {}
  ~Format() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  Outcome read(const std::string& content, FakeGraph& graph) const {
    std::ofstream(path_, std::ios::binary) << content;
    return Outcome(instance_.table->read(instance_.plugin, sdk::to_abi(path_), graph.abi(),
                                         FakeGraph::edit_table()));
  }
  Outcome read(const std::string& content) const {
    FakeGraph graph;
    return read(content, graph);
  }
  Outcome write(FakeGraph& graph) const {
    return Outcome(instance_.table->write(instance_.plugin, sdk::to_abi(path_), graph.abi(),
                                          FakeGraph::view_table()));
  }
  std::string content() const {
    std::ostringstream text;
    text << std::ifstream(path_, std::ios::binary).rdbuf();
    return text.str();
  }

 private:
  sdk::testing::FakeHost host_;
  Instance<mortise_format_interface_t> instance_{host_.table()};
  std::string path_;
};

}  // namespace

TEST_CASE("template format: a graph that is read and written is the file again") {
  const Format format;
  FakeGraph graph;
  const Outcome read = format.read(kFile, graph);
  INFO(read.message);
  REQUIRE(read.code == 0);
  CHECK(graph.ops() == "Clip Odd");
  CHECK(graph.symbols == std::vector<std::string>{"rows"});
  const Outcome written = format.write(graph);
  INFO(written.message);
  REQUIRE(written.code == 0);
  FakeGraph again;
  const std::string text = format.content();
  REQUIRE(format.read(text, again).code == 0);
  REQUIRE(format.write(again).code == 0);
  CHECK(format.content() == text);
  for (const std::string part :
       {"input x float32 ?rows 3 ?\n", "input a%20name int64\n",
        "constant w float32 2x2 1 -0 1e-40 -inf\n", " scalar -9223372036854775808\n",
        " #the%20node f=float:0.1 i=int:-1 n=ints:1,2 none=ints: s=string:a%25b h ",
        "output y y\n"}) {
    CHECK_THAT(text, Catch::Contains(part));
  }
}

TEST_CASE("template format: a file that was cut off anywhere is refused") {
  const Format format;
  for (size_t size = 0; size < kFile.size(); ++size) {
    CAPTURE(size);
    const Outcome outcome = format.read(kFile.substr(0, size));
    CHECK((outcome.code == MORTISE_STATUS_DATA_LOSS ||
           outcome.code == MORTISE_STATUS_INVALID_ARGUMENT));
    CHECK_THAT(outcome.message, Catch::Matches("(?:.|\n)*:[0-9]+: (?:.|\n)*"));
  }
}

TEST_CASE("template format: a damaged byte ends in a graph or in an error with the line") {
  const Format format;
  for (size_t at = 0; at < kFile.size(); ++at) {
    for (const char byte : {'\0', ' ', '\n', '-', '9', '%', '?', '\xff'}) {
      std::string damaged = kFile;
      damaged[at] = byte;
      const Outcome outcome = format.read(damaged);
      if (outcome.code == 0) continue;
      CHECK((outcome.code == MORTISE_STATUS_DATA_LOSS ||
             outcome.code == MORTISE_STATUS_INVALID_ARGUMENT));
    }
  }
}

TEST_CASE("template format: a mistake is named with its line") {
  const Format format;
  const auto message = [&](const std::string& line) {
    return format.read("layers 1\ninput x float32 2\n" + line + "\nend\n").message;
  };
  using Catch::Contains;
  CHECK_THAT(format.read("layers 2\nend\n").message,
             Contains(":1: the first line must be `layers 1`"));
  CHECK_THAT(message("input x int64"), Contains(":3: there is a value `x` already"));
  CHECK_THAT(message("input y bool"), Contains("not `bool`"));
  CHECK_THAT(message("input y float32 -2"), Contains("-2 is below zero"));
  CHECK_THAT(message("input y float32 2.5"), Contains("`2.5` is no integer"));
  CHECK_THAT(message("constant c float32 2x3 1 2 3"), Contains("[2, 3] cannot have 3 elements"));
  CHECK_THAT(message("constant c float32 4294967296x4294967296x4 1"), Contains(":3: "));
  CHECK_THAT(message("node Relu z -> y"), Contains("there is no value `z` before this line"));
  CHECK_THAT(message("node Relu x"), Contains("the line is too short"));
  CHECK_THAT(message("node Relu x x x"), Contains("end with ->"));
  CHECK_THAT(message("node Relu a=graph:1 x -> y"), Contains("not `graph`"));
  CHECK_THAT(message("output y z"), Contains("there is no value `z`"));
  CHECK_THAT(message("x"), Contains("not with `x`"));
}

TEST_CASE("template format: what it cannot hold is refused, and the old file stays") {
  const Format format;
  REQUIRE(format.read(kFile).code == 0);
  FakeGraph graph;
  sdk::Builder b = graph.builder();
  const sdk::Value x = b.input("x", sdk::tensor_type(MORTISE_DTYPE_FLOAT64, {2}));
  b.output("y", b.node("Relu", {x}));
  const Outcome outcome = format.write(graph);
  CHECK(outcome.code == MORTISE_STATUS_UNSUPPORTED);
  CHECK(outcome.says("`x` (float64)"));
  CHECK(format.content() == kFile);
}

}  // namespace mortise::tests
