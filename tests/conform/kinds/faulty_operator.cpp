// An operator that multiplies by a number, right unless the option `bug` says otherwise: each is one mistake that the
// conformance suite must find.
#include <mortise/sdk/operator_provider.hpp>

#include <atomic>
#include <utility>

namespace mortise::faulty {
namespace {

using namespace mortise::sdk;

// Rules are plain functions, so that the bug is the process's: one plugin and one option per test.
std::string bug;
bool has(std::string_view name) { return bug == name; }

double factor_of(const Node& node) { return node.attr_float("factor", 2); }

void infer(const Node& node, Inference& out);

// As if what memory runs out of were a mistake.
void infer_in_little_memory(const Node& node, Inference& out) {
  try {
    infer(node, out);
  } catch (const std::bad_alloc&) {
    if (has("hides_lack_of_memory")) fail(MORTISE_STATUS_INTERNAL, "something went wrong");
    throw;
  }
}

void infer(const Node& node, Inference& out) {
  if (has("infer_assumes_rank")) {
    Shape shape(node.type(0).shape, node.type(0).shape + (node.ranked(0) ? node.rank(0) : 2));
    if (!node.ranked(0)) *static_cast<volatile int*>(nullptr) = 1;
    return out.set(0, node.dtype(0), shape);
  }
  node.check_dtype(0, dtype_set(TypeList<float, double>{}));
  if (!node.ranked(0)) return out.set_unranked(0, node.dtype(0));
  Shape shape = node.shape(0).to_vector();
  if (has("infer_guesses_extent")) {
    for (int64_t& extent : shape) extent = extent < 0 ? 1 : extent;
  }
  if (has("infer_trusts_attribute")) {
    const int64_t axis = node.attr_int("axis", 0);
    volatile int64_t* extents = shape.data();
    if (!shape.empty() && axis != 0) extents[axis] = 1;
  }
  out.set(0, node.dtype(0), shape);
}

void gradient(Gradient& g) {
  if (has("gradient_left_out")) return;
  const double factor = factor_of(g.node) * (has("gradient_twice") ? 2 : 1);
  g.set_input(0, g.b.node("Mul", {g.output(0), g.b.scalar(g.node.dtype(0), factor)}));
}

std::vector<Value> decompose(const Node& node, Builder& b) {
  const Value factor = b.scalar(node.dtype(0), factor_of(node));
  return {b.node(has("decomposes_wrongly") ? "Add" : "Mul", {node.input_id(0), factor})};
}

void piece(const Node&, const PieceQuery& query, Pieces& pieces) {
  const int64_t end = has("piece_too_small") ? std::max(query.begin, query.end - 1) : query.end;
  pieces.range(0, query.axis, query.begin, has("piece_too_large") ? end + 1 : end);
}

class ScaleKernel {
 public:
  ScaleKernel(const Node& node, const KernelContext&)
      : factor_(factor_of(node)), dtype_(node.dtype(0)), count_(element_count(node.shape(0))) {}

  void run(const Launch& launch) const {
    if (dtype_ == MORTISE_DTYPE_FLOAT32) {
      run_as<float>(launch);
    } else {
      run_as<double>(launch);
    }
  }

 private:
  template <class T>
  void run_as(const Launch& launch) const {
    static std::atomic<int> runs{0};
    const auto* x = launch.in<T>(0);
    auto* y = launch.out<T>(0);
    const int64_t count = has("ignores_extents") ? count_ : element_count(launch.input_shape(0));
    if (has("in_place_too_early")) {
      for (int64_t i = 0; i < count; ++i) y[i] = 0;
    }
    for (int64_t i = 0; i < count; ++i) y[i] = static_cast<T>(factor_) * x[i];
    if (has("reads_neighbour") && count > 1) y[count - 1] += x[0];
    if (has("writes_past_end")) y[count] = 0;
    if (has("impure") && count > 0) y[0] += static_cast<T>(++runs);
  }

