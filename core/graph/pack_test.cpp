#include "core/graph/pack.hpp"

#include "core/graph/tables.hpp"
#include "core/graph/testing/graphs.hpp"

namespace mortise::graph {
namespace {

using test::must;
using test::says;

Type type_of_kind(uint32_t kind) {
  Type type;
  type.kind = kind;
  return type;
}

}  // namespace

TEST_CASE("a pack knows its items") {
  Graph graph;
  const ValueId x = must(graph.add_input("x", test::vector4()));
  const ValueId pack = must(add_pack(graph, "both", type_of_kind(MORTISE_VALUE_SEQUENCE), {x, x}));
  REQUIRE(pack_items(graph, pack) != nullptr);
  CHECK(*pack_items(graph, pack) == std::vector<ValueId>{x, x});
  CHECK(graph.value(pack)->type.kind == MORTISE_VALUE_SEQUENCE);
  CHECK(pack_items(graph, x) == nullptr);
  CHECK(pack_items(graph, kNone) == nullptr);
}

TEST_CASE("a pack is a sequence, or an optional of one item at most") {
  Graph graph;
  const ValueId x = must(graph.add_input("x", test::vector4()));
  const auto add = [&](uint32_t kind, std::vector<ValueId> items) {
    return add_pack(graph, "pack", type_of_kind(kind), std::move(items));
  };
  CHECK(says(add(MORTISE_VALUE_OPTIONAL, {x, x}).status(), "one item or none, not 2"));
  CHECK(says(add(MORTISE_VALUE_TENSOR, {x}).status(), "a sequence or an optional"));
  CHECK(says(add(MORTISE_VALUE_SEQUENCE, {kNone}).status(), "absent"));
  CHECK(graph.order().empty());
  CHECK(pack_items(graph, must(add(MORTISE_VALUE_OPTIONAL, {})))->empty());
}

TEST_CASE("a pack is made and seen through the tables") {
  Graph graph;
  uint32_t x = must(graph.add_input("x", test::vector4()));
  mortise_type_t type{};
  type.struct_size = sizeof(type);
  type.kind = MORTISE_VALUE_SEQUENCE;
  uint32_t pack = MORTISE_NONE;
  must(Status(edit_table().pack_add(to_abi(&graph), {}, &type, 1, &x, &pack)));
  uint64_t count = 0;
  const uint32_t* items = nullptr;
  REQUIRE(view_table().pack_get(to_abi(&graph), pack, &count, &items) == 1);
  REQUIRE(count == 1);
  CHECK(items[0] == x);
  CHECK(view_table().pack_get(to_abi(&graph), x, &count, &items) == 0);
  CHECK(
      says(Status(edit_table().pack_add(to_abi(&graph), {}, &type, kMaxNodeValues + 1, &x, &pack)),
           "at most 65536 elements, not 65537"));
}

}  // namespace mortise::graph
