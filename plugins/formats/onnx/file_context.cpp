#include "plugins/formats/onnx/file_context.hpp"

#include <algorithm>

#include <onnx.pb.h>

#include "plugins/formats/onnx/text.hpp"

namespace mortise::onnx {
namespace {

// Functions that call functions can grow exponentially.
constexpr uint64_t kMaxInlinedNodes = 1'000'000;
// So can the names, which hold those of all calls around a node.
constexpr uint64_t kMaxInlinedNameBytes = uint64_t{256} << 20;

std::string function_key(std::string_view domain, std::string_view name,
                         std::string_view overload) {
  std::string key(domain);
  key.append(1, '\0').append(name).append(1, '\0').append(overload);
  return key;
}

}  // namespace

FileContext::FileContext(onnx_proto::ModelProto& model, const Opsets& opsets, ExternalFiles& files)
    : files_(files) {
  for (auto& proto : *model.mutable_functions()) {
    const std::string label = sdk::message("function `", quoted(proto.name()), "`");
    located([&] { return label; },
            [&] {
              checked_text("name", proto.name());
              Function function{&proto, Opsets(proto.opset_import())};
              function.opsets.add_missing(opsets);
              std::string key =
                  function_key(normal_domain(proto.domain()), proto.name(), proto.overload());
              if (!functions_.emplace(std::move(key), std::move(function)).second) {
                sdk::invalid("the model defines it twice");
              }
            });
  }
}

Function* FileContext::find_function(std::string_view domain, std::string_view name,
                                     std::string_view overload) {
  if (functions_.empty()) return nullptr;
  const auto found = functions_.find(function_key(domain, name, overload));
  return found == functions_.end() ? nullptr : &found->second;
}

void FileContext::enter(const Function& function) {
  if (std::find(entered_.begin(), entered_.end(), &function) != entered_.end()) {
    sdk::invalid("function `", quoted(function.proto->name()), "` calls itself");
  }
  entered_.push_back(&function);
}

void FileContext::leave() { entered_.pop_back(); }

const Tensor& FileContext::decode_shared(onnx_proto::TensorProto& proto) {
  auto found = decoded_.find(&proto);
  if (found == decoded_.end()) found = decoded_.emplace(&proto, decode_tensor(proto, files_)).first;
  return found->second;
}

void FileContext::count_inlined_node() {
  if (++inlined_nodes_ > kMaxInlinedNodes) {
    sdk::unsupported("the model's functions grow to more than ", kMaxInlinedNodes, " nodes");
  }
}

void FileContext::count_inlined_name(uint64_t bytes) {
  inlined_name_bytes_ += bytes;
  if (inlined_name_bytes_ > kMaxInlinedNameBytes) {
    sdk::unsupported("the names in the model's functions grow to more than ", kMaxInlinedNameBytes,
                     " bytes");
  }
}

}  // namespace mortise::onnx
