// Products of matrices.
#include "plugin-sdk/conform/cases/building.hpp"
#include "plugin-sdk/conform/cases/families.hpp"

namespace mortise::conform {
namespace {

constexpr sdk::DtypeSet kMultiplied = {
    kFloats.bits | sdk::dtype_set(sdk::TypeList<int32_t, int64_t, uint32_t, uint64_t>{}).bits};
constexpr size_t kFew = 3;

struct Product {
  std::string_view what;
  sdk::Shape left, right, smaller_left, smaller_right;
};

const std::vector<Product>& products() {
  static const std::vector<Product> list = {
      {"odd", {3, 5}, {5, 7}, {2, 4}, {4, 6}},
      {"inner_0", {4, 0}, {0, 6}, {}, {}},
      {"batch_broadcast", {3, 1, 4, 5}, {2, 5, 6}, {}, {}},
      {"one_row", {1, 33}, {33, 17}, {}, {}},
      {"one_column", {17, 33}, {33, 1}, {}, {}},
      {"one", {1, 1}, {1, 1}, {}, {}},
      {"inner_1", {4, 1}, {1, 6}, {}, {}},
      {"empty", {0, 5}, {5, 7}, {}, {}},
      {"empty_batch", {0, 3, 4}, {4, 2}, {}, {}},
      {"tall", {129, 65}, {65, 31}, {77, 65}, {65, 31}},
      {"wide", {7, 129}, {129, 257}, {}, {}},
      {"long_inner", {5, 1025}, {1025, 9}, {}, {}},
      {"batch", {2, 3, 4, 5}, {2, 3, 5, 6}, {1, 3, 4, 5}, {1, 3, 5, 6}},
      {"batch_left", {3, 4, 5}, {5, 6}, {2, 4, 5}, {5, 6}},
      {"batch_right", {4, 5}, {3, 5, 6}, {}, {}},
      {"vector_left", {5}, {5, 7}, {}, {}},
      {"vector_right", {3, 5}, {5}, {}, {}},
      {"vectors", {9}, {9}, {}, {}},
      {"vector_batch", {5}, {3, 5, 2}, {}, {}},
  };
  return list;
}

Accuracy sum_of(int64_t terms) { return {0, 0, std::max<int64_t>(terms, 1)}; }

void add_mat_mul(Cases& cases) {
  Cases recipes;
  for (const Product& product : products()) {
    Case one = accurate(recipe(product.what, {any(product.left), any(product.right)}),
                        sum_of(product.left.back()));
    if (!product.smaller_left.empty()) one.smaller = {product.smaller_left, product.smaller_right};
    recipes.push_back(std::move(one));
  }
  spread(cases, kMultiplied, recipes, kFew);
  const auto known = [](std::string_view what, sdk::Shape left, sdk::Shape right) {
    const int64_t terms = left.back();
    return accurate(recipe(what, {any(std::move(left)), any(std::move(right)).as_constant()}),
                    sum_of(terms));
  };
  const Case rows = recipe("", {any({6, 7}), any({7, 9})});
  spread(cases, kFloats,
         {ranged(known("constant_right", {6, 17}, {17, 9}), {{4, 17}, {17, 9}}),
          known("constant_batch", {3, 6, 17}, {17, 33}),
          accurate(filled(rows, {Fill::kNonFinite})[0], sum_of(7))});
}

// alpha and beta are powers of two or add a rounding each.
void add_gemm(Cases& cases) {
  const auto gemm = [](std::string_view what, std::vector<CaseInput> inputs,
                       sdk::Attrs attributes = {}, int64_t terms = 5) {
    return accurate(recipe(what, std::move(inputs), std::move(attributes)), sum_of(terms + 3));
  };
  const CaseInput a = any({3, 5});
  const CaseInput b = any({5, 7});
  Cases recipes = {
      ranged(gemm("plain", {a, b}), {{2, 5}, {5, 7}}),
      gemm("bias_row", {a, b, any({7})}),
      gemm("transposed", {any({5, 3}), any({7, 5})}, {{"transA", 1}, {"transB", 1}}),
      gemm("bias_column", {a, b, any({3, 1})}),
      gemm("bias_matrix", {a, b, any({3, 7})}),
      gemm("bias_scalar", {a, b, any({})}),
      gemm("transposed_left", {any({5, 3}), b, any({7})}, {{"transA", 1}}),
      gemm("transposed_right", {a, any({7, 5}), any({7})}, {{"transB", 1}}),
      gemm("factors", {a, b, any({7})}, {{"alpha", 0.75}, {"beta", 1.5}}),
      gemm("beta_0", {a, b, any({7})}, {{"beta", 0.0}}),
      gemm("empty", {any({0, 5}), b, any({7})}),
      gemm("inner_0", {any({3, 0}), any({0, 7}), any({7})}),
      gemm("large", {any({65, 129}), any({129, 33}), any({33})}, {}, 129),
  };
  spread(cases, kMultiplied, recipes, kFew);
  const CaseInput weight = any({9, 17}).as_constant();
  spread(cases, kFloats,
         {gemm("constant", {any({6, 17}), weight, any({9}).as_constant()}, {{"transB", 1}}, 17),
          accurate(filled(recipe("", {any({6, 7}), any({7, 9}), any({9})}), {Fill::kNonFinite})[0],
                   sum_of(10))});
}

// A sum of n! products of n numbers up to 2.
void add_det(Cases& cases) {
  const auto det = [](std::string_view what, sdk::Shape shape, double largest) {
    return accurate(recipe(what, {any(std::move(shape))}), {32, largest});
  };
  spread(cases, kFloats,
         {det("two", {2, 2}, 8), det("three", {3, 3}, 48), det("batch", {3, 2, 4, 4}, 384),
          det("one", {5, 1, 1}, 2), det("none", {2, 0, 0}, 1), det("empty", {0, 3, 3}, 48)});
}

void add_einsum(Cases& cases) {
  const auto sum = [](std::string_view what, const char* equation, std::vector<CaseInput> inputs,
                      int64_t terms) {
    return accurate(recipe(what, std::move(inputs), {{"equation", equation}}), sum_of(terms));
  };
  const CaseInput a = any({3, 5}), b = any({5, 7});
  spread(cases, kNumbers,
         {ranged(sum("product", "ij,jk->ik", {a, b}, 5), {{2, 4}, {4, 6}}),
          sum("transposed", "ij->ji", {a}, 1), sum("implied", "ij,jk", {a, b}, 5),
          sum("batch", "bij,bkj->bik", {any({2, 3, 5}), any({2, 4, 5})}, 5),
          sum("ellipsis", "...ij,jk->...ik", {any({2, 3, 5}), b}, 5),
          sum("broadcast", "...,...", {any({2, 1, 3}), any({4, 1})}, 1),
          sum("diagonal", "ii->i", {any({4, 4})}, 1), sum("trace", "ii", {any({4, 4})}, 4),
          sum("all", "ij->", {a}, 15), sum("inner_0", "ij->i", {any({3, 0})}, 1),
          sum("empty", "ij->j", {any({2, 0})}, 2)},
         kFew);
  spread(cases, kFloats, {sum("three", "ij,jk,kl->il", {a, b, any({7, 2})}, 35)});
}

}  // namespace

void add_linear(std::string_view op, Cases& cases) {
  static constexpr FamilyEntry kEntries[] = {
      {"MatMul", &add_mat_mul}, {"Gemm", &add_gemm}, {"Det", &add_det}, {"Einsum", &add_einsum}};
  add_from(kEntries, op, cases);
}

}  // namespace mortise::conform
