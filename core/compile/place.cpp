#include "core/compile/place.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/compile/infer.hpp"
#include "core/compile/interface.hpp"
#include "core/graph/tables.hpp"

namespace mortise::compile {
namespace {

constexpr int kMostRounds = 16;  // of decompositions within decompositions

class Placer {
 public:
  Placer(graph::Graph& graph, host::Host& host, const Backends& backends)
      : graph_(graph), host_(host), backends_(backends) {}

  Result<Placements> run() {
    for (int round = 0; round < kMostRounds; ++round) {
      reasons_.clear();  // every node that is left is asked about anew
      MORTISE_TRY(offer(unplaced(), backends_.preferred, false));
      const std::vector<graph::NodeId> left = unplaced();
      // Decompositions are for backends that lack an operator, not for their absence.
      if (left.empty() || backends_.preferred.empty()) break;
      MORTISE_ASSIGN(const bool changed, decompose_some(left));
      if (!changed) break;
    }
    const std::vector<graph::NodeId> left = unplaced();
    if (!left.empty()) MORTISE_TRY(use_fallbacks(left));
    return std::move(result_);
  }

 private:
  std::vector<graph::NodeId> unplaced() const {
    std::vector<graph::NodeId> nodes;
    for (const graph::NodeId id : graph_.order()) {
      if (result_.nodes.count(id) == 0) nodes.push_back(id);
    }
    return nodes;
  }

  // Places those of `nodes` that one of `choices` takes, and notes why the others were refused.
  Status offer(std::vector<graph::NodeId> nodes, const std::vector<Backend>& choices,
               bool fallback) {
    for (const Backend& backend : choices) {
      std::vector<graph::NodeId> asked;
      for (const graph::NodeId id : nodes) {
        const graph::Node& node = *graph_.node(id);
        if (backend.settings.permits(node.domain, node.op)) {
          asked.push_back(id);
        } else {
          refuse(id, *backend.device,
                 "the config denies " + qualified_name(node.domain, node.op) + " to it");
        }
      }
      MORTISE_TRY(ask(asked, backend.device, fallback));
      nodes.erase(std::remove_if(nodes.begin(), nodes.end(),
                                 [this](graph::NodeId id) { return result_.nodes.count(id) != 0; }),
                  nodes.end());
    }
    return {};
  }

  Status ask(const std::vector<graph::NodeId>& nodes, const std::shared_ptr<Device>& device,
             bool fallback) {
    if (nodes.empty()) return {};
    std::vector<const mortise_node_t*> views;
    for (const graph::NodeId id : nodes) views.push_back(graph_.abi_node(id));
    std::vector<mortise_support_t> answers(nodes.size());
    for (mortise_support_t& answer : answers) answer.struct_size = sizeof(answer);
    Status asked(
        device->table().query(device->handle(), views.size(), views.data(), answers.data()));
    std::vector<Status> reasons;
    for (size_t i = 0; i < nodes.size(); ++i)
      reasons.push_back(Status(answers[i].reason).strip(node_title(*graph_.node(nodes[i]))));
    MORTISE_TRY(std::move(asked).annotate(device->name() + ": query"));
    for (Status& reason : reasons) {
      // Not "no", but "not now".
      if ((reason.flags() & MORTISE_STATUS_FLAG_RETRYABLE) != 0)
        return std::move(reason).annotate(device->name());
    }
    std::vector<std::pair<graph::NodeId, const mortise_kernel_definition_t*>> taken;
    for (size_t i = 0; i < nodes.size(); ++i) {
      if (answers[i].supported != 0) {
        taken.emplace_back(nodes[i], nullptr);
        continue;
      }
      MORTISE_ASSIGN(const auto* kernel,
                     find_kernel(views[i], *device, nodes[i], reasons[i].message()));
      if (kernel != nullptr) taken.emplace_back(nodes[i], kernel);
    }
    // Edits invalidate the views, so they come last.
    for (const auto& [id, kernel] : taken) {
      if (fallback) note_fallback(id, *device);
      result_.nodes[id] = {device, kernel};
      MORTISE_TRY(graph_.set_device(id, device->kind()));
    }
    return {};
  }

  // A kernel that an operator plugin offers for the device, or null with the reason noted.
  Result<const mortise_kernel_definition_t*> find_kernel(const mortise_node_t* node,
                                                         const Device& device, graph::NodeId id,
                                                         std::string_view device_reason) {
    const mortise_kernel_definition_t* kernel =
        host_.find_kernel(device.kind(), to_view(node->domain), to_view(node->op), node->version);
    if (kernel != nullptr && to_view(kernel->device_kind) == "*" && !device.runs_portable_kernels())
      kernel = nullptr;
    if (kernel == nullptr) {
      refuse(id, device, device_reason.empty() ? "it has no kernel" : device_reason);
      return kernel;
    }
    mortise_support_t support{};
    support.struct_size = sizeof(support);
    const std::string title = node_title(*graph_.node(id));
    MORTISE_TRY(Status(kernel->query(kernel, node, &support)).annotate(title));
    Status reason = Status(support.reason).strip(title);
    if (support.supported != 0) return kernel;
    if ((reason.flags() & MORTISE_STATUS_FLAG_RETRYABLE) != 0)
      return std::move(reason).annotate(device.name());
    refuse(id, device, reason.message());
    return static_cast<const mortise_kernel_definition_t*>(nullptr);
  }

