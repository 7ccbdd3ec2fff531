#include <mortise/sdk/operator.hpp>

#include <catch2/catch.hpp>

#include "plugin-sdk/testing/fake_graph.hpp"
#include "plugin-sdk/testing/fake_host.hpp"

namespace mortise::sdk {
namespace {

using testing::FakeGraph;

// Doubles floats; refuses the attribute "broken" at creation and NaN-free input count 0 at launch.
class TwiceKernel {
 public:
  TwiceKernel(const Node& node, const KernelContext&) {
    if (node.attr_int("broken", 0) != 0) unsupported("broken is not supported");
  }
  void run(const Launch& launch) const {
    const int64_t count = element_count(launch.input(0));
    if (count == 0) invalid("nothing to double");
    for (int64_t i = 0; i < count; ++i) launch.out<float>(0)[i] = 2 * launch.in<float>(0)[i];
  }
  uint64_t workspace_size() const { return 24; }
};

void define_twice(Operator& op) {
  op.summary("2x")
      .input("X")
      .optional_input("Bias")
      .output("Y")
      .attribute("broken", MORTISE_ATTRIBUTE_INT)
      .in_place(0, 0)
      .infer([](const Node& node, Inference& out) {
        infer_like_input(node, out, dtype_set(FloatTypes{}));
      })
      .decompose([](const Node& node, Builder& b) {
        const Value zero = b.scalar(MORTISE_DTYPE_FLOAT32, 0);  // an edit before the node is read
        const Value sum = b.node("Add", {node.input_id(0), zero});
        return std::vector<Value>{b.node("Add", {sum, node.input_id(0)})};
      })
      .kernel<TwiceKernel>();
}

struct Fixture {
  Fixture() : op(host.table(), "example", "Twice", 3) { define_twice(op); }
  mortise_node_t* make_node(const Attrs& attrs = {}, size_t inputs = 1) {
    Builder b = graph.builder();
    const Shape shape = {2};
    const Value x = b.input("x", tensor_type(MORTISE_DTYPE_FLOAT32, shape));
    b.nodes("Twice", std::vector<Value>(inputs, x), 1, attrs, "example", 3, "n");
    return const_cast<mortise_node_t*>(graph.node_abi(0));
  }
  std::string infer(const mortise_node_t* node) {
    mortise_inference_t out{};
    out.struct_size = sizeof(out);
    out.self = this;
    out.set_type = [](void*, uint64_t, const mortise_type_t*) -> mortise_status_t* {
      return nullptr;
    };
    mortise_status_t* status = op.abi()->infer(op.abi(), node, &out);
    if (status == nullptr) return "";
    const std::string text(to_view(status->message));
    mortise_status_release(status);
    return text;
  }
  testing::FakeHost host;
  FakeGraph graph;
  Operator op;
};

TEST_CASE("A definition shows what was declared") {
  Fixture f;
  const mortise_operator_t& abi = *f.op.abi();
  REQUIRE(to_view(abi.domain) == "example");
  REQUIRE(to_view(abi.name) == "Twice");
  REQUIRE(abi.version == 3);
  REQUIRE(abi.flags == MORTISE_OPERATOR_PURE);
  REQUIRE(abi.input_count == 2);
  REQUIRE(abi.inputs[1].flags == MORTISE_FORMAL_OPTIONAL);
  REQUIRE(abi.in_place_count == 1);
  REQUIRE(abi.gradient == nullptr);
  REQUIRE(f.op.kernel_count() == 1);
  REQUIRE(to_view(f.op.kernel_at(0)->device_kind) == "*");
}

TEST_CASE("A node is checked against the declaration before the shape rule sees it") {
  REQUIRE(Fixture().infer(Fixture().make_node()).empty());
  Fixture extra_input;
  REQUIRE(extra_input.infer(extra_input.make_node({}, 3)) ==
          "Twice 'n': it has 3 inputs; at most 2 are possible");
  Fixture no_input;
  REQUIRE(no_input.infer(no_input.make_node({}, 0)) == "Twice 'n': input 0 (X) is missing");
  Fixture unknown;
  REQUIRE(unknown.infer(unknown.make_node({{"brokn", 1}})) ==
          "Twice 'n': there is no attribute brokn; it has broken");
  Fixture kind;
  REQUIRE(kind.infer(kind.make_node({{"broken", 1.5}})) ==
          "Twice 'n': attribute broken is a float; it must be an int");
}

TEST_CASE("A node with a member that the SDK does not know is refused before any effect") {
  Fixture f;
  struct {
    mortise_node_t known;
    uint64_t added;
  } grown{*f.make_node(), 1};
  grown.known.struct_size = sizeof(grown);
  REQUIRE(
      f.infer(&grown.known) ==
      "mortise_node_t has a member at offset 128 that this plugin does not know: rebuild the plugin with newer "
      "headers");
  grown.added = 0;
  REQUIRE(f.infer(&grown.known).empty());
}

// Attributes as a host with longer structs hands them out.
struct GrownAttribute {
  mortise_attribute_t known;
  uint64_t added;
};

TEST_CASE("Attributes of a longer struct are read at the length they say") {
  Fixture f;
  mortise_node_t* node = f.make_node({{"brokn", 0}, {"broken", 1}});
  GrownAttribute grown[2] = {{node->attributes[0], 0}, {node->attributes[1], 0}};
  for (GrownAttribute& attribute : grown) attribute.known.struct_size = sizeof(attribute);
  mortise_node_t longer = *node;
  longer.attributes = &grown[0].known;
  REQUIRE(Node(&longer).attr_int("broken") == 1);
  REQUIRE(f.infer(&longer) == "Twice 'n': there is no attribute brokn; it has broken");
  const NodeCopy copy(&longer);
  REQUIRE(copy.node().attr_int("broken") == 1);
  REQUIRE(copy.node().abi()->attributes->struct_size == sizeof(mortise_attribute_t));
  REQUIRE(Attr(grown[1].known).abi().struct_size == sizeof(mortise_attribute_t));

  grown[1].added = 1;
  REQUIRE(f.infer(&longer).find("mortise_attribute_t has a member at offset") == 0);
  grown[1] = {grown[1].known, 0};
  grown[1].known.struct_size = sizeof(mortise_attribute_t);
  REQUIRE(f.infer(&longer) == "attributes of one list differ in struct_size");
}

TEST_CASE("A scalar input has one element and an allowed dtype, as far as both are known") {
  FakeGraph graph;
  Builder b = graph.builder();
  const DtypeSet ints = dtype_set(TypeList<int64_t>{});
  const auto check_scalar = [&](const mortise_type_t& type) {
    const uint32_t id = static_cast<uint32_t>(graph.nodes.size());
    b.node("Op", {b.input("x", type)});
    Node(graph.node_abi(id)).check_scalar(0, ints);
  };
  check_scalar(unranked_type(MORTISE_DTYPE_UNDEFINED));
  check_scalar(tensor_type(MORTISE_DTYPE_INT64, {}));
  check_scalar(tensor_type(MORTISE_DTYPE_INT64, {1, MORTISE_DIM_UNKNOWN}));
  REQUIRE_THROWS_WITH(check_scalar(tensor_type(MORTISE_DTYPE_INT32, {})),
                      "input 0 is int32; it must be one of int64");
  REQUIRE_THROWS_WITH(check_scalar(tensor_type(MORTISE_DTYPE_INT64, {1, 0})),
                      "input 0 has shape [1, 0]; it must have one element");
  REQUIRE_THROWS_WITH(check_scalar(tensor_type(MORTISE_DTYPE_INT64, {2})),
                      "input 0 has shape [2]; it must have one element");
}

TEST_CASE("A query gives the kernel's needs, or the reason why not") {
  Fixture f;
  const mortise_kernel_definition_t* kernel = f.op.kernel_at(0);
  mortise_support_t support{};
  REQUIRE(kernel->query(kernel, f.make_node(), &support) == nullptr);
  REQUIRE(support.supported == 1);
  REQUIRE(support.ranged == 1);
  REQUIRE(support.workspace_size == 24);
  REQUIRE(support.reason == nullptr);

  Fixture broken;
  REQUIRE(kernel->query(kernel, broken.make_node({{"broken", 1}}), &support) == nullptr);
  REQUIRE(support.supported == 0);
  REQUIRE(to_view(support.reason->message) == "Twice 'n': broken is not supported");
  mortise_status_release(support.reason);
}

TEST_CASE("A kernel runs, and its errors carry the node's label") {
  Fixture f;
  const mortise_kernel_definition_t* definition = f.op.kernel_at(0);
  mortise_kernel_t* kernel = nullptr;
  REQUIRE(definition->create(definition, nullptr, f.make_node(), &kernel) == nullptr);
  REQUIRE(kernel->workspace_size == 24);

  Shape shape = {2};
  const float in[] = {1, 2};
  float out[2] = {};
  mortise_tensor_view_t x = host_view(MORTISE_DTYPE_FLOAT32, shape, in);
  mortise_tensor_view_t y = host_view(MORTISE_DTYPE_FLOAT32, shape, out);
  const mortise_tensor_view_t* inputs[] = {&x};
  mortise_tensor_view_t* outputs[] = {&y};
  mortise_launch_t launch{};
  launch.struct_size = sizeof(launch);
  launch.input_count = launch.output_count = 1;
  launch.inputs = inputs;
  launch.outputs = outputs;
  REQUIRE(kernel->launch(kernel, &launch) == nullptr);
  REQUIRE(out[1] == 4);

  shape[0] = 0;
  mortise_status_t* status = kernel->launch(kernel, &launch);
  REQUIRE(to_view(status->message) == "Twice 'n': nothing to double");
  mortise_status_release(status);

  const mortise_fence_point_t point{};
  mortise_ordering_t ordering{sizeof(ordering), 1, &point, 0, nullptr};
  launch.ordering = &ordering;
  status = kernel->launch(kernel, &launch);
  REQUIRE(status->code == MORTISE_STATUS_UNSUPPORTED);
  mortise_status_release(status);
  kernel->release(kernel);
}

TEST_CASE("A decomposition may read its node between edits") {
  Fixture f;
  f.make_node();
  uint32_t replacement = MORTISE_NONE;
  REQUIRE(f.op.abi()->decompose(f.op.abi(), f.graph.node_abi(0), f.graph.abi(),
                                FakeGraph::edit_table(), &replacement) == nullptr);
  REQUIRE(f.graph.ops() == "Twice Add Add");
  REQUIRE(replacement == f.graph.nodes[2].outputs[0]);
}

TEST_CASE("A decomposition that fails after an edit names its node") {
  Fixture f;
  f.op.decompose([](const Node& node, Builder& b) -> std::vector<Value> {
    b.node("Neg", {node.input_id(0)});
    invalid("it cannot go on");
  });
  f.make_node();
  uint32_t replacement = MORTISE_NONE;
  mortise_status_t* status = f.op.abi()->decompose(f.op.abi(), f.graph.node_abi(0), f.graph.abi(),
                                                   FakeGraph::edit_table(), &replacement);
  REQUIRE(to_view(status->message) == "Twice 'n': it cannot go on");
  mortise_status_release(status);
}

}  // namespace
}  // namespace mortise::sdk
