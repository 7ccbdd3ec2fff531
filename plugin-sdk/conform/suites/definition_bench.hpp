// An operator's definition under test: what the suites of operator plugins share.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "plugin-sdk/conform/graph_run.hpp"
#include "plugin-sdk/conform/host.hpp"
#include "plugin-sdk/conform/node_graph.hpp"
#include "plugin-sdk/conform/one_node.hpp"
#include "plugin-sdk/conform/signatures.hpp"
#include "plugin-sdk/conform/test.hpp"

namespace mortise::conform {

/// Which operator: the definition itself belongs to an instance.
struct DefinitionName {
  std::string domain, name;
  uint32_t version = 0;
  std::string text() const;  // "acme::Blur", with "@7" where the plugin has several forms
};

/// A node that the shape rule accepts, ready for a kernel.
struct AcceptedNode {
  Case signature;
  std::vector<HostTensor> contents;
  std::unique_ptr<OneNode> one;
  Inferred inferred;
};

/// An instance with the definition and its portable kernel. One thread at a time.
class DefinitionBench {
 public:
  /// Throws Failure when the instance has no such operator.
  DefinitionBench(Environment& environment, const DefinitionName& name);

  const mortise_operator_t& op() const { return *op_; }
  bool has_flag(uint32_t flag) const { return (op_->flags & flag) != 0; }
  const Runtime& runtime() const { return environment_.reference.runtime(); }
  Random& random() { return environment_.random; }
  Trace& trace() { return environment_.trace; }

  /// With other contents for each call. Throws Skip when the suite knows no node that the rule accepts.
  std::vector<AcceptedNode> accepted_nodes(size_t most);
  /// The node for other contents of the same signature, or other types; nothing when the rule refuses.
  std::unique_ptr<AcceptedNode> accept(const Case& signature,
                                       std::vector<HostTensor> contents) const;

  /// Null when the plugin has none for the operator.
  const mortise_kernel_definition_t* portable_kernel() const;
  void check_host() const;

 private:
  std::vector<Case> signatures() const;

  Environment& environment_;
  mutable Host host_;
  Instance instance_;
  const mortise_operator_interface_t* table_ = nullptr;
  const mortise_operator_t* op_ = nullptr;
};

/// A portable kernel for a node, run between bytes that must not change. Released with this object.
class PortableKernel {
 public:
  /// Throws Failure when creation fails, Skip when the kernel states that it does not support the node.
  PortableKernel(const mortise_kernel_definition_t& definition, const mortise_node_t& node);
  PortableKernel(const PortableKernel&) = delete;
  PortableKernel& operator=(const PortableKernel&) = delete;
  ~PortableKernel();

  bool ranged() const { return (kernel_->flags & MORTISE_KERNEL_RANGED) != 0; }
  /// `shared_input`: the input whose memory output `shared_output` gets; -1: none does. Throws Failure,
  /// Skip when the contents do not suit the kernel.
  std::vector<HostTensor> run(const std::vector<HostTensor>& inputs,
                              std::vector<HostTensor> outputs, int64_t shared_input = -1,
                              int64_t shared_output = -1) const;

 private:
  mortise_kernel_t* kernel_ = nullptr;
};

/// The outputs' types, filled with garbage.
std::vector<HostTensor> outputs_like(const Inferred& inferred);
}  // namespace mortise::conform