  double factor_;
  uint32_t dtype_;
  int64_t count_;
};

class FixedScaleKernel : public ScaleKernel {
 public:
  static constexpr uint32_t kFlags = 0;
  using ScaleKernel::ScaleKernel;
};

void define_scale(Operator& op) {
  op.summary("X times a factor").input("X").output("Y");
  op.attribute("factor", MORTISE_ATTRIBUTE_FLOAT).attribute("axis", MORTISE_ATTRIBUTE_INT);
  uint32_t claim = MORTISE_OPERATOR_ELEMENTWISE;
  if (has("claims_layout_only")) claim = MORTISE_OPERATOR_LAYOUT_ONLY;
  if (has("claims_involution")) claim = MORTISE_OPERATOR_INVOLUTION;
  if (has("claims_idempotent")) claim = MORTISE_OPERATOR_IDEMPOTENT;
  if (has("claims_reshapes")) claim = MORTISE_OPERATOR_RESHAPES;
  if (has("claims_nothing")) claim = 0;
  op.flags(MORTISE_OPERATOR_PURE | claim);
  op.in_place(has("in_place_out_of_range") ? 3 : 0, 0);
  op.infer(&infer_in_little_memory).gradient(&gradient).decompose(&decompose).piece(&piece);
  if (has("forwards_too_much"))
    op.forward([](const Node&, size_t) { return std::optional<uint32_t>(0); });
  if (has("not_ranged")) {
    op.kernel<FixedScaleKernel>();
  } else {
    op.kernel<ScaleKernel>();
  }
}

int* volatile leaked = nullptr;

// One byte more than was asked for.
void pack_too_much(const mortise_host_t* host) {
  static const float number = 1;
  const Shape shape = {1};
  const mortise_tensor_view_t constant = host_view(MORTISE_DTYPE_FLOAT32, shape, &number);
  mortise_packed_request_t request{};
  request.struct_size = sizeof(request);
  request.constant = &constant;
  request.size = 4;
  request.alignment = 4;
  request.pack = [](void*, void* memory, uint64_t size) -> mortise_status_t* {
    static_cast<char*>(memory)[size] = 1;
    return nullptr;
  };
  mortise_packed_t* packed = nullptr;
  const void* data = nullptr;
  check(host->packed_acquire(host->context, &request, &packed, &data));
  host->packed_release(host->context, packed);
}

// A shape rule that does not look at what a longer node has besides.
mortise_status_t* (*whole_infer)(const mortise_operator_t*, const mortise_node_t*,
                                 const mortise_inference_t*) = nullptr;
mortise_status_t* infer_cut(const mortise_operator_t* self, const mortise_node_t* node,
                            const mortise_inference_t* out) {
  if (node->struct_size <= sizeof(mortise_node_t)) return whole_infer(self, node, out);
  mortise_node_t cut = *node;
  cut.struct_size = sizeof(cut);
  return whole_infer(self, &cut, out);
}

class FaultyOperator final : public Plugin<OperatorProvider> {
 public:
  FaultyOperator(const mortise_host_t* host, const Attributes& options) : Plugin(host) {
    // The core's own instance of the plugin has no bug: it must run what the suite compares with.
    if (options.get_string("bug", "none") != "none") bug = options.get_string("bug", "none");
    if (has("instance_leaks")) leaked = new int[64];
    if (has("status_leaks")) host->status_create(MORTISE_STATUS_INTERNAL, 0, to_abi("forgotten"));
    if (has("packs_too_much")) pack_too_much(host);
    add(&define_scale, "faulty", "Scale", 1);
    if (has("kernel_of_another")) {
      auto* kernel = const_cast<mortise_kernel_definition_t*>(operator_at(0).kernel_at(0));
      kernel->domain = {};
      kernel->op = to_abi("Relu");
      kernel->version = 14;
    }
    if (!has("cuts_node")) return;
    auto* op = const_cast<mortise_operator_t*>(operator_at(0).abi());
    whole_infer = std::exchange(op->infer, &infer_cut);
  }
};

}  // namespace
}  // namespace mortise::faulty

MORTISE_PLUGIN("faulty-operator", "0.1.0", mortise::faulty::FaultyOperator);
