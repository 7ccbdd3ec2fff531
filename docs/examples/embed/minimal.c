/* Runs a model from C: its first input is filled with ones, and its first output is printed. */
#include <mortise/mortise.h>

#include <stdio.h>
#include <stdlib.h>

/* Every call that can fail returns a status: null, or what went wrong. */
static void check(mortise_status_t* status) {
  if (status == NULL) return;
  fprintf(stderr, "%.*s\n", (int)status->message.size, status->message.data);
  mortise_status_release(status);
  exit(1);
}

/* A float32 tensor of ones of the session's first input's shape; an extent that the model leaves open is 1. */
static mortise_tensor_t* make_ones(mortise_runtime_t* runtime, const mortise_session_t* session) {
  const mortise_type_t* type = mortise_session_input_type(session, 0);
  int64_t shape[8];
  mortise_tensor_t* tensor = NULL;
  if (type == NULL || type->rank < 0 || type->rank > 8) {
    fprintf(stderr, "the model's first input is not a tensor of 0 to 8 dimensions\n");
    exit(1);
  }
  for (int32_t axis = 0; axis < type->rank; ++axis) {
    shape[axis] = type->shape[axis] < 0 ? 1 : type->shape[axis];
  }
  check(
      mortise_tensor_create(runtime, MORTISE_DTYPE_FLOAT32, (uint32_t)type->rank, shape, &tensor));
  const mortise_tensor_view_t* view = mortise_tensor_get_view(tensor);
  for (uint64_t i = 0; i < view->byte_size / sizeof(float); ++i) ((float*)view->data)[i] = 1;
  return tensor;
}

int main(int argc, char** argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: %s MODEL\n", argv[0]);
    return 2;
  }
  mortise_runtime_t* runtime = NULL;
  mortise_graph_t* graph = NULL;
  mortise_session_t* session = NULL;
  check(mortise_runtime_create(NULL, &runtime));
  check(mortise_graph_read(runtime, mortise_string_from(argv[1]), &graph));
  check(mortise_session_create(runtime, graph, NULL, &session));

  mortise_tensor_t* input = make_ones(runtime, session);
  mortise_tensor_t* output = NULL;
  check(mortise_session_run(session, NULL, 1, &input, 1, &output));

  const mortise_tensor_view_t* view = mortise_tensor_get_view(output);
  if (view->dtype == MORTISE_DTYPE_FLOAT32) {
    for (uint64_t i = 0; i < view->byte_size / sizeof(float); ++i)
      printf("%g\n", ((float*)view->data)[i]);
  }

  mortise_tensor_release(output);
  mortise_tensor_release(input);
  mortise_session_release(session);
  mortise_graph_release(graph);
  mortise_runtime_release(runtime);
  return 0;
}
