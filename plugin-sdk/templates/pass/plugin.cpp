// A pass: takes Identity nodes out of a graph, and turns divisions by constants into multiplications, which most devices do
// faster. It promises that the graph computes what it did, and that a second run changes nothing.
#include <mortise/sdk/pass.hpp>

#include <algorithm>
#include <cmath>

namespace acme {
namespace {

using namespace mortise::sdk;

// Multiplying by 1/c is dividing by c, to the last bit, where c is a power of two and 1/c a normal number.
bool has_exact_reciprocal(float c) {
  int exponent = 0;
  return std::abs(std::frexp(c, &exponent)) == 0.5F && std::isnormal(1 / c);
}

// The reciprocals of a constant; empty when they cannot be used.
std::vector<float> reciprocals_of(const Node& node, size_t input, bool exact) {
  if (node.dtype(input) != MORTISE_DTYPE_FLOAT32) return {};
  const auto numbers = node.constant_floats(input);
  if (!numbers) return {};
  std::vector<float> reciprocals;
  for (const double number : *numbers) {
    const float c = static_cast<float>(number);
    if (!std::isnormal(c) || !std::isnormal(1 / c)) return {};
    if (exact && !has_exact_reciprocal(c)) return {};
    reciprocals.push_back(1 / c);
  }
  return reciprocals;
}

class AcmePass final : public Pass {
 public:
  std::string_view name() const override { return "acme"; }
  std::string_view summary() const override { return "takes Identity and Div nodes out"; }
  // What `mortise conform` holds the pass to.
  uint32_t flags() const override {
    return MORTISE_PASS_IDEMPOTENT | MORTISE_PASS_MEANING_PRESERVED;
  }

  // REPLACE: what the pass does. The list of nodes is a copy, because edits change the graph under the walk. Several
  // threads may run the pass at once, each on a graph of its own: it keeps nothing in members.
  bool run(PassContext& context) const override {
    const std::vector<std::string> keep = context.options.get_strings("keep");
    bool changed = false;
    for (const uint32_t id : context.reader.nodes()) {
      const Node node = context.reader.node(id);
      if (!node.domain().empty()) continue;
      if (std::find(keep.begin(), keep.end(), node.name()) != keep.end()) continue;
      // At most one of them, for the node is gone afterwards.
      if (node.op() == "Identity") {
        changed |= remove_identity(context, node);
      } else if (node.op() == "Div") {
        changed |= replace_division(context, node);
      }
    }
    return changed;
  }

 private:
  static bool remove_identity(PassContext& context, const Node& node) {
    const uint32_t id = node.id();
    if (!node.has_input(0)) return false;
    if (node.wants_output(0)) context.builder.replace(node.output_id(0), node.input_id(0));
    context.builder.remove(id);
    return true;
  }

  // x / c becomes x * (1/c). Types follow by inference, so none are set.
  static bool replace_division(PassContext& context, const Node& node) {
    if (!node.has_input(0) || !node.has_input(1) || !node.wants_output(0)) return false;
    const bool exact = context.options.get_int("exact", 1) != 0;
    const std::vector<float> reciprocals = reciprocals_of(node, 1, exact);
    if (reciprocals.empty()) return false;
    // An edit may end what the node points to, so all that is needed of it is copied first.
    const uint32_t id = node.id();
    const Value x = node.input_id(0);
    const Value quotient = node.output_id(0);
    const std::string name(node.name());
    const Shape shape(node.shape(1).begin(), node.shape(1).end());
    const Value factor =
        context.builder.constant(host_view(MORTISE_DTYPE_FLOAT32, shape, reciprocals.data()));
    const Value product =
        context.builder.nodes("Mul", {x, factor}, 1, {}, "", /*version=*/0, name)[0];
    context.builder.replace(quotient, product);
    context.builder.remove(id);
    return true;
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
