#include "plugins/formats/onnx/model_reader.hpp"

#include <google/protobuf/io/coded_stream.h>
#include <onnx.pb.h>

#include "plugins/formats/onnx/body_reader.hpp"
#include "plugins/formats/onnx/external_data.hpp"
#include "plugins/formats/onnx/file_context.hpp"
#include "plugins/formats/onnx/file_mapping.hpp"
#include "plugins/formats/onnx/passing_stream.hpp"
#include "plugins/formats/onnx/text.hpp"
#include "plugins/formats/onnx/wire_position.hpp"

namespace mortise::onnx {
namespace {

constexpr uint64_t kMaxFileSize = INT32_MAX;  // protobuf's limit
constexpr int kMaxNesting = 100;              // of messages
constexpr int64_t kNewestIrVersion = 13;

onnx_proto::ModelProto parse(const uint8_t* data, uint64_t size, const FileMapping* file) {
  if (size > kMaxFileSize) {
    sdk::invalid("the file has ", size, " bytes; protobuf files end at ", kMaxFileSize,
                 ": save the model with external data");
  }
  onnx_proto::ModelProto model;
  PassingStream bytes(data, size, file);
  google::protobuf::io::CodedInputStream stream(&bytes);
  stream.SetRecursionLimit(kMaxNesting);
  if (!model.ParseFromCodedStream(&stream) || !stream.ConsumedEntireMessage()) {
    sdk::fail(MORTISE_STATUS_DATA_LOSS, "not a valid ONNX file: ", find_wire_error(data, size));
  }
  return model;
}

void check_model(const onnx_proto::ModelProto& model) {
  const int64_t version = model.ir_version();
  if (version < 1 || !model.has_graph()) {
    sdk::invalid("not an ONNX model: ", version < 1 ? "field 1 (ir_version)" : "field 7 (graph)",
                 " is missing");
  }
  if (version > kNewestIrVersion) {
    sdk::unsupported("the file has IR version ", version, "; the newest known is ",
                     kNewestIrVersion);
  }
}

/// What the file says about itself, under keys that no metadata_props of a model uses.
void set_metadata(const onnx_proto::ModelProto& model, const Opsets& opsets,
                  sdk::Builder& builder) {
  const auto set = [&](std::string_view key, std::string_view value) {
    if (!value.empty()) builder.metadata(key, checked_text(key, value));
  };
  set("onnx.producer_name", model.producer_name());
  set("onnx.producer_version", model.producer_version());
  set("onnx.domain", model.domain());
  set("onnx.doc_string", model.doc_string());
  set("onnx.graph_name", model.graph().name());
  set("onnx.ir_version", std::to_string(model.ir_version()));
  set("onnx.opset_import", opsets.to_string());
  if (model.has_model_version()) set("onnx.model_version", std::to_string(model.model_version()));
  for (const auto& entry : model.metadata_props()) {
    located([&] { return sdk::message("metadata_props `", quoted(entry.key()), "`"); },
            [&] {
              builder.metadata(checked_text("key", entry.key()),
                               checked_text("value", entry.value()));
            });
  }
}

void build_model(onnx_proto::ModelProto model, const std::string& path, const ReadOptions& options,
                 sdk::Builder& builder) {
  check_model(model);
  Opsets opsets(model.opset_import());
  // Before files had imports, there was one set of operators.
  if (model.ir_version() < 3) opsets.set_default("", 1);
  ExternalFiles files(path, options.verify_checksums);
  FileContext context(model, opsets, files);
  Writer writer(builder);
  BodyReader(context, writer, {opsets}).read_model_graph(*model.mutable_graph());
  set_metadata(model, opsets, builder);
}

}  // namespace

void read_model(const uint8_t* data, uint64_t size, const std::string& path,
                const ReadOptions& options, sdk::Builder& builder) {
  build_model(parse(data, size, nullptr), path, options, builder);
}

void read_model_file(const std::string& path, const ReadOptions& options, sdk::Builder& builder) {
  const FileMapping file(path);
  located([&] { return path; },
          [&] { build_model(parse(file.data(), file.size(), &file), path, options, builder); });
}

}  // namespace mortise::onnx
