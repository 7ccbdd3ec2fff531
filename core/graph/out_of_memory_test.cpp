// Lets the n-th allocation of an edit fail, for every n. A program of its own, since it replaces operator new.
#include <cstdlib>
#include <functional>
#include <new>

#include "core/graph/print.hpp"
#include "core/graph/save.hpp"
#include "core/graph/tables.hpp"
#include "core/graph/testing/graphs.hpp"

namespace {

// Allocations that still succeed; negative: all of them.
long allocations_left = -1;

void* allocate(size_t size, size_t alignment) {
  if (allocations_left == 0) throw std::bad_alloc();
  if (allocations_left > 0) --allocations_left;
  const size_t rounded = (size + alignment - 1) / alignment * alignment;
  void* memory = std::aligned_alloc(alignment, rounded == 0 ? alignment : rounded);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

}  // namespace

void* operator new(size_t size) { return allocate(size, alignof(std::max_align_t)); }
void* operator new(size_t size, std::align_val_t alignment) {
  return allocate(size, static_cast<size_t>(alignment));
}
// A sanitizer's own form of this one would not go through the other.
void* operator new(size_t size, const std::nothrow_t&) noexcept {
  try {
    return allocate(size, alignof(std::max_align_t));
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, size_t, std::align_val_t) noexcept { std::free(memory); }

namespace mortise::graph {
namespace {

using test::must;

const mortise_graph_edit_t& table = edit_table();

using Edit = std::function<mortise_status_t*(mortise_graph_t*)>;

// Runs `edit` on copies of a graph with ever more memory until it succeeds; returns how often it failed.
int failures_until_success(const Graph& source, const Edit& edit) {
  const std::string before = print_text(source);
  for (int failures = 0;; ++failures) {
    Graph graph(source);
    for (const NodeId id : graph.order())
      graph.abi_node(id);  // so that there is more to keep up to date
    allocations_left = failures;
    Status status(edit(to_abi(&graph)));
    allocations_left = -1;
    if (status.ok()) {
      REQUIRE(print_text(graph) != before);
      return failures;
    }
    REQUIRE(status.code() == MORTISE_STATUS_OUT_OF_MEMORY);
    REQUIRE(print_text(graph) == before);
    for (ValueId id = 0; id < graph.value_limit(); ++id) {
      REQUIRE(graph.user_count(id) == source.user_count(id));
      REQUIRE(graph.users(id) == source.users(id));
    }
    // The graph is as good as before.
    status = Status(edit(to_abi(&graph)));
    REQUIRE(status.ok());
  }
}

mortise_string_t text(std::string_view literal) { return mortise::to_abi(literal); }

const char* const kLong = "a name that is too long to be stored inside of a string";

}  // namespace

TEST_CASE("an edit that runs out of memory changes nothing, at whichever allocation") {
  const Graph graph = test::rich_graph();
  const ValueId left = graph.find_value("left"), product = graph.find_value("product");
  const NodeId split = graph.value(left)->producer;
  static const int64_t shape[] = {2, 3};
  mortise_type_t type{};
  type.struct_size = sizeof type;
  type.kind = MORTISE_VALUE_TENSOR;
  type.dtype = MORTISE_DTYPE_FLOAT32;
  type.rank = 2;
  type.shape = shape;
  uint32_t out[2];
  mortise_attribute_t attribute{};
  attribute.struct_size = sizeof attribute;
  attribute.name = text(kLong);
  attribute.kind = MORTISE_ATTRIBUTE_STRING;
  attribute.string_value = text(kLong);
  const uint32_t inputs[] = {product, left, product};
  mortise_node_spec_t spec{};
  spec.struct_size = sizeof spec;
  spec.op = text(kLong);
  spec.inputs = inputs;
  spec.input_count = 3;
  spec.output_count = 2;
  spec.attributes = &attribute;
  spec.attribute_count = 1;
  const auto fails = [&graph](const Edit& edit) { return failures_until_success(graph, edit); };

  CHECK(fails([&](mortise_graph_t* g) { return table.symbol_get(g, text(kLong), out); }) > 0);
  CHECK(fails([&](mortise_graph_t* g) { return table.input_add(g, text(kLong), &type, out); }) > 0);
  CHECK(fails([&](mortise_graph_t* g) { return table.output_add(g, text(kLong), left); }) > 0);
  CHECK(fails([&](mortise_graph_t* g) {
          return table.state_add(g, text(kLong), &type, nullptr, 0, out);
        }) > 0);
  CHECK(fails([&](mortise_graph_t* g) { return table.node_add(g, &spec, out); }) > 5);
  CHECK(fails([&](mortise_graph_t* g) { return table.value_set_type(g, product, &type); }) > 0);
  CHECK(fails([&](mortise_graph_t* g) { return table.value_set_name(g, 0, text(kLong)); }) > 0);
  CHECK(fails([&](mortise_graph_t* g) { return table.metadata_set(g, text(kLong), text("")); }) >
        0);
  CHECK(fails([&](mortise_graph_t* g) { return table.value_replace(g, left, product); }) > 0);
  CHECK(fails([&](mortise_graph_t* g) { return table.value_replace(g, product, 0); }) > 0);
  CHECK(fails([&](mortise_graph_t* g) { return table.node_set_input(g, split, 0, 0); }) > 0);
}

TEST_CASE("packs and bodies come as a whole or not at all when memory runs out") {
  const Graph graph = test::rich_graph();
  const auto fails = [&graph](const Edit& edit) { return failures_until_success(graph, edit); };
  mortise_type_t type{};
  type.struct_size = sizeof type;
  type.kind = MORTISE_VALUE_SEQUENCE;
  const uint32_t items[] = {0, 0};
  uint32_t out[2] = {};
  CHECK(fails([&](mortise_graph_t* g) {
          return table.pack_add(g, text(kLong), &type, 2, items, out);
        }) > 3);
  Graph body;
  const ValueId x = must(body.add_input("x", test::vector4()));
  const ValueId c = body.add_constant(kLong, test::floats({4}, {1, 2, 3, 4}));
  must(body.add_output("y", test::add(body, "Mul", {test::add(body, "Add", {x, c}), c})));
  CHECK(fails([&](mortise_graph_t* g) {
          return table.graph_inline(g, to_abi(&body), text(kLong), 1, items, body.outputs().size(),
                                    out);
        }) > 10);
}

TEST_CASE("lent memory stays the caller's when there is no memory for the constant") {
  const Graph graph = test::rich_graph();
  int released = 0;
  float numbers[2] = {1, 2};
  std::vector<int64_t> shape = {2};
  const mortise_tensor_view_t view = test::view_of(MORTISE_DTYPE_FLOAT32, shape, numbers, 8);
  uint32_t out = 0;
  int successes = 0;
  const int failures = failures_until_success(graph, [&](mortise_graph_t* g) {
    mortise_status_t* status = table.constant_add(
        g, text(kLong), &view, [](void* context) { ++*static_cast<int*>(context); }, &released,
        &out);
    successes += status == nullptr ? 1 : 0;
    return status;
  });
  CHECK(failures > 0);
  CHECK(released == successes);
}

TEST_CASE("loading runs out of memory as an exception that leaks nothing") {
  const std::string bytes = must(save_to_bytes(test::rich_graph()));
  const std::span<const unsigned char> span(reinterpret_cast<const unsigned char*>(bytes.data()),
                                            bytes.size());
  int failures = 0;
  for (bool loaded = false; !loaded; ++failures) {
    allocations_left = failures;
    try {
      loaded = load_from_bytes(span).ok();
    } catch (const std::bad_alloc&) {
      loaded = false;
    }
    allocations_left = -1;
  }
  CHECK(failures > 50);
}

}  // namespace mortise::graph
