#include "plugin-sdk/conform/suites/definition_bench.hpp"

#include <mortise/sdk/kernel.hpp>

#include <algorithm>
#include <cstring>

#include <nlohmann/json.hpp>

#include "plugin-sdk/conform/samples.hpp"

namespace mortise::conform {
namespace {

constexpr size_t kGuard = 64;
constexpr unsigned char kGuardByte = 0xb7;
constexpr uint64_t kAlignment = 64;
constexpr size_t kMostCases = 24;

// Memory of one tensor, aligned, with bytes behind and before it that must not change.
class Guarded {
 public:
  Guarded() = default;
  explicit Guarded(const std::vector<unsigned char>& content, uint64_t alignment = kAlignment)
      : size_(content.size()), alignment_(alignment) {
    memory_.assign(size_ + 2 * kGuard + alignment_, kGuardByte);
    if (size_ != 0) std::memcpy(data(), content.data(), size_);
  }
  unsigned char* data() {
    const auto address = reinterpret_cast<uintptr_t>(memory_.data()) + kGuard;
    return reinterpret_cast<unsigned char*>((address + alignment_ - 1) / alignment_ * alignment_);
  }
  void check(const std::string& what) {
    const unsigned char* begin = data();
    for (size_t i = 0; i < kGuard; ++i) {
      if (begin[size_ + i] != kGuardByte)
        fail("the kernel wrote beyond the end of ", what, ", at byte ", size_ + i, " of ", size_);
      if (begin[-1 - static_cast<ptrdiff_t>(i)] != kGuardByte)
        fail("the kernel wrote before the start of ", what);
    }
  }
  std::vector<unsigned char> take(size_t size) { return {data(), data() + std::min(size, size_)}; }

