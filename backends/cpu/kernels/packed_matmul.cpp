#include "backends/cpu/kernels/packed_matmul.hpp"

#include "backends/cpu/kernels/checks.hpp"
#include "backends/cpu/kernels/packed_product.hpp"
#include "backends/cpu/kernels/registry.hpp"
#include "backends/cpu/matrix/unit.hpp"

namespace mortise::cpu {
namespace {

using sdk::Node;

constexpr int64_t kRowsForUnit = 12;  // fewer are faster by vector code

void check(const Node& node) {
  check_float32(node);
  if (node.constant(1) == nullptr) sdk::unsupported("weights that are not constant");
  if (node.rank(0) < 2 || node.rank(1) < 2) sdk::unsupported("a product with a vector");
  const ProductSizes s = product_sizes(node);
  if (sdk::element_count(node.shape(1)) != s.depth * s.columns)
    sdk::unsupported("a batch of weights");
  if (s.rows == 0 || s.depth == 0 || s.columns == 0) sdk::unsupported("a matrix without elements");
}

mortise_kernel_t* create(const Node& node, const sdk::KernelContext& context) {
  const bool unit = node.attr_int(kMatrixUnit, 0) != 0 && matrix::available();
  return unit && product_sizes(node).rows >= kRowsForUnit ? make_unit_product(node, context)
                                                          : make_vector_product(node, context);
}

constexpr KernelEntry kEntries[] = {{kPrivateDomain, "PackedMatMul", &check, &create, false}};

}  // namespace

bool can_pack(const Node& node) { return kEntries[0].serves(node); }

KernelList packed_matmul_kernels() { return kEntries; }

}  // namespace mortise::cpu