  Result<bool> decompose_some(const std::vector<graph::NodeId>& nodes) {
    std::vector<graph::NodeId> chosen;
    for (const graph::NodeId id : nodes) {
      const graph::Node& node = *graph_.node(id);
      const mortise_operator_t* definition =
          host_.find_operator(node.domain, node.op, node.version);
      if (definition == nullptr || definition->decompose == nullptr) continue;
      if ((definition->flags & MORTISE_OPERATOR_KEEP_WHOLE) == 0) chosen.push_back(id);
    }
    if (chosen.empty()) return false;
    MORTISE_TRY(decompose(graph_, chosen, host_));
    result_.decomposed.push_back(std::move(chosen));
    return true;
  }

  Status use_fallbacks(const std::vector<graph::NodeId>& nodes) {
    std::vector<Backend> fallbacks;
    if (backends_.open_fallbacks) {
      auto opened = backends_.open_fallbacks();
      if (!opened.ok()) {
        return std::move(opened).status().annotate(title_and_reasons(nodes.front()) +
                                                   "; the fallback");
      }
      fallbacks = std::move(opened).value();
    }
    MORTISE_TRY(offer(nodes, fallbacks, true));
    const std::vector<graph::NodeId> left = unplaced();
    if (left.empty()) return {};
    return unsupported(
        title_and_reasons(left.front()) +
        (left.size() > 1 ? "; and " + std::to_string(left.size() - 1) + " more nodes" : "") +
        "; add a backend or a fallback that has it to the config");
  }

  void refuse(graph::NodeId id, const Device& device, std::string_view reason) {
    std::string& all = reasons_[id];
    if (!all.empty()) all += "; ";
    all.append(device.name()).append(": ").append(reason);
  }

  void note_fallback(graph::NodeId id, const Device& device) {
    const graph::Node& node = *graph_.node(id);
    result_.fallbacks.push_back(
        {node.name, qualified_name(node.domain, node.op), device.name(), reasons_of(id)});
  }

  std::string reasons_of(graph::NodeId id) {
    std::vector<std::string_view> all(backends_.left_out.begin(), backends_.left_out.end());
    if (!reasons_[id].empty()) all.emplace_back(reasons_[id]);
    return join(all, "; ");
  }

  std::string title_and_reasons(graph::NodeId id) {
    const std::string reasons = reasons_of(id);
    return node_title(*graph_.node(id)) + ": no backend can run it (" +
           (reasons.empty() ? "the config names none" : reasons) + ")";
  }

  graph::Graph& graph_;
  host::Host& host_;
  const Backends& backends_;
  Placements result_;
  std::map<graph::NodeId, std::string> reasons_;
};

// The new nodes have no types yet.
Status replace_node(graph::Graph& graph, graph::NodeId id, host::Host& host) {
  const graph::Node& node = *graph.node(id);
  const std::string title = node_title(node);
  const mortise_operator_t* definition = host.find_operator(node.domain, node.op, node.version);
  if (definition == nullptr || definition->decompose == nullptr) {
    return internal_error(title + " has no decomposition");
  }
  const std::vector<graph::ValueId> outputs = node.outputs;
  std::vector<uint32_t> replacements(outputs.size(), graph::kNone);
  const Interface before(graph);
  MORTISE_TRY(Status(definition->decompose(definition, graph.abi_node(id), graph::to_abi(&graph),
                                           &graph::edit_table(), replacements.data()))
                  .strip(title)
                  .annotate(title + ": decomposition"));
  MORTISE_TRY(before.check(graph, title + ": the decomposition"));
  for (size_t i = 0; i < outputs.size(); ++i) {
    if (graph.user_count(outputs[i]) == 0) continue;
    if (graph.value(replacements[i]) == nullptr) {
      return internal_error(title + ": the decomposition gives no value for output " +
                            std::to_string(i));
    }
    MORTISE_TRY(graph.replace_value(outputs[i], replacements[i]));
  }
  return graph.remove_node(id);
}

Status infer_decomposed(graph::Graph& graph, host::Host& host) {
  MORTISE_ASSIGN(const Inferred inferred, infer(graph, host, {}));
  if (inferred.deferred.empty()) return {};
  return internal_error(node_title(*graph.node(inferred.deferred.front())) +
                        ": its shape depends on data, and it comes from a decomposition");
}

}  // namespace

Status decompose(graph::Graph& graph, const std::vector<graph::NodeId>& nodes, host::Host& host) {
  const Interface before(graph);
  graph::ValueId newest = graph.value_limit();  // what comes from here on has no type yet
  const auto is_new = [&](graph::ValueId id) { return id != graph::kNone && id >= newest; };
  for (const graph::NodeId id : nodes) {
    const graph::Node* node = graph.node(id);
    if (node == nullptr) continue;  // another node's rule has removed it
    if (std::any_of(node->inputs.begin(), node->inputs.end(), is_new)) {
      MORTISE_TRY(infer_decomposed(graph, host));
      newest = graph.value_limit();
    }
    MORTISE_TRY(replace_node(graph, id, host));
  }
  MORTISE_TRY(infer_decomposed(graph, host));
  graph.remove_dead();
  return before.check(graph, "a decomposition");
}

Result<Placements> place(graph::Graph& graph, host::Host& host, const Backends& backends) {
  return Placer(graph, host, backends).run();
}

}  // namespace mortise::compile
