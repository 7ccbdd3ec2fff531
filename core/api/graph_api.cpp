// mortise.h: graphs.
#include "core/api/shim.hpp"
#include "core/compile/infer.hpp"
#include "core/graph/compare.hpp"
#include "core/graph/print.hpp"
#include "core/graph/save.hpp"
#include "core/graph/tables.hpp"

using namespace mortise;
using namespace mortise::api;

namespace {

// A graph outlives the runtime's handle, and what plugins lend to it is theirs.
mortise_graph_t* make_graph(graph::Graph content, mortise_runtime_t* runtime) {
  auto graph = std::make_unique<graph::Graph>(std::move(content));
  graph->set_keep_alive(runtime_of(runtime));
  return graph::to_abi(graph.release());
}

}  // namespace

mortise_status_t* mortise_graph_create(mortise_runtime_t* runtime, mortise_graph_t** out_graph) {
  return firewall([&]() -> Status {
    MORTISE_TRY(require(runtime, "runtime"));
    MORTISE_TRY(require(out_graph, "out_graph"));
    *out_graph = make_graph(graph::Graph(), runtime);
    return {};
  });
}

mortise_status_t* mortise_graph_read(mortise_runtime_t* runtime, mortise_string_t path,
                                     mortise_graph_t** out_graph) {
  return firewall([&]() -> Status {
    MORTISE_TRY(require(runtime, "runtime"));
    MORTISE_TRY(require(out_graph, "out_graph"));
    MORTISE_ASSIGN(graph::Graph graph, runtime_of(runtime)->read_graph(to_string(path)));
    *out_graph = make_graph(std::move(graph), runtime);
    return {};
  });
}

mortise_status_t* mortise_graph_save(const mortise_graph_t* graph, mortise_string_t path) {
  return firewall([&]() -> Status {
    MORTISE_TRY(require(graph, "graph"));
    return graph::save(*graph::from_abi(graph), to_string(path));
  });
}

mortise_status_t* mortise_graph_print(const mortise_graph_t* graph, mortise_string_t form,
                                      mortise_text_t** out_text) {
  return firewall([&]() -> Status {
    MORTISE_TRY(require(graph, "graph"));
    MORTISE_TRY(require(out_text, "out_text"));
    const std::string_view name = to_view(form);
    const graph::Graph& source = *graph::from_abi(graph);
    if (name == "text") {
      *out_text = make_text(graph::print_text(source));
    } else if (name == "json") {
      *out_text = make_text(graph::print_json(source));
    } else if (name == "dot") {
      *out_text = make_text(graph::print_dot(source));
    } else {
      return invalid_argument("form '" + std::string(name) + "' is not text, json or dot");
    }
    return {};
  });
}

mortise_status_t* mortise_graph_compare(const mortise_graph_t* left, const mortise_graph_t* right,
                                        mortise_text_t** out_difference) {
  return firewall([&]() -> Status {
    MORTISE_TRY(require(left, "left"));
    MORTISE_TRY(require(right, "right"));
    MORTISE_TRY(require(out_difference, "out_difference"));
    *out_difference = make_text(graph::compare(*graph::from_abi(left), *graph::from_abi(right)));
    return {};
  });
}

mortise_status_t* mortise_graph_transform(mortise_runtime_t* runtime, mortise_graph_t* graph,
                                          mortise_string_t pass, mortise_string_t options) {
  return firewall([&]() -> Status {
    MORTISE_TRY(require(runtime, "runtime"));
    MORTISE_TRY(require(graph, "graph"));
    return runtime_of(runtime)->transform(*graph::from_abi(graph), to_view(pass), to_view(options));
  });
}

mortise_status_t* mortise_graph_infer(mortise_runtime_t* runtime, mortise_graph_t* graph) {
  return firewall([&]() -> Status {
    MORTISE_TRY(require(runtime, "runtime"));
    MORTISE_TRY(require(graph, "graph"));
    return compile::infer(*graph::from_abi(graph), runtime_of(runtime)->host(), {.symbolic = true})
        .status();
  });
}

void mortise_graph_release(mortise_graph_t* graph) { graph::release_handle(graph); }

const mortise_graph_view_t* mortise_graph_view_table(void) { return &graph::view_table(); }

const mortise_graph_edit_t* mortise_graph_edit_table(void) { return &graph::edit_table(); }