 private:
  size_t size_ = 0;
  uint64_t alignment_ = kAlignment;
  std::vector<unsigned char> memory_;
};

}  // namespace

std::string DefinitionName::text() const {
  const std::string full = domain.empty() ? name : domain + "::" + name;
  return version == 0 ? full : full + "@" + std::to_string(version);
}

DefinitionBench::DefinitionBench(Environment& environment, const DefinitionName& name)
    : environment_(environment),
      host_(&environment.reference),
      instance_(environment.subject, host_.table()),
      table_(environment.subject.table<mortise_operator_interface_t>(MORTISE_INTERFACE_OPERATOR)) {
  for (uint64_t i = 0; i < table_->operator_count(instance_.get()); ++i) {
    const mortise_operator_t* op = table_->operator_at(instance_.get(), i);
    if (sdk::to_view(op->domain) == name.domain && sdk::to_view(op->name) == name.name &&
        (name.version == 0 || op->version == name.version))
      op_ = op;
  }
  expect(op_ != nullptr, "an instance has the operator ", name.text(), ", and the next has it not");
}

std::vector<Case> DefinitionBench::signatures() const {
  std::vector<Case> all;
  for (const auto& sample : samples_of(environment_.subject, "operators")) {
    if (sample.value("op", std::string()) == qualified_name(*op_))
      all.push_back(signature_of_sample(*op_, sample));
  }
  Cases cases = cases_of(*op_);
  const size_t step = std::max<size_t>(1, cases.size() / kMostCases);
  for (size_t i = 0; i < cases.size(); i += step) all.push_back(std::move(cases[i]));
  std::vector<Case> common = common_signatures(*op_);
  std::move(common.begin(), common.end(), std::back_inserter(all));
  return all;
}

std::unique_ptr<AcceptedNode> DefinitionBench::accept(const Case& signature,
                                                      std::vector<HostTensor> contents) const {
  auto accepted = std::make_unique<AcceptedNode>();
  std::vector<NodeInput> inputs;
  for (size_t i = 0; i < contents.size(); ++i)
    inputs.push_back(input_of(signature.inputs[i], contents[i]));
  try {
    accepted->one = std::make_unique<OneNode>(runtime(), *op_, signature.attributes, inputs,
                                              signature.output_count);
  } catch (const sdk::Error&) {
    return nullptr;
  }
  accepted->inferred = accepted->one->infer(*op_);
  if (!accepted->inferred.complete()) return nullptr;
  accepted->one->set_types(accepted->inferred);
  accepted->signature = signature;
  accepted->contents = std::move(contents);
  return accepted;
}

std::vector<AcceptedNode> DefinitionBench::accepted_nodes(size_t most) {
  std::vector<AcceptedNode> nodes;
  for (const Case& signature : signatures()) {
    if (nodes.size() == most) break;
    if (auto accepted = accept(signature, contents_of(signature, random())))
      nodes.push_back(std::move(*accepted));
  }
  if (nodes.empty())
    skip(
        "the shape rule accepts none of the nodes that the suite tries; the manifest can name one "
        "that it does (conformance.samples.operators)");
  return nodes;
}

const mortise_kernel_definition_t* DefinitionBench::portable_kernel() const {
  for (uint64_t i = 0; i < table_->kernel_count(instance_.get()); ++i) {
    const mortise_kernel_definition_t* kernel = table_->kernel_at(instance_.get(), i);
    if (sdk::to_view(kernel->device_kind) == "*" && kernel->version == op_->version &&
        sdk::to_view(kernel->domain) == sdk::to_view(op_->domain) &&
        sdk::to_view(kernel->op) == sdk::to_view(op_->name))
      return kernel;
  }
  return nullptr;
}

void DefinitionBench::check_host() const {
  const std::vector<std::string> faults = host_.take_faults();
  if (!faults.empty()) fail("with the host's services: ", faults.front());
}

PortableKernel::PortableKernel(const mortise_kernel_definition_t& definition,
                               const mortise_node_t& node) {
  mortise_support_t support{};
  support.struct_size = sizeof(support);
  const Status asked = take(definition.query(&definition, &node, &support));
  const Status reason = take(support.reason);
  expect(asked.ok(), "the kernel's query itself fails: ", asked.text());
  expect(support.supported == 1 || !reason.ok(), "the kernel's query says no without a reason");
  if (support.supported == 0) skip(reason.message());
  const Status status = take(definition.create(&definition, nullptr, &node, &kernel_));
  expect(status.ok(), "create refuses a node that the kernel's query supports: ", status.text());
  expect(kernel_ != nullptr && kernel_->launch != nullptr && kernel_->release != nullptr,
         "create succeeded and gave no whole kernel");
  expect(support.workspace_size >= kernel_->workspace_size, "the kernel wants a workspace of ",
         kernel_->workspace_size, " bytes, its query said ", support.workspace_size);
}

PortableKernel::~PortableKernel() {
  if (kernel_ != nullptr) kernel_->release(kernel_);
}

std::vector<HostTensor> PortableKernel::run(const std::vector<HostTensor>& inputs,
                                            std::vector<HostTensor> outputs, int64_t shared_input,
                                            int64_t shared_output) const {
  std::vector<Guarded> memory(inputs.size() + outputs.size());
  std::vector<mortise_tensor_view_t> views(memory.size());
  std::vector<const mortise_tensor_view_t*> in(inputs.size(), nullptr);
  std::vector<mortise_tensor_view_t*> out(outputs.size(), nullptr);
  const auto shares = [&](size_t i) { return static_cast<int64_t>(i) == shared_output; };
  for (size_t i = 0; i < inputs.size(); ++i) {
    if (inputs[i].dtype == MORTISE_DTYPE_UNDEFINED) continue;
    memory[i] = Guarded(inputs[i].bytes);
    views[i] = inputs[i].view();
    views[i].data = memory[i].data();
    in[i] = &views[i];
  }
  for (size_t i = 0; i < outputs.size(); ++i) {
    const size_t slot = inputs.size() + i;
    if (!shares(i)) memory[slot] = Guarded(outputs[i].bytes);
    views[slot] = outputs[i].view();
    views[slot].data =
        shares(i) ? memory[static_cast<size_t>(shared_input)].data() : memory[slot].data();
    out[i] = &views[slot];
  }
  Guarded workspace(std::vector<unsigned char>(kernel_->workspace_size, 0xa5),
                    std::max(kAlignment, kernel_->workspace_alignment));
  mortise_launch_t launch{};
  launch.struct_size = sizeof(launch);
  launch.input_count = in.size();
  launch.inputs = in.data();
  launch.output_count = out.size();
  launch.outputs = out.data();
  launch.workspace = workspace.data();
  const Status status = take(kernel_->launch(kernel_, &launch));
  // Contents are random: an index among them may be out of range.
  if (status.code() == MORTISE_STATUS_INVALID_ARGUMENT)
    skip("the suite's contents do not suit the kernel: ", status.message());
  expect(status.ok(), "launch of a node that the kernel supports: ", status.text(),
         inputs_text(inputs));
  workspace.check("the workspace");
  for (size_t i = 0; i < inputs.size(); ++i) {
    if (in[i] == nullptr) continue;
    memory[i].check(sdk::message("input ", i));
    const bool written = static_cast<int64_t>(i) == shared_input;
    expect(written || memory[i].take(inputs[i].bytes.size()) == inputs[i].bytes,
           "the kernel wrote to input ", i, ", which it may only read");
  }
  for (size_t i = 0; i < outputs.size(); ++i) {
    Guarded& slot = memory[shares(i) ? static_cast<size_t>(shared_input) : inputs.size() + i];
    if (!shares(i)) slot.check(sdk::message("output ", i));
    // A shape that the kernel wrote is now the tensor's.
    outputs[i].bytes = slot.take(sdk::storage_bytes(outputs[i].dtype, outputs[i].count()));
  }
  return outputs;
}

std::vector<HostTensor> outputs_like(const Inferred& inferred) {
  std::vector<HostTensor> outputs;
  for (const auto& type : inferred.types) outputs.emplace_back(type->dtype, type->shape);
  return outputs;
}

}  // namespace mortise::conform
