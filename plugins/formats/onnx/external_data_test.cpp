#include "plugins/formats/onnx/external_data.hpp"

#include <mortise/sdk/status.hpp>

#include <filesystem>
#include <fstream>

#include <catch2/catch.hpp>

#include "plugins/formats/onnx/testing/model.hpp"

using namespace mortise::onnx;
using namespace mortise::onnx::testing;
namespace fs = std::filesystem;

namespace {

/// A folder with a model's folder in it, removed at the end.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "mortise_onnx_XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    root_ = name;
    fs::create_directories(root_ / "model" / "weights");
  }
  ~Folder() { fs::remove_all(root_); }
  fs::path at(const std::string& name) const { return root_ / name; }
  std::string model_path() const { return at("model/model.onnx").string(); }
  void write(const std::string& name, const std::string& bytes) const {
    std::ofstream(at(name), std::ios::binary) << bytes;
  }

 private:
  fs::path root_;
};

std::string open_error(const Folder& folder, std::string_view location,
                       std::string_view checksum = "") {
  return error_of([&] { ExternalFiles(folder.model_path(), true).open(location, checksum); });
}

using Entries = std::initializer_list<std::pair<const char*, const char*>>;

/// A model with one external initializer, float32[4].
ModelProto external_model(Entries entries) {
  ModelProto model = make_model(17);
  TensorProto& tensor = *model.mutable_graph()->add_initializer();
  tensor.set_name("w");
  tensor.set_data_type(MORTISE_DTYPE_FLOAT32);
  tensor.add_dims(4);
  tensor.set_data_location(1);
  for (const auto& [key, value] : entries) {
    auto& entry = *tensor.add_external_data();
    entry.set_key(key);
    entry.set_value(value);
  }
  add_output(*model.mutable_graph(), "w");
  return model;
}

std::string external_error(const Folder& folder, Entries entries) {
  return error_of([&] { read(external_model(entries), folder.model_path()); });
}

}  // namespace

TEST_CASE("external data is found beside the model and lent from the mapped file") {
  const Folder folder;
  const float elements[] = {0, 0, 1, 2, 3, 4};
  folder.write("model/weights/w.bin", {reinterpret_cast<const char*>(elements), sizeof(elements)});
  const auto graph =
      read(external_model({{"location", "weights/w.bin"}, {"offset", "8"}, {"length", "16"}}),
           folder.model_path());
  const auto& output = *graph->get().value(graph->get().outputs()[0].value);
  const auto* data = static_cast<const float*>(output.constant->view().data);
  CHECK(std::vector<float>(data, data + 4) == std::vector<float>{1, 2, 3, 4});
}

TEST_CASE("external data that is not aligned is copied to where it is") {
  const Folder folder;
  const float elements[] = {1, 2, 3, 4};
  folder.write("model/w.bin", "x" + std::string(reinterpret_cast<const char*>(elements), 16));
  const auto graph =
      read(external_model({{"location", "w.bin"}, {"offset", "1"}}), folder.model_path());
  const auto& view = graph->get().value(graph->get().outputs()[0].value)->constant->view();
  CHECK(reinterpret_cast<uintptr_t>(view.data) % alignof(float) == 0);
  CHECK(static_cast<const float*>(view.data)[3] == 4);
}

TEST_CASE("a location that leaves the model's folder is refused") {
  const Folder folder;
  folder.write("secret", "0123456789abcdef");
  CHECK(open_error(folder, "../secret").find("contains `..`") != std::string::npos);
  CHECK(open_error(folder, "weights/../../secret").find("contains `..`") != std::string::npos);
  CHECK(open_error(folder, folder.at("secret").string()).find("is an absolute path") !=
        std::string::npos);
  CHECK(open_error(folder, std::string_view("a\0b", 3)).find("zero byte") != std::string::npos);
  CHECK(open_error(folder, "") == "external data without a location");

  fs::create_symlink(folder.at("secret"), folder.at("model/link"));
  CHECK(open_error(folder, "link").find("leaves the model's folder by a symlink") !=
        std::string::npos);
  fs::create_directory_symlink(folder.at(""), folder.at("model/up"));
  CHECK(open_error(folder, "up/secret").find("leaves the model's folder by a symlink") !=
        std::string::npos);
}

TEST_CASE("a folder whose name only begins like the model's is outside it") {
  const Folder folder;
  fs::create_directory(folder.at("model_two"));
  folder.write("model_two/w.bin", "1234");
  fs::create_directory_symlink(folder.at("model_two"), folder.at("model/two"));
  CHECK(open_error(folder, "two/w.bin").find("leaves the model's folder") != std::string::npos);
}

TEST_CASE("a symlink that stays in the model's folder is followed") {
  const Folder folder;
  folder.write("model/weights/w.bin", "1234");
  fs::create_symlink("weights/w.bin", folder.at("model/link"));
  CHECK(ExternalFiles(folder.model_path(), true).open("link", "")->size() == 4);
}

TEST_CASE("what is no regular file is refused") {
  const Folder folder;
  CHECK(open_error(folder, "weights").find("not a regular file") != std::string::npos);
}

TEST_CASE("a model without its external data has lost a part") {
  const Folder folder;
  try {
    ExternalFiles(folder.model_path(), true).open("absent", "");
    FAIL("opened a file that is not there");
  } catch (const mortise::sdk::Error& error) {
    CHECK(error.code() == MORTISE_STATUS_DATA_LOSS);
    CHECK_THAT(error.text(), Catch::Matchers::Contains("`absent`: No such file"));
  }
}

TEST_CASE("offset and length are checked against the file and the shape") {
  const Folder folder;
  folder.write("model/w.bin", std::string(20, '\0'));
  const auto error = [&](const char* offset, const char* length) {
    return external_error(folder, {{"location", "w.bin"}, {"offset", offset}, {"length", length}});
  };
  const std::string where = "initializer 0 (`w`): ";
  CHECK(error("4", "16").empty());
  CHECK(error("21", "16") ==
        where + "external data `w.bin`: offset 21 is past the file's end at 20");
  CHECK(error("8", "16") ==
        where + "external data `w.bin`: 16 bytes from offset 8 end past the file's 20");
  CHECK(error("18446744073709551615", "16").find("is past the file's end") != std::string::npos);
  CHECK(error("0", "20") == where + "external data has 20 bytes where float32[4] needs 16");
  CHECK(error("-1", "16") == where + "external_data: offset is `-1`; it must be a number of bytes");
  CHECK(error("0", "16 ") ==
        where + "external_data: length is `16 `; it must be a number of bytes");
}

TEST_CASE("a stated checksum is compared with the file's") {
  const Folder folder;
  folder.write("model/abc", "abc");
  // FIPS 180-2, appendix A.1.
  CHECK(open_error(folder, "abc", "A9993E364706816ABA3E25717850C26C9CD0D89D").empty());
  const std::string other(40, '0');
  CHECK(open_error(folder, "abc", other) ==
        "external data `abc` has SHA-1 a9993e364706816aba3e25717850c26c9cd0d89d where the model "
        "states " +
            other);
  CHECK(ExternalFiles(folder.model_path(), false).open("abc", other)->size() == 3);
}

TEST_CASE("tensors in one file share its mapping") {
  const Folder folder;
  folder.write("model/w.bin", "1234");
  ExternalFiles files(folder.model_path(), true);
  CHECK(files.open("w.bin", "").get() == files.open("w.bin", "").get());
}
