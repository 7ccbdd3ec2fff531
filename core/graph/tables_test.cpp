#include "core/graph/tables.hpp"

#include <cstring>

#include "core/graph/print.hpp"
#include "core/graph/testing/graphs.hpp"

namespace mortise::graph {
namespace {

using test::must;
using test::says;

const mortise_graph_edit_t& edit = edit_table();
const mortise_graph_view_t& view = view_table();

mortise_string_t text(const char* literal) { return {literal, std::strlen(literal)}; }

mortise_type_t vector_type() {
  static const int64_t extent = 4;
  mortise_type_t type{};
  type.struct_size = sizeof type;
  type.kind = MORTISE_VALUE_TENSOR;
  type.dtype = MORTISE_DTYPE_FLOAT32;
  type.rank = 1;
  type.shape = &extent;
  return type;
}

// A struct as a newer caller would have it: longer, with room for members that this version does not know.
template <class T>
struct Longer {
  T known{};
  uint64_t unknown = 0;

  T* get() {
    known.struct_size = sizeof *this;
    return &known;
  }
};

struct Handle {
  mortise_graph_t* graph = nullptr;
  Handle() { must(Status(edit.graph_create(nullptr, &graph))); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() { edit.graph_release(graph); }
  std::string print() const { return print_text(*from_abi(graph)); }
  uint32_t input(const char* name) {
    uint32_t value = MORTISE_NONE;
    const mortise_type_t type = vector_type();
    must(Status(edit.input_add(graph, text(name), &type, &value)));
    return value;
  }
};

mortise_node_spec_t spec_of(const char* op, const uint32_t* inputs, uint64_t input_count) {
  mortise_node_spec_t spec{};
  spec.struct_size = sizeof spec;
  spec.op = text(op);
  spec.inputs = inputs;
  spec.input_count = input_count;
  spec.output_count = 1;
  return spec;
}

}  // namespace

TEST_CASE("a graph built through the edit table is seen through the view table") {
  Handle g;
  const uint32_t x = g.input("x");
  uint32_t y = MORTISE_NONE, symbol = 9;
  mortise_attribute_t axis{};
  axis.struct_size = sizeof axis;
  axis.name = text("axis");
  axis.kind = MORTISE_ATTRIBUTE_INT;
  axis.int_value = -1;
  mortise_node_spec_t spec = spec_of("Softmax", &x, 1);
  spec.attributes = &axis;
  spec.attribute_count = 1;
  must(Status(edit.node_add(g.graph, &spec, &y)));
  must(Status(edit.output_add(g.graph, text("y"), y)));
  must(Status(edit.symbol_get(g.graph, text("batch"), &symbol)));
  must(Status(edit.metadata_set(g.graph, text("author"), text("me"))));
  const mortise_type_t type = vector_type();
  uint32_t state = MORTISE_NONE;
  must(Status(edit.state_add(g.graph, text("s"), &type, nullptr, 0, &state)));
  must(Status(edit.state_set_next(g.graph, text("s"), y)));

  CHECK(view.node_count(g.graph) == 1);
  const mortise_node_t* node = view.node_get(g.graph, view.node_at(g.graph, 0));
  CHECK(to_view(node->op) == "Softmax");
  CHECK(node->attributes[0].int_value == -1);
  CHECK(node->inputs[0]->id == x);
  CHECK(view.value_get(g.graph, y)->producer == node->id);
  CHECK(view.value_limit(g.graph) == 3);
  CHECK(view.input_count(g.graph) == 1);
  CHECK(view.input_at(g.graph, 0) == x);
  CHECK(view.output_at(g.graph, 0) == y);
  CHECK(to_view(view.output_name(g.graph, 0)) == "y");
  CHECK(view.state_count(g.graph) == 1);
  CHECK(view.state_at(g.graph, 0)->next == y);
  CHECK(view.symbol_count(g.graph) == 1);
  CHECK(to_view(view.symbol_name(g.graph, symbol)) == "batch");
  CHECK(to_view(view.metadata_get(g.graph, text("author"))) == "me");
}

TEST_CASE("what is out of range gives a null pointer, an empty string or MORTISE_NONE") {
  const Handle g;
  CHECK(view.node_at(g.graph, 0) == MORTISE_NONE);
  CHECK(view.node_get(g.graph, 0) == nullptr);
  CHECK(view.value_get(g.graph, MORTISE_NONE) == nullptr);
  CHECK(view.input_at(g.graph, 0) == MORTISE_NONE);
  CHECK(view.output_at(g.graph, 5) == MORTISE_NONE);
  CHECK(view.output_name(g.graph, 5).size == 0);
  CHECK(view.state_at(g.graph, 0) == nullptr);
  CHECK(view.symbol_name(g.graph, 0).size == 0);
  CHECK(view.metadata_get(g.graph, text("author")).size == 0);
}

TEST_CASE("a longer struct with a set byte is refused, naming the offset, before any effect") {
  Handle g;
  const uint32_t x = g.input("x");
  uint32_t value = 77;
  const std::string before = g.print();

  Longer<mortise_node_spec_t> spec;
  spec.known = spec_of("Relu", &x, 1);
  spec.unknown = 1;
  Status status(edit.node_add(g.graph, spec.get(), &value));
  CHECK(says(status, "offset " + std::to_string(sizeof(mortise_node_spec_t)) + " is set"));
  CHECK(status.code() == MORTISE_STATUS_INCOMPATIBLE);

  Longer<mortise_attribute_t> attributes[2];
  for (auto& attribute : attributes) {
    attribute.known.name = text(&attribute == attributes ? "a" : "b");
    attribute.known.kind = MORTISE_ATTRIBUTE_INT;
    attribute.get();
  }
  attributes[1].unknown = uint64_t{1} << 16;
  mortise_node_spec_t plain = spec_of("Relu", &x, 1);
  plain.attributes = attributes[0].get();
  plain.attribute_count = 2;
  CHECK(says(Status(edit.node_add(g.graph, &plain, &value)),
             "offset " + std::to_string(sizeof(mortise_attribute_t) + 2)));

  Longer<mortise_type_t> type;
  type.known = vector_type();
  type.unknown = 1;
  CHECK(says(Status(edit.input_add(g.graph, text("z"), type.get(), &value)), "is set"));
  CHECK(says(Status(edit.value_set_type(g.graph, x, type.get())), "is set"));

  Longer<mortise_tensor_view_t> tensor;
  tensor.unknown = 1;
  CHECK(says(Status(edit.constant_add(g.graph, text("c"), tensor.get(), nullptr, nullptr, &value)),
             "is set"));
  CHECK(value == 77);
  CHECK(g.print() == before);
}

TEST_CASE("a longer struct whose tail is zero is taken") {
  Handle g;
  const uint32_t x = g.input("x");
  uint32_t value = MORTISE_NONE;
  Longer<mortise_attribute_t> attributes[2];
  attributes[0].known.name = text("b");
  attributes[1].known.name = text("a");
  for (auto& attribute : attributes) {
    attribute.known.kind = MORTISE_ATTRIBUTE_INT;
    attribute.get();
  }
  Longer<mortise_node_spec_t> spec;
  spec.known = spec_of("Relu", &x, 1);
  spec.known.attributes = attributes[0].get();
  spec.known.attribute_count = 2;
  must(Status(edit.node_add(g.graph, spec.get(), &value)));
  const mortise_node_t* node = view.node_get(g.graph, view.node_at(g.graph, 0));
  REQUIRE(node->attribute_count == 2);
  CHECK(to_view(node->attributes[0].name) == "a");
  CHECK(to_view(node->attributes[1].name) == "b");
}

TEST_CASE("null pointers and short structs are errors, not crashes") {
  Handle g;
  uint32_t value = 0;
  const mortise_type_t type = vector_type();
  const mortise_string_t bad = {nullptr, 3};
  mortise_node_spec_t spec = spec_of("Relu", nullptr, 2);
  CHECK(says(Status(edit.symbol_get(nullptr, text("n"), &value)), "graph is null"));
  CHECK(says(Status(edit.input_add(g.graph, bad, &type, &value)), "pointer is null"));
  CHECK(says(Status(edit.input_add(g.graph, text("x"), nullptr, &value)), "type is null"));
  CHECK(says(Status(edit.input_add(g.graph, text("x"), &type, nullptr)), "output is null"));
  CHECK(says(Status(edit.node_add(g.graph, nullptr, &value)), "spec is null"));
  CHECK(says(Status(edit.node_add(g.graph, &spec, &value)), "inputs: the pointer is null"));
  spec.input_count = UINT64_MAX;
  spec.inputs = &value;
  CHECK(says(Status(edit.node_add(g.graph, &spec, &value)), "more than 65536"));
  spec.struct_size = 8;
  CHECK(says(Status(edit.node_add(g.graph, &spec, &value)), "struct_size is 8"));
  CHECK(says(Status(edit.constant_add(g.graph, text("c"), nullptr, nullptr, nullptr, &value)),
             "tensor is null"));
  CHECK(says(Status(edit.metadata_set(g.graph, text(""), text("v"))), "key is empty"));
  CHECK(says(Status(edit.node_remove(g.graph, 3)), "no node with id 3"));
  CHECK(says(Status(edit.value_replace(g.graph, 1, 2)), "no value with id 1"));
  edit.graph_release(nullptr);
}

TEST_CASE("a constant's lent memory goes back once, when the last graph is gone") {
  int released = 0;
  const auto release = [](void* context) { ++*static_cast<int*>(context); };
  float numbers[2] = {1, 2};
  std::vector<int64_t> shape = {2};
  const mortise_tensor_view_t tensor = test::view_of(MORTISE_DTYPE_FLOAT32, shape, numbers, 8);
  uint32_t value = MORTISE_NONE;
  {
    const Handle g;
    must(Status(edit.constant_add(g.graph, text("c"), &tensor, release, &released, &value)));
    CHECK(view.value_get(g.graph, value)->constant->data == numbers);
    const Graph copy(*from_abi(g.graph));
    CHECK(released == 0);
  }
  CHECK(released == 1);
  const Handle g;
  shape[0] = 3;
  CHECK_FALSE(
      Status(edit.constant_add(g.graph, text("c"), &tensor, release, &released, &value)).ok());
  CHECK(released == 1);
}

TEST_CASE("an attribute keeps a subgraph alive after its maker has released it") {
  Handle g;
  uint32_t symbol = 0, out = 0;
  must(Status(edit.symbol_get(g.graph, text("batch"), &symbol)));
  mortise_graph_t* body = nullptr;
  must(Status(edit.graph_create(g.graph, &body)));
  CHECK(to_view(view.symbol_name(body, symbol)) == "batch");
  mortise_attribute_t attribute{};
  attribute.struct_size = sizeof attribute;
  attribute.name = text("body");
  attribute.kind = MORTISE_ATTRIBUTE_GRAPH;
  attribute.graph_value = body;
  mortise_node_spec_t spec = spec_of("Loop", nullptr, 0);
  spec.attributes = &attribute;
  spec.attribute_count = 1;
  must(Status(edit.node_add(g.graph, &spec, &out)));
  edit.graph_release(body);
  const mortise_node_t* node = view.node_get(g.graph, view.node_at(g.graph, 0));
  CHECK(node->attributes[0].graph_value == body);
  const mortise_type_t type = vector_type();
  must(Status(edit.input_add(node->attributes[0].graph_value, text("i"), &type, &out)));
  CHECK(view.input_count(node->attributes[0].graph_value) == 1);
}

TEST_CASE("attributes that lack what their kind promises are refused") {
  const Handle g;
  uint32_t out = 0;
  mortise_attribute_t attribute{};
  attribute.struct_size = sizeof attribute;
  attribute.name = text("value");
  mortise_node_spec_t spec = spec_of("Constant", nullptr, 0);
  spec.attributes = &attribute;
  spec.attribute_count = 1;
  const auto refused = [&](uint32_t kind, const char* why) {
    attribute.kind = kind;
    return says(Status(edit.node_add(g.graph, &spec, &out)), why);
  };
  CHECK(refused(MORTISE_ATTRIBUTE_TENSOR, "the tensor is null"));
  CHECK(refused(MORTISE_ATTRIBUTE_GRAPH, "the graph is null"));
  CHECK(refused(99, "kind 99"));
  attribute.count = 2;
  CHECK(refused(MORTISE_ATTRIBUTE_INTS, "the count is 2"));
  CHECK(refused(MORTISE_ATTRIBUTE_FLOATS, "the count is 2"));
  CHECK(refused(MORTISE_ATTRIBUTE_STRINGS, "the count is 2"));
  attribute.name = {};
  CHECK(refused(MORTISE_ATTRIBUTE_INT, "name is empty"));
  CHECK(view.node_count(g.graph) == 0);
}

}  // namespace mortise::graph
