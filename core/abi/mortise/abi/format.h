/* Mortise ABI: model formats: a file into a graph, a graph into a file. */
#ifndef MORTISE_ABI_FORMAT_H_
#define MORTISE_ABI_FORMAT_H_

#include <mortise/abi/graph.h>

#ifdef __cplusplus
extern "C" {
#endif

struct mortise_plugin;

typedef struct mortise_format_description {
  uint64_t struct_size;
  mortise_string_t name; /* "onnx" */
  mortise_string_t summary;
} mortise_format_description_t;

typedef struct mortise_format_interface {
  uint64_t struct_size;
  /* Any thread. The description lives as long as the instance. */
  const mortise_format_description_t* (*describe)(struct mortise_plugin* plugin);
  /* Reads the file at `path` (UTF-8) into an empty graph. Weights stay memory-mapped where the file
   * allows it. An error in the file is INVALID_ARGUMENT or DATA_LOSS and names the position; the
   * graph is then discarded. Any thread; one graph at a time. */
  mortise_status_t* (*read)(struct mortise_plugin* plugin, mortise_string_t path,
                            mortise_graph_t* graph, const mortise_graph_edit_t* edit);
  /* Writes the graph to a file, replacing it as a whole or not at all. Optional (null): the format
   * is read only. */
  mortise_status_t* (*write)(struct mortise_plugin* plugin, mortise_string_t path,
                             const mortise_graph_t* graph, const mortise_graph_view_t* view);
} mortise_format_interface_t;

#ifdef __cplusplus
}
#endif

#endif /* MORTISE_ABI_FORMAT_H_ */
