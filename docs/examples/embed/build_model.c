/* Builds a model in code and saves it: y = Relu(x W), where W is twice the identity, so that y is twice x, and 0 where x is
 * below 0. The other examples run on it. */
#include <mortise/mortise.h>

#include <stdio.h>
#include <stdlib.h>

static void check(mortise_status_t* status) {
  if (status == NULL) return;
  fprintf(stderr, "%.*s\n", (int)status->message.size, status->message.data);
  mortise_status_release(status);
  exit(1);
}

static uint32_t add_input(mortise_graph_t* graph, const char* name, const int64_t shape[2]) {
  mortise_type_t type = {.struct_size = sizeof(type), .kind = MORTISE_VALUE_TENSOR};
  type.dtype = MORTISE_DTYPE_FLOAT32;
  type.rank = 2;
  type.shape = shape;
  uint32_t value = MORTISE_NONE;
  check(mortise_graph_edit_table()->input_add(graph, mortise_string_from(name), &type, &value));
  return value;
}

/* The graph copies the tensor. */
static uint32_t add_doubled_identity(mortise_runtime_t* runtime, mortise_graph_t* graph,
                                     int64_t size) {
  const int64_t shape[2] = {size, size};
  mortise_tensor_t* tensor = NULL;
  check(mortise_tensor_create(runtime, MORTISE_DTYPE_FLOAT32, 2, shape, &tensor));
  const mortise_tensor_view_t* view = mortise_tensor_get_view(tensor);
  for (int64_t i = 0; i < size; ++i) ((float*)view->data)[i * size + i] = 2;
  uint32_t value = MORTISE_NONE;
  check(mortise_graph_edit_table()->constant_add(graph, mortise_string_from("W"), view, NULL, NULL,
                                                 &value));
  mortise_tensor_release(tensor);
  return value;
}

static uint32_t add_node(mortise_graph_t* graph, const char* op, uint64_t input_count,
                         const uint32_t* inputs) {
  mortise_node_spec_t spec = {.struct_size = sizeof(spec)};
  spec.op = mortise_string_from(op);
  spec.input_count = input_count;
  spec.inputs = inputs;
  spec.output_count = 1;
  uint32_t value = MORTISE_NONE;
  check(mortise_graph_edit_table()->node_add(graph, &spec, &value));
  return value;
}

int main(int argc, char** argv) {
  const int64_t rows = argc == 4 ? strtoll(argv[2], NULL, 10) : 0;
  const int64_t columns = argc == 4 ? strtoll(argv[3], NULL, 10) : 0;
  if (rows < 1 || columns < 1) {
    fprintf(stderr, "usage: %s FILE ROWS COLUMNS\n", argv[0]);
    return 2;
  }
  mortise_runtime_t* runtime = NULL;
  mortise_graph_t* graph = NULL;
  check(mortise_runtime_create(NULL, &runtime));
  check(mortise_graph_create(runtime, &graph));

  const int64_t shape[2] = {rows, columns};
  const uint32_t factors[2] = {add_input(graph, "x", shape),
                               add_doubled_identity(runtime, graph, columns)};
  const uint32_t product = add_node(graph, "MatMul", 2, factors);
  const uint32_t y = add_node(graph, "Relu", 1, &product);
  check(mortise_graph_edit_table()->output_add(graph, mortise_string_from("y"), y));
  check(mortise_graph_save(graph, mortise_string_from(argv[1])));

  mortise_graph_release(graph);
  mortise_runtime_release(runtime);
  return 0;
}
