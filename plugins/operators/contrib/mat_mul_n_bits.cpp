#include "plugins/operators/contrib/matrix.hpp"

namespace mortise::contrib {
namespace {

enum Input : size_t { kA, kB, kScales, kZeros, kGroups, kBias };

// Weights of `rows` rows, one for each column of the product, in blocks along each.
struct Packing {
  explicit Packing(const Node& node)
      : rows(node.attr_int("N")),
        columns(node.attr_int("K")),
        block(node.attr_int("block_size")),
        bits(node.attr_int("bits", 4)) {
    if (bits != 2 && bits != 4 && bits != 8)
      unsupported("attribute bits is ", bits, "; it is 2, 4 or 8");
    if (block < 16 || block > int64_t{1} << 20 || (block & (block - 1)) != 0)
      invalid("attribute block_size is ", block, "; it must be a power of two from 16 on");
    if (rows < 1 || columns < 1) invalid("attributes N and K are ", rows, " and ", columns);
    blocks = (columns + block - 1) / block;
  }
  int64_t rows, columns, block, bits;
  int64_t blocks = 0;  // of a row
};

void check_count(const Node& node, size_t input, int64_t count) {
  if (!node.has_input(input) || !node.shape_known(input)) return;
  if (element_count(node.shape(input)) != count)
    invalid("input ", input, " has shape ", node.shape(input), "; it must have ", count,
            " elements");
}

// Zero points that are packed have whole bytes for each row.
int64_t packed_zeros(const Packing& p) { return (p.blocks * p.bits + 7) / 8; }

void infer(const Node& node, Inference& out) {
  const Packing p(node);
  node.check_dtype(kA, kFloats);
  node.check_dtype(kB, dtype_set(TypeList<uint8_t>{}));
  node.check_same_dtype(kA, kScales);
  if (node.has_input(kGroups)) unsupported("input 4 (g_idx)");
  if (node.attr_bool("weight_prepacked", false)) unsupported("attribute weight_prepacked");
  check_count(node, kB, p.rows * p.blocks * p.block * p.bits / 8);
  check_count(node, kScales, p.rows * p.blocks);
  if (node.has_input(kZeros)) {
    const bool is_packed = node.dtype(kZeros) == MORTISE_DTYPE_UINT8;
    if (!is_packed) node.check_same_dtype(kA, kZeros);
    check_count(node, kZeros, p.rows * (is_packed ? packed_zeros(p) : p.blocks));
  }
  if (node.has_input(kBias)) {
    node.check_same_dtype(kA, kBias);
    check_count(node, kBias, p.rows);
  }
  const uint32_t dtype = node.dtype(kA);
  if (!node.ranked(kA)) return out.set_unranked(0, dtype);
  const Shape weights = {p.columns, p.rows};
  out.set(0, dtype, product_shape(node.shape(kA), weights));
}

uint32_t element_dtype(const Packing& p) {
  if (p.bits == 8) return MORTISE_DTYPE_UINT8;
  return p.bits == 4 ? MORTISE_DTYPE_UINT4 : MORTISE_DTYPE_UINT2;
}

const mortise_tensor_view_t& known(const Node& node, size_t input) {
  const mortise_tensor_view_t* content = node.constant(input);
  if (content == nullptr)
    unsupported("input ", input, " is computed; make it a constant of the model");
  return *content;
}

// The bytes as numbers of a few bits, which lie in them in the same order.
Value packed_constant(Builder& b, const Packing& p, const Shape& shape, const void* bytes) {
  return b.constant(host_view(element_dtype(p), shape, bytes));
}

// One for each block, half the range where none are given. Rows that end within a byte go on in it.
Value zero_points(const Node& node, Builder& b, const Packing& p) {
  const Shape shape = {p.rows, p.blocks};
  const int64_t per_byte = 8 / p.bits, mask = (1 << p.bits) - 1;
  const auto* given =
      node.has_input(kZeros) ? static_cast<const uint8_t*>(known(node, kZeros).data) : nullptr;
  std::vector<uint8_t> bytes(static_cast<size_t>((p.rows * p.blocks * p.bits + 7) / 8));
  for (int64_t i = 0; i < p.rows * p.blocks; ++i) {
    const int64_t row = i / p.blocks, column = i % p.blocks;
    const int64_t zero =
        given == nullptr
            ? 1 << (p.bits - 1)
            : given[row * packed_zeros(p) + column / per_byte] >> column % per_byte * p.bits & mask;
    bytes[static_cast<size_t>(i / per_byte)] |= static_cast<uint8_t>(zero << i % per_byte * p.bits);
  }
  return packed_constant(b, p, shape, bytes.data());
}

// [rows, columns], computed once: everything is known.
Value weights(const Node& node, Formula& f, const Packing& p) {
  Builder& b = f.b;
  const Shape padded = {p.rows, p.blocks * p.block};
  const bool has_float_zeros = node.has_input(kZeros) && node.dtype(kZeros) != MORTISE_DTYPE_UINT8;
  const Value scales = f.reshape(node.input_id(kScales), {p.rows, p.blocks});
  std::vector<Value> inputs = {packed_constant(b, p, padded, known(node, kB).data), scales};
  if (!has_float_zeros) inputs.push_back(zero_points(node, b, p));
  Value rows = b.node("DequantizeLinear", inputs, {{"axis", 1}, {"block_size", p.block}});
  if (has_float_zeros) {
    const Value zeros = f.reshape(node.input_id(kZeros), {p.rows, p.blocks});
    const Value shifts = f.unsqueeze(f.multiply(zeros, scales), {2});
    const Value blocks = f.reshape(rows, {p.rows, p.blocks, p.block});
    rows = f.reshape(f.subtract(blocks, shifts), padded);
  }
  return padded[1] == p.columns ? rows : f.slice(rows, 1, 0, p.columns);
}

std::vector<Value> decompose(const Node& node, Builder& b) {
  const Packing p(node);
  Formula f(b, node.dtype(kA));
  Shape shape = node.shape(kA).to_vector();
  const Value a = f.reshape(node.input_id(kA), {element_count(shape) / p.columns, p.columns});
  const Value y = b.node("Gemm", {a, weights(node, f, p), node.input_id(kBias)}, {{"transB", 1}});
  shape.back() = p.rows;
  return {f.reshape(y, shape)};
}

}  // namespace

MORTISE_OPERATOR(MatMulNBits, 1) {
  op.summary("The product with a matrix whose elements have a few bits, and scales by block")
      .input("A")
      .input("B")
      .input("scales")
      .optional_input("zero_points")
      .optional_input("g_idx")
      .optional_input("bias")
      .output("Y")
      .required_attribute("K", MORTISE_ATTRIBUTE_INT)
      .required_attribute("N", MORTISE_ATTRIBUTE_INT)
      .attribute("accuracy_level", MORTISE_ATTRIBUTE_INT)
      .attribute("bits", MORTISE_ATTRIBUTE_INT)
      .required_attribute("block_size", MORTISE_ATTRIBUTE_INT)
      .attribute("weight_prepacked", MORTISE_ATTRIBUTE_INT)
      .precision(MORTISE_PRECISION_HALF)
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace mortise::contrib
