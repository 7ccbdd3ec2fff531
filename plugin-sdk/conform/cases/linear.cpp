// Products of matrices.
#include "plugin-sdk/conform/cases/families.hpp"

namespace mortise::conform {
namespace {

struct Product {
  std::string_view what;
  sdk::Shape left, right, smaller_left, smaller_right;
};

const std::vector<Product>& products() {
  static const std::vector<Product> list = {
      {"odd", {3, 5}, {5, 7}, {2, 5}, {5, 7}},
      {"one_row", {1, 33}, {33, 17}, {}, {}},
      {"one_column", {17, 33}, {33, 1}, {}, {}},
      {"inner_1", {4, 1}, {1, 6}, {}, {}},
      {"inner_0", {4, 0}, {0, 6}, {}, {}},
      {"empty", {0, 5}, {5, 7}, {}, {}},
      {"tall", {129, 65}, {65, 31}, {77, 65}, {65, 31}},
      {"batch", {2, 3, 4, 5}, {2, 3, 5, 6}, {1, 3, 4, 5}, {1, 3, 5, 6}},
      {"batch_broadcast", {3, 1, 4, 5}, {2, 5, 6}, {}, {}},
      {"vector_left", {5}, {5, 7}, {}, {}},
      {"vector_right", {3, 5}, {5}, {}, {}},
      {"vectors", {9}, {9}, {}, {}},
  };
  return list;
}

void add_mat_mul(Cases& cases) {
  for (const uint32_t dtype : {MORTISE_DTYPE_FLOAT32, MORTISE_DTYPE_FLOAT64, MORTISE_DTYPE_FLOAT16,
                               MORTISE_DTYPE_BFLOAT16, MORTISE_DTYPE_INT32, MORTISE_DTYPE_INT64}) {
    for (const Product& product : products()) {
      Case one;
      one.label = sdk::message(sdk::dtype_name(dtype), ".", product.what);
      one.inputs = {in(dtype, product.left), in(dtype, product.right)};
      one.terms = std::max<int64_t>(product.left.back(), 1);
      if (!product.smaller_left.empty())
        one.smaller = {product.smaller_left, product.smaller_right};
      cases.push_back(one);
      if (epsilon_of(dtype) == 0 || product.what != "odd") continue;
      one.label = sdk::message(sdk::dtype_name(dtype), ".constant_right");
      one.inputs[1].constant = true;
      cases.push_back(one);
      one.label = sdk::message(sdk::dtype_name(dtype), ".special");
      one.inputs[1].constant = false;
      for (CaseInput& input : one.inputs) input.fill = Fill::kNonFinite;
      cases.push_back(one);
    }
  }
}

}  // namespace

void add_linear(const mortise_operator_t& op, Cases& cases) {
  if (op.domain.size == 0 && sdk::to_view(op.name) == "MatMul") add_mat_mul(cases);
}

}  // namespace mortise::conform
