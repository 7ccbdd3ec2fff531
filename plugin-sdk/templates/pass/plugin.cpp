// A pass: takes Identity nodes out of a graph. Names its own condition for acting, and says whether it acted.
#include <mortise/sdk/pass.hpp>

#include <algorithm>

namespace acme {
namespace {

using namespace mortise::sdk;

class AcmePass final : public Pass {
 public:
  std::string_view name() const override { return "acme"; }
  std::string_view summary() const override { return "takes Identity nodes out"; }

  // REPLACE: what the pass does. Node ids are collected first, because edits change the graph under the walk.
  bool run(PassContext& context) const override {
    const std::vector<std::string> keep = context.options.get_strings("keep");
    bool changed = false;
    for (const uint32_t id : context.reader.nodes()) {
      const Node node = context.reader.node(id);
      if (node.op() != "Identity" || !node.domain().empty()) continue;
      if (std::find(keep.begin(), keep.end(), node.name()) != keep.end()) continue;
      context.builder.replace(node.output_id(0), node.input_id(0));
      context.builder.remove(id);
      changed = true;
    }
    return changed;
  }
};

class PassPlugin final : public Plugin<PassProvider> {
 public:
  PassPlugin(const mortise_host_t* host, const Attributes&) : Plugin(host) {
    add_pass(std::make_unique<AcmePass>());
  }
};

}  // namespace
}  // namespace acme

MORTISE_PLUGIN("acme", "0.1.0", acme::PassPlugin);
