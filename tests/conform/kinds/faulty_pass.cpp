// A pass that takes Identity nodes out, and does it right unless the option `bug` says otherwise: each is one mistake that the
// conformance suite must find.
#include <mortise/sdk/pass.hpp>

namespace mortise::faulty {
namespace {

using namespace mortise::sdk;

class FaultyPass final : public Pass {
 public:
  explicit FaultyPass(std::string bug) : bug_(std::move(bug)) {}
  std::string_view name() const override { return "faulty"; }
  std::string_view summary() const override { return "takes Identity nodes out"; }
  uint32_t flags() const override {
    return has("unknown_flag") ? 64u : MORTISE_PASS_IDEMPOTENT | MORTISE_PASS_MEANING_PRESERVED;
  }

  bool run(PassContext& context) const override {
    if (has("leak")) leaked_ = new int[16];
    if (has("refuses_all")) invalid("not this graph");
    if (has("refuses_large") && context.reader.nodes().size() > 5) invalid("not so many nodes");
    bool changed = has("scales_halves") && scale_halves(context);
    const bool first_only = context.options.get_string("mode", "all") == "first";
    if (first_only && has("option_crash")) *static_cast<volatile int*>(nullptr) = 1;
    for (const uint32_t id : context.reader.nodes()) {
      const Node node = context.reader.node(id);
      if (!is_victim(node)) continue;
      take_out(context, id, node);
      changed = true;
      // With a second Identity left, the next run would go on.
      if (first_only && has("option_not_idempotent")) break;
    }
    if (has("adds_output") && context.reader.input_count() > 0)
      context.builder.output("extra", context.reader.input(0));
    if (has("counts_runs")) count_run(context);
    if (has("says_unchanged")) return false;
    return changed || has("says_changed") || has("counts_runs") || has("adds_output");
  }

 private:
  bool has(std::string_view bug) const { return bug_ == bug; }

  // Three quarters of each product of halves: what is lost is less than the largest of them.
  static bool scale_halves(PassContext& context) {
    bool any = false;
    for (const uint32_t id : context.reader.nodes()) {
      const Node node = context.reader.node(id);
      if (node.op() != "Mul" || node.dtype(0) != MORTISE_DTYPE_FLOAT16) continue;
      Builder& b = context.builder;
      const Value from = node.output_id(0), x = node.input_id(0), y = node.input_id(1);
      const Value scaled = b.node("Mul", {x, b.scalar(MORTISE_DTYPE_FLOAT16, 0.75)});
      b.replace(from, b.node("Mul", {scaled, y}));
      b.remove(id);
      any = true;
    }
    return any;
  }

  bool is_victim(const Node& node) const {
    if (!node.domain().empty()) return false;
    if (has("wrong_operator") && node.op() == "Relu") return true;
    return node.op() == "Identity";
  }

  void take_out(PassContext& context, uint32_t id, const Node& node) const {
    const Value from = node.output_id(0), to = node.input_id(0);
    if (has("half_done")) {
      // A wrong type that is put right in the end, unless something fails in between.
      const mortise_type_t type = *context.reader.value(to)->type;
      const Shape shape(type.shape, type.shape + std::max(type.rank, 0));
      mortise_type_t wrong = tensor_type(MORTISE_DTYPE_STRING, shape);
      if (context.reader.value(to)->role == MORTISE_ROLE_INPUT) context.builder.set_type(to, wrong);
      context.builder.replace(from, to);
      if (context.reader.value(to)->role == MORTISE_ROLE_INPUT)
        context.builder.set_type(to, tensor_type(type.dtype, shape));
    } else {
      context.builder.replace(from, to);
    }
    context.builder.remove(id);
    // The node is gone, and what it pointed to with it.
    if (has("reads_removed")) context.builder.replace(node.input_id(0), to);
  }

  static void count_run(PassContext& context) {
    const std::string runs(context.reader.metadata("runs"));
    context.builder.metadata("runs", runs + "x");
  }

  std::string bug_;
  mutable int* leaked_ = nullptr;
};

class FaultyPassPlugin final : public Plugin<PassProvider> {
 public:
  FaultyPassPlugin(const mortise_host_t* host, const Attributes& options) : Plugin(host) {
    add_pass(std::make_unique<FaultyPass>(std::string(options.get_string("bug", "none"))));
  }
};

}  // namespace
}  // namespace mortise::faulty

MORTISE_PLUGIN("faulty-pass", "0.1.0", mortise::faulty::FaultyPassPlugin);
