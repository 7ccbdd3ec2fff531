#include "operators.h"

#include <string.h>

/* REPLACE: the device's own kernels, one at a time. An operator that is not in the table runs
 * elsewhere; the versions are those of the definitions, by opset. */
static const acme_operator_t operators[] = {
    {"Add", 14, 2, NULL, &acme_add},         {"Div", 14, 2, NULL, &acme_divide},
    {"Exp", 13, 1, NULL, &acme_exp},         {"MatMul", 13, 2, &acme_mat_mul_check, &acme_mat_mul},
    {"Mul", 14, 2, NULL, &acme_multiply},    {"Relu", 14, 1, NULL, &acme_relu},
    {"Sigmoid", 13, 1, NULL, &acme_sigmoid}, {"Softmax", 13, 1, &acme_softmax_check, &acme_softmax},
    {"Sub", 14, 2, NULL, &acme_subtract},    {"Tanh", 13, 1, NULL, &acme_tanh},
};

const acme_operator_t* acme_operator_find(mortise_string_t domain, mortise_string_t name) {
  if (domain.size != 0) return NULL; /* all of them are ONNX's */
  for (size_t i = 0; i < sizeof(operators) / sizeof(operators[0]); ++i) {
    const acme_operator_t* op = &operators[i];
    if (strlen(op->name) == name.size && memcmp(op->name, name.data, name.size) == 0) return op;
  }
  return NULL;
}
