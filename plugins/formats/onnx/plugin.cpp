#include <mortise/sdk/format.hpp>
#include <mortise/sdk/plugin.hpp>

#include "plugins/formats/onnx/model_reader.hpp"

namespace mortise::onnx {
namespace {

class OnnxFormat : public sdk::Plugin<sdk::FormatProvider> {
 public:
  OnnxFormat(const mortise_host_t* host, const sdk::Attributes& options) : Plugin(host) {
    describe_format("onnx", "Open Neural Network Exchange, up to opset 27");
    options_.verify_checksums = options.get_int("verify_checksums", 1) != 0;
  }

  void read(const std::string& path, sdk::Builder& builder) override {
    read_model_file(path, options_, builder);
  }

 private:
  ReadOptions options_;
};

}  // namespace
}  // namespace mortise::onnx

MORTISE_PLUGIN("onnx", "0.1.0", mortise::onnx::OnnxFormat);
