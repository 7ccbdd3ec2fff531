// A format: a graph as text, one thing a line. README.md describes it; reader.cpp and writer.cpp agree on it.
#include <mortise/sdk/format.hpp>

#include <filesystem>
#include <fstream>

#include "reader.hpp"
#include "writer.hpp"

namespace acme {
namespace {

using namespace mortise::sdk;

class FormatPlugin final : public Plugin<FormatProvider> {
 public:
  FormatPlugin(const mortise_host_t* host, const Attributes&) : Plugin(host) {
    describe_format("acme", "a graph as text, one thing a line");
  }

  void read(const std::string& path, Builder& builder) override {
    // Opening a pipe would wait for whoever writes to it.
    std::error_code error;
    if (std::filesystem::exists(path, error) && !std::filesystem::is_regular_file(path, error))
      invalid(path, ": is no plain file");
    std::ifstream file(path, std::ios::binary);
    if (!file) fail(MORTISE_STATUS_NOT_FOUND, path, ": cannot be opened");
    read_graph(file, path, builder);
  }

  void write(const std::string& path, const GraphReader& graph) override {
    replace_file(path, text_of(graph));
  }
};

}  // namespace
}  // namespace acme

MORTISE_PLUGIN("acme", "0.1.0", acme::FormatPlugin);
