#include "tests/embed/embedded_life.hpp"

#include <mortise/mortise.hpp>

#include <stdlib.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <stdexcept>

#include "tests/embed/onnx_file.hpp"

namespace mortise::tests {
namespace {

namespace fs = std::filesystem;

std::string plugin_folder() {
  const char* build = ::getenv("MORTISE_BUILD_DIR");
  if (build == nullptr) throw std::runtime_error("MORTISE_BUILD_DIR is not set: run with ctest");
  return std::string(build) + "/lib/mortise/plugins";
}

RuntimeOptions options_for(const std::string& backend) {
  RuntimeOptions options;
  options.config_json = R"({"plugins": {"search_defaults": false}, "fallback": ["reference"],
      "backends": [{"name": ")" +
                        backend + R"("}], "execution": {"threads": 3}})";
  options.plugin_paths = {plugin_folder()};
  return options;
}

// A folder for the files of one life.
class Folder {
 public:
  Folder() : path_((fs::temp_directory_path() / "mortise_embed_XXXXXX").string()) {
    if (::mkdtemp(path_.data()) == nullptr) throw std::runtime_error("no temporary folder");
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string path(const std::string& name) const { return path_ + "/" + name; }
  std::string file(const std::string& name, const std::string& content) const {
    std::ofstream(path(name), std::ios::binary) << content;
    return path(name);
  }

 private:
  std::string path_;
};

void require(bool condition, const char* what) {
  if (!condition) throw std::runtime_error(what);
}

void require_error(const char* what, const std::function<void()>& call) {
  try {
    call();
  } catch (const Error&) {
    return;
  }
  throw std::runtime_error(std::string(what) + " is no error");
}

// With the first element NaN: what a calculation does with it may set flags, and must not set more.
Tensor input_for(const Runtime& runtime) {
  Tensor input(runtime, MORTISE_DTYPE_FLOAT32, {1, 16, 16, 16});
  float value = 0;
  for (float& element : input.data<float>())
    element = value = std::fmod(value + 0.37f, 2.0f) - 0.5f;
  input.data<float>()[0] = NAN;
  return input;
}

void run_model(const Runtime& runtime, const std::string& model, const std::string& saved) {
  Graph graph = Graph::read(runtime, model);
  graph.infer(runtime);
  graph.save(saved);
  const Session session(runtime, graph);
  const Tensor input = input_for(runtime);
  for (int run = 0; run < 3; ++run)
    require(session.run({{"x", input}}).at("y").shape() == Shape{1, 16, 14, 14}, "another shape");
  const AsyncRun run = session.run_ordered_async({input});
  run.wait();
  require(!session.report().empty() && !graph.print("dot").empty(), "an empty text");
  require_error("another shape", [&] {
    session.run({{"x", Tensor::from(std::vector<float>{1}, {1})}});
  });
  require_error("another name", [&] { session.run({{"z", input}}); });
  require(Session::load(runtime, saved).output_count() == 1, "another graph was saved");
}

void fail_to_read(const Runtime& runtime, const Folder& folder, const std::string& onnx) {
  const std::map<std::string, std::string> files = {{"text.onnx", "this is no model"},
                                                    {"cut.onnx", onnx.substr(0, onnx.size() / 2)},
                                                    {"cut.mortise", "\x89MRTG\r\n\x1a...."},
                                                    {"unknown.format", "whatever"}};
  require_error("a missing model", [&] { Graph::read(runtime, folder.path("missing.onnx")); });
  for (const auto& file : files) {
    require_error(file.first.c_str(),
                  [&] { Graph::read(runtime, folder.file(file.first, file.second)); });
  }
  examine_plugin(folder.file("libmortise_odd.so", "this is no library"));
}

void fail_to_run(const Runtime& runtime, const Folder& folder) {
  require_error("an unknown plugin", [&] { runtime.load_plugin("none"); });
  require_error("an unknown pass", [&] { Graph(runtime).transform(runtime, "none"); });
  RuntimeOptions options = options_for("none");
  const Runtime without(options);
  const Session session = Session::load(without, folder.path("model.onnx"));
  require_error("an unknown backend", [&] { session.run({{"x", input_for(without)}}); });
  options.config_json = R"({"backend": []})";
  require_error("an unknown key", [&] { const Runtime never(options); });
}

}  // namespace

bool has_plugin(const std::string& id) {
  return fs::exists(plugin_folder() + "/" + id + ".mortise.json");
}

void live(const std::string& backend, const mortise_hooks_t* hooks) {
  const Folder folder;
  const std::string onnx = small_onnx_model();
  const std::string model = folder.file("model.onnx", onnx);
  RuntimeOptions options = options_for(backend);
  options.hooks = hooks;
  const Runtime runtime(options);
  run_model(runtime, model, folder.path("model.mortise"));
  fail_to_read(runtime, folder, onnx);
  fail_to_run(runtime, folder);
  require(runtime.plugins(true).find("\"loaded\"") != std::string::npos, "no plugin is loaded");
  // Not the list of all devices: it asks the vendors' drivers, which change a process as they like.
  require(!runtime.config().empty(), "an empty text");
}

}  // namespace mortise::tests
