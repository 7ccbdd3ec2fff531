#include "core/graph/save.hpp"

#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>

#include "core/graph/compare.hpp"
#include "core/graph/print.hpp"
#include "core/graph/save_format.hpp"
#include "core/graph/testing/graphs.hpp"

namespace mortise::graph {
namespace {

namespace fs = std::filesystem;
using test::must;
using test::says;

// An empty folder, gone at the end.
class Folder {
 public:
  Folder()
      : path_(fs::temp_directory_path() /
              ("mortise-save-" + std::to_string(std::random_device{}()))) {
    fs::create_directory(path_);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path_); }
  std::string file(const char* name) const { return path_ / name; }
  size_t file_count() const {
    return static_cast<size_t>(std::distance(fs::directory_iterator(path_), {}));
  }

 private:
  fs::path path_;
};

std::span<const unsigned char> bytes_of(const std::string& text) {
  return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

}  // namespace

TEST_CASE("a graph comes back from a file as it was") {
  const Folder folder;
  const std::string path = folder.file("model.mortise");
  const Graph graph = test::rich_graph();
  must(save(graph, path));
  CHECK(must(is_saved_graph(path)));
  const Graph loaded = must(load(path));
  CHECK(compare(graph, loaded).empty());
  CHECK(print_text(loaded) == print_text(graph));
  CHECK(must(save_to_bytes(loaded)) == must(save_to_bytes(graph)));
}

TEST_CASE("a graph comes back from bytes, and needs them no longer") {
  const Graph graph = test::rich_graph();
  std::string bytes = must(save_to_bytes(graph));
  const Graph loaded = must(load_from_bytes(bytes_of(bytes)));
  bytes.assign(bytes.size(), '\xFF');
  CHECK(print_text(loaded) == print_text(graph));
}

TEST_CASE("constants stay in the mapped file, aligned, also when the file is replaced") {
  const Folder folder;
  const std::string path = folder.file("model.mortise");
  Graph graph;
  must(graph.add_output("a", graph.add_constant("a", test::floats({3}, {1, 2, 3}))));
  must(graph.add_output("b", graph.add_constant("b", test::floats({1}, {4}))));
  must(save(graph, path));
  const Graph loaded = must(load(path));
  must(save(Graph(), path));
  for (const Output& output : loaded.outputs()) {
    const mortise_tensor_view_t& view = loaded.value(output.value)->constant->view();
    CHECK(reinterpret_cast<uintptr_t>(view.data) % 64 == 0);
  }
  CHECK(compare(graph, loaded).empty());
  must(save(loaded, path));  // from one file into another of the same name
  CHECK(compare(graph, must(load(path))).empty());
}

TEST_CASE("a constant that is used twice is stored once") {
  Graph graph;
  const ConstantRef big = test::floats({1000}, std::vector<float>(1000, 1));
  graph.add_constant("a", big);
  const size_t once = must(save_to_bytes(graph)).size();
  graph.add_constant("b", big);
  CHECK(must(save_to_bytes(graph)).size() < once + 1000);
}

TEST_CASE("a file that cannot be written or read is an error, and leaves nothing behind") {
  const Folder folder;
  CHECK(save(Graph(), folder.file("no/such/folder")).code() == MORTISE_STATUS_NOT_FOUND);
  fs::create_directory(folder.file("taken"));
  CHECK_FALSE(save(Graph(), folder.file("taken")).ok());
  CHECK(folder.file_count() == 1);
  CHECK(load(folder.file("missing")).error().code() == MORTISE_STATUS_NOT_FOUND);
  CHECK(says(load(folder.file("taken")), "not a regular file"));
  std::ofstream(folder.file("empty"));
  CHECK_FALSE(must(is_saved_graph(folder.file("empty"))));
  CHECK(says(load(folder.file("empty")), "within the header"));
}

TEST_CASE("a failed save leaves the old file as it was") {
  const Folder folder;
  const std::string path = folder.file("model.mortise");
  must(save(test::rich_graph(), path));
  Graph placed;
  mortise_layout_t layout{};
  Type type = test::vector4();
  type.layout = LayoutRef(&layout);
  must(placed.add_input("x", type));
  CHECK(says(save(placed, path), "backend's layout cannot be saved"));
  CHECK(folder.file_count() == 1);
  CHECK(compare(must(load(path)), test::rich_graph()).empty());
}

TEST_CASE("every truncation is an error") {
  const std::string bytes = must(save_to_bytes(test::rich_graph()));
  for (size_t size = 0; size < bytes.size(); ++size) {
    const auto loaded = load_from_bytes(bytes_of(bytes).first(size));
    REQUIRE_FALSE(loaded.ok());
    REQUIRE(loaded.error().message().find("offset") != std::string_view::npos);
  }
}

TEST_CASE("a truncated structure names the byte where it ends, whatever the header says") {
  const std::string bytes = must(save_to_bytes(test::rich_graph()));
  SavedHeader header;
  std::memcpy(&header, bytes.data(), sizeof header);
  const uint64_t full = header.structure_size;
  for (uint64_t size = 0; size < full; ++size) {
    header.structure_size = size;
    std::string shortened = bytes;
    std::memcpy(shortened.data(), &header, sizeof header);
    const auto loaded = load_from_bytes(bytes_of(shortened));
    REQUIRE_FALSE(loaded.ok());
    REQUIRE(loaded.error().code() == MORTISE_STATUS_DATA_LOSS);
    REQUIRE(loaded.error().message().find("offset") != std::string_view::npos);
  }
}

TEST_CASE("flipped bytes give an error or another graph, never worse") {
  const std::string bytes = must(save_to_bytes(test::rich_graph()));
  size_t errors = 0;
  for (size_t position = 0; position < bytes.size(); ++position) {
    for (const char flip : {'\x01', '\x80', '\xFF'}) {
      std::string damaged = bytes;
      damaged[position] = static_cast<char>(damaged[position] ^ flip);
      const auto loaded = load_from_bytes(bytes_of(damaged));
      if (loaded.ok()) {
        REQUIRE_FALSE(print_text(*loaded).empty());
      } else {
        ++errors;
        REQUIRE(loaded.error().message().find("saved graph: ") == 0);
      }
    }
  }
  CHECK(errors > bytes.size());
}

TEST_CASE("a file of another version says what to do") {
  std::string bytes = must(save_to_bytes(Graph()));
  bytes[8] = 9;
  const auto loaded = load_from_bytes(bytes_of(bytes));
  REQUIRE_FALSE(loaded.ok());
  CHECK(loaded.error().code() == MORTISE_STATUS_INCOMPATIBLE);
  CHECK(says(loaded, "version 9 of the form; this library reads version 1: save the graph again"));
}

TEST_CASE("a huge count is refused before memory is asked for") {
  std::string bytes = must(save_to_bytes(Graph()));
  const uint32_t huge = UINT32_MAX;
  std::memcpy(bytes.data() + sizeof(SavedHeader), &huge, sizeof huge);  // of tensors
  CHECK(says(load_from_bytes(bytes_of(bytes)), "offset 68: a count of 4294967295, but only"));
}

}  // namespace mortise::graph
