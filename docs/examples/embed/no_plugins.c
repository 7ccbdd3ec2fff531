/* The core alone: a runtime that searches one empty folder finds no plugin. It is a runtime all the same, and everything
 * that would need a plugin is an error which says what is missing. */
#include <mortise/mortise.h>

#include <stdio.h>
#include <stdlib.h>

/* Prints the error that was expected, or ends the program when there was none. */
static void show_error(const char* what, mortise_status_t* status) {
  if (status == NULL) {
    fprintf(stderr, "%s: succeeded without a plugin\n", what);
    exit(1);
  }
  printf("%s: %.*s\n", what, (int)status->message.size, status->message.data);
  mortise_status_release(status);
}

static void check(mortise_status_t* status) {
  if (status == NULL) return;
  fprintf(stderr, "%.*s\n", (int)status->message.size, status->message.data);
  mortise_status_release(status);
  exit(1);
}

static void print_plugins(mortise_runtime_t* runtime) {
  mortise_text_t* json = NULL;
  check(mortise_runtime_plugins(runtime, 1, &json));
  const mortise_string_t text = mortise_text_get(json);
  printf("plugins: %.*s\n", (int)text.size, text.data);
  mortise_text_release(json);
}

int main(int argc, char** argv) {
  if (argc != 4) {
    fprintf(stderr, "usage: %s EMPTY-FOLDER MODEL.mortise MODEL.onnx\n", argv[0]);
    return 2;
  }
  const mortise_string_t folder = mortise_string_from(argv[1]);
  mortise_runtime_options_t options = {.struct_size = sizeof(options)};
  options.config_json = mortise_string_from("{\"plugins\": {\"search_defaults\": false}}");
  options.plugin_path_count = 1;
  options.plugin_paths = &folder;
  mortise_runtime_t* runtime = NULL;
  check(mortise_runtime_create(&options, &runtime));
  print_plugins(runtime);

  /* The core reads its own form of graphs; operators and file formats come from plugins. */
  mortise_graph_t* graph = NULL;
  check(mortise_graph_read(runtime, mortise_string_from(argv[2]), &graph));
  mortise_session_t* session = NULL;
  show_error("session", mortise_session_create(runtime, graph, NULL, &session));
  mortise_graph_t* other = NULL;
  show_error("format", mortise_graph_read(runtime, mortise_string_from(argv[3]), &other));
  show_error("plugin", mortise_runtime_plugin_load(runtime, mortise_string_from("cpu")));
  const mortise_string_t no_options = {NULL, 0};
  show_error("pass",
             mortise_graph_transform(runtime, graph, mortise_string_from("gradient"), no_options));

  mortise_graph_release(graph);
  mortise_runtime_release(runtime);
  return 0;
}
