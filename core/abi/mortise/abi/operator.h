/* Mortise ABI: operator definitions, their traits, and kernels for a named device kind.
 *
 * A definition says what an operator means to the compiler; no pass, mode or strategy keeps a list
 * of operator names. Definitions and kernel definitions are immutable and live as long as their
 * provider's instance. Every function here may be called from any thread.
 */
#ifndef MORTISE_ABI_OPERATOR_H_
#define MORTISE_ABI_OPERATOR_H_

#include <mortise/abi/graph.h>

#ifdef __cplusplus
extern "C" {
#endif

struct mortise_plugin;
struct mortise_kernel;
struct mortise_support;
typedef struct mortise_operator mortise_operator_t;
typedef struct mortise_kernel_definition mortise_kernel_definition_t;

/* ---- definition ---- */

/* same inputs, same outputs: may be folded and merged */
#define MORTISE_OPERATOR_PURE 1u
/* output element i needs (broadcast) input elements i only */
#define MORTISE_OPERATOR_ELEMENTWISE 2u
#define MORTISE_OPERATOR_COMMUTATIVE 4u          /* its inputs may be swapped */
#define MORTISE_OPERATOR_DATA_DEPENDENT_SHAPE 8u /* may set bounded_dims on an output */
#define MORTISE_OPERATOR_LAYOUT_ONLY 16u         /* moves or renames elements, computes nothing */
/* of two inputs: f(f(a, b), c) is f(a, f(b, c)); of floating-point numbers within rounding */
#define MORTISE_OPERATOR_ASSOCIATIVE 32u
#define MORTISE_OPERATOR_INVOLUTION 64u  /* of one input: f(f(x)) is x */
#define MORTISE_OPERATOR_IDEMPOTENT 128u /* of one input: f(f(x)) is f(x) */
/* the only output has the elements of the first input, in their row-major order */
#define MORTISE_OPERATOR_RESHAPES 256u
/* Treats axes alike but for those that the attribute `axis` or the input `axes` names: with these
 * renamed, it does the same to inputs whose axes are permuted, and its outputs are permuted so. */
#define MORTISE_OPERATOR_NAMES_AXES 512u
/* The decomposition serves what cannot do without one, as gradients: it runs worse than the whole, and
 * a node that no backend takes goes to the fallback as it is. */
#define MORTISE_OPERATOR_KEEP_WHOLE 1024u

/* computes in the dtype of its inputs without loss of its own */
#define MORTISE_PRECISION_FOLLOWS 0u
/* safe, and usually faster, in half precision with float32 accumulation */
#define MORTISE_PRECISION_HALF 1u
#define MORTISE_PRECISION_FULL 2u /* wants float32 */

#define MORTISE_FORMAL_OPTIONAL 1u
#define MORTISE_FORMAL_VARIADIC 2u /* the last formal; one or more (zero or more with OPTIONAL) */

typedef struct mortise_formal {
  uint64_t struct_size;
  mortise_string_t name;
  uint32_t flags; /* MORTISE_FORMAL_… */
  uint32_t reserved;
} mortise_formal_t;

typedef struct mortise_formal_attribute {
  uint64_t struct_size;
  mortise_string_t name;
  uint32_t kind;     /* MORTISE_ATTRIBUTE_… */
  uint32_t required; /* 1: the node must have it */
} mortise_formal_attribute_t;

/* What a shape rule writes to. The core implements it; `self` comes first in each call. */
typedef struct mortise_inference {
  uint64_t struct_size;
  void* self;
  mortise_status_t* (*set_type)(void* self, uint64_t output, const mortise_type_t* type);
  /* The output's content follows from shapes alone (the result of Shape, say). Copied. */
  mortise_status_t* (*set_value)(void* self, uint64_t output, const mortise_tensor_view_t* tensor);
  /* The output's shape depends on the content of `input`, which is not known. The rule then returns
   * success; what it could say, it may still say by set_type with unknown extents. */
  void (*need_value)(void* self, uint64_t input);
} mortise_inference_t;

/* What a structural rule works with. */
typedef struct mortise_structure {
  uint64_t struct_size;
  void* self;
  mortise_graph_t* graph;
  const mortise_graph_view_t* view;
  const mortise_graph_edit_t* edit;
  /* What replaces the node depends on the content of `input`, which is not known. The rule then
   * returns success, and is asked again when it is. */
  void (*need_value)(void* self, uint64_t input);
} mortise_structure_t;

/* What an input, or an output, of a node that repeats a body is to it. */
#define MORTISE_LOOP_TRIP_COUNT 1u /* an input: the most iterations there are, an int64 */
#define MORTISE_LOOP_CONDITION 2u  /* an input: whether there is a first iteration, a bool */
#define MORTISE_LOOP_CARRIED 3u    /* goes from each iteration to the next */
#define MORTISE_LOOP_SCANNED 4u    /* an input: each iteration takes a slice of `axis` */
#define MORTISE_LOOP_CAPTURED 5u   /* an input: the same in each iteration */
#define MORTISE_LOOP_STACKED 6u    /* an output: each iteration gives a slice of `axis` */

typedef struct mortise_loop_port {
  uint64_t struct_size;
  uint32_t role;     /* MORTISE_LOOP_… */
  uint32_t reversed; /* 1: from the end of the axis to its begin */
  int64_t axis;      /* may count from the end */
} mortise_loop_port_t;

/* the body's first input is the number of the iteration, an int64 */
#define MORTISE_LOOP_BODY_TAKES_ITERATION 1u
/* the body's next input, and its first output, is the condition, a bool */
#define MORTISE_LOOP_BODY_HAS_CONDITION 2u

/* How a node repeats a body: once per trip or slice while the condition holds, forever without any of
 * the three. The body's other inputs are the carried, the scanned and the captured ones, its other
 * outputs the carried and the stacked ones, in the order of the node. */
typedef struct mortise_loop {
  uint64_t struct_size;
  mortise_string_t body; /* the attribute */
  uint32_t flags;        /* MORTISE_LOOP_BODY_… */
  uint32_t reserved;
} mortise_loop_t;

#define MORTISE_PIECE_WHOLE 1u /* the whole input is needed for any piece */
#define MORTISE_PIECE_RANGE 2u /* [begin, end) of `axis` */
/* any split of `axis` of the inputs gives partial results, to be combined */
#define MORTISE_PIECE_PARTIAL 3u
/* its content decides shapes alone, which for a piece are other ones */
#define MORTISE_PIECE_SHAPE 4u

#define MORTISE_COMBINE_NONE 0u
#define MORTISE_COMBINE_SUM 1u
#define MORTISE_COMBINE_MAX 2u
#define MORTISE_COMBINE_MIN 3u
#define MORTISE_COMBINE_PRODUCT 4u

typedef struct mortise_piece {
  uint64_t struct_size;
  uint32_t kind;    /* MORTISE_PIECE_… */
  uint32_t combine; /* MORTISE_COMBINE_…, with PARTIAL */
  int64_t axis;     /* of the input */
  int64_t begin;    /* already clamped to the input's extent */
  int64_t end;
} mortise_piece_t;

struct mortise_operator {
  uint64_t struct_size;
  mortise_string_t domain;
  mortise_string_t name;
  /* opset in which this form appeared; the highest not above the node's wanted one is used */
  uint32_t version;
  uint32_t flags;           /* MORTISE_OPERATOR_… */
  uint32_t precision_class; /* MORTISE_PRECISION_… */
  uint32_t reserved;
  mortise_string_t summary; /* one line, for people */
  uint64_t input_count;
  const mortise_formal_t* inputs;
  uint64_t output_count;
  const mortise_formal_t* outputs;
  uint64_t attribute_count;
  const mortise_formal_attribute_t* attributes;
  /* Output `second` may use the memory of input `first` when that input dies here. */
  uint64_t in_place_count;
  const uint32_t (*in_place)[2];

  /* Shape rule: checks the node and sets each output's type. Sees constants through
   * node->inputs[i]->constant, and unknown extents as negative numbers. Required. */
  mortise_status_t* (*infer)(const mortise_operator_t* self, const mortise_node_t* node,
                             const mortise_inference_t* out);
  /* Gradient: given d loss/d output per output (value ids; MORTISE_NONE: zero), adds nodes that
   * compute d loss/d input and writes their value ids (MORTISE_NONE: no gradient flows there).
   * Null: not differentiable. */
  mortise_status_t* (*gradient)(const mortise_operator_t* self, const mortise_node_t* node,
                                mortise_graph_t* graph, const mortise_graph_edit_t* edit,
                                const uint32_t* output_gradients, uint32_t* out_input_gradients);
  /* Decomposition: adds simpler nodes that compute the same and writes the value ids that replace
   * the outputs. Null: primitive. */
  mortise_status_t* (*decompose)(const mortise_operator_t* self, const mortise_node_t* node,
                                 mortise_graph_t* graph, const mortise_graph_edit_t* edit,
                                 uint32_t* out_values);
  /* Piece rule: which part of each input (node->input_count entries) the range [begin, end) of
   * `axis` of `output` needs. The node on just these parts gives just that range where those are
   * such as it has for a shorter axis: [begin, end) of an axis as long as the output's, or in
   * proportion. Requires: all extents known. Null: always everything. */
  mortise_status_t* (*piece)(const mortise_operator_t* self, const mortise_node_t* node,
                             uint64_t output, int64_t axis, int64_t begin, int64_t end,
                             mortise_piece_t* out_pieces);
  /* Floating-point operations of one execution. Requires: all extents known. Null: one per output
   * element. */
  double (*flops)(const mortise_operator_t* self, const mortise_node_t* node);
  /* Structural rule, of an operator that takes or gives sequences or optionals, or is one of several
   * bodies: adds nodes and packs and writes the values that replace the outputs, all of them. Leaves
   * `out_values`, which are MORTISE_NONE, alone where the node may stay as it is. Called during
   * compilation, when the types of all inputs are known and sequences and optionals among them are
   * packs. Null: the operator takes and gives tensors only. */
  mortise_status_t* (*restructure)(const mortise_operator_t* self, const mortise_node_t* node,
                                   const mortise_structure_t* structure, uint32_t* out_values);
  /* Loop rule: how the node repeats a body (node->input_count and node->output_count ports). The core
   * then runs it; the shape rule says as much as does not depend on a run. Null: it does not. */
  mortise_status_t* (*loop)(const mortise_operator_t* self, const mortise_node_t* node,
                            mortise_loop_t* out_loop, mortise_loop_port_t* out_inputs,
                            mortise_loop_port_t* out_outputs);
  /* Forwarding rule: the input that `output` equals, in type and to the last bit, whatever is not
   * known of the inputs, as a product with one equals its other factor; MORTISE_NONE: none. Sees what
   * the shape rule sees, and the types of outputs. Null: none. */
  mortise_status_t* (*forward)(const mortise_operator_t* self, const mortise_node_t* node,
                               uint64_t output, uint32_t* out_input);
};

/* ---- kernels ---- */

/* A kernel for devices of a kind whose own table does not (need to) know the operator. */
struct mortise_kernel_definition {
  uint64_t struct_size;
  /* "*": portable. Runs on the calling thread, on host memory, for every device that asks for such
   * kernels (MORTISE_DEVICE_PORTABLE_KERNELS), and for the compiler when it folds constants;
   * `device` may then be null. */
  mortise_string_t device_kind;
  mortise_string_t domain;
  mortise_string_t op;
  uint32_t version; /* of the operator definition that it implements */
  uint32_t reserved;
  /* Same contract as mortise_device_interface_t.query, for one node. */
  mortise_status_t* (*query)(const mortise_kernel_definition_t* self, const mortise_node_t* node,
                             struct mortise_support* out_support);
  /* Same contract as mortise_device_interface_t.kernel_create. */
  mortise_status_t* (*create)(const mortise_kernel_definition_t* self, mortise_device_t* device,
                              const mortise_node_t* node, struct mortise_kernel** out_kernel);
};

typedef struct mortise_operator_interface {
  uint64_t struct_size;
  uint64_t (*operator_count)(struct mortise_plugin* plugin);
  const mortise_operator_t* (*operator_at)(struct mortise_plugin* plugin, uint64_t index);
  uint64_t (*kernel_count)(struct mortise_plugin* plugin);
  const mortise_kernel_definition_t* (*kernel_at)(struct mortise_plugin* plugin, uint64_t index);
  uint64_t (*dtype_count)(struct mortise_plugin* plugin);
  const mortise_dtype_info_t* (*dtype_at)(struct mortise_plugin* plugin, uint64_t index);
} mortise_operator_interface_t;

#ifdef __cplusplus
}
#endif

#endif /* MORTISE_ABI_OPERATOR_H_ */
