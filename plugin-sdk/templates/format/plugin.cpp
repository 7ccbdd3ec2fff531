// A format: a graph as text, one thing a line. README.md describes it; reader.cpp and writer.cpp agree on it.
#include <mortise/sdk/format.hpp>

#include <filesystem>
#include <fstream>

#include "reader.hpp"
#include "writer.hpp"

namespace acme {
namespace {

using namespace mortise::sdk;

constexpr uintmax_t kLargestFile = uintmax_t{16} << 20;  // it is held in memory, line by line

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
    const uintmax_t size = std::filesystem::file_size(path, error);
    if (!error && size > kLargestFile)
      invalid(path, ": has ", size, " bytes; a graph as text has at most ", kLargestFile);
    std::ifstream file(path, std::ios::binary);
    if (!file) fail(MORTISE_STATUS_NOT_FOUND, path, ": cannot be opened");
    file.exceptions(std::ios::badbit);  // memory that runs out must not look like the file's end
    read_graph(file, path, builder);
  }

  void write(const std::string& path, const GraphReader& graph) override {
    replace_file(path, text_of(graph));
  }
};

}  // namespace
}  // namespace acme

MORTISE_PLUGIN("acme", "0.1.0", acme::FormatPlugin);
