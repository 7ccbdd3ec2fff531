// Matrix products on float32: MatMul over broadcast batches, and Gemm.
#include <mortise/sdk/tensor.hpp>

#include "backends/opencl/kernels/registry.hpp"
#include "backends/opencl/kernels/walk.hpp"

namespace mortise::opencl {
namespace {

using sdk::Launch;
using sdk::Node;
using sdk::Shape;
using sdk::ShapeView;

// A work-item computes sixteen neighbours in each of ROWS rows of the result. The last tile of a row is moved left until it
// is full, and stores only what is its own.
constexpr Source kSource = {"matmul", R"cl(
#define ROWS 8

// Strides in elements; y = alpha a b + beta c.
typedef struct {
  long rows, inner, columns;
  long a_row, a_step;
  long b_step, b_column;
  long c_row, c_column, has_c;
} Product;

// Sixteen elements, `stride` apart, of which `wanted` are there.
float16 load_apart(__global const float* from, long stride, long wanted) {
  if (stride == 1) return load_floats(from, wanted);
  float values[WIDTH] = {0};
  for (int i = 0; i < wanted; ++i) values[i] = from[i * stride];
  return vload16(0, values);
}

__kernel void multiply(__global const float* in_a, long a_at, __global const float* in_b,
                       long b_at, __global const float* in_c, long c_at, __global float* out,
                       long out_at, long tiles, Product p, float alpha, float beta, long rank,
                       long8 extents, long8 a_strides, long8 b_strides) {
  const long tile = get_global_id(0);
  if (tile >= tiles) return;
  const long column = max(min(tile * WIDTH, p.columns - WIDTH), 0L);
  const long wanted = min(p.columns - column, (long)WIDTH);
  const long first = get_global_id(1) * ROWS;
  const int rows = (int)min(p.rows - first, (long)ROWS);
  const long batch = get_global_id(2);
  __global const float* b = in_b + b_at + offset_of(batch, rank, extents, b_strides) +
                            column * p.b_column;
  __global const float* a[ROWS];
  float16 sum[ROWS];
  _Pragma("unroll") for (int m = 0; m < ROWS; ++m) {
    a[m] = in_a + a_at + offset_of(batch, rank, extents, a_strides) +
           (first + min(m, rows - 1)) * p.a_row;
    sum[m] = 0;
  }
  for (long k = 0; k < p.inner; ++k) {
    const float16 value = load_apart(b + k * p.b_step, p.b_column, wanted);
    _Pragma("unroll") for (int m = 0; m < ROWS; ++m) sum[m] =
        mad(value, (float16)a[m][k * p.a_step], sum[m]);
  }
  __global float* to = out + out_at + (batch * p.rows + first) * p.columns + column;
  _Pragma("unroll") for (int m = 0; m < ROWS; ++m) {
    if (m < rows) {
      float16 value = alpha * sum[m];
      if (p.has_c) {
        __global const float* c = in_c + c_at + (first + m) * p.c_row + column * p.c_column;
        value += beta * load_apart(c, p.c_column, wanted);
      }
      store_floats(value, to + m * p.columns, tile * WIDTH - column, wanted);
    }
  }
}
)cl"};
constexpr int64_t kRows = 8;

struct Product {
  cl_long rows, inner, columns;
  cl_long a_row, a_step;
  cl_long b_step, b_column;
  cl_long c_row, c_column, has_c;
};

/// Which matrices of a batch belong together.
struct Batch {
  cl_long count = 1;
  cl_long rank = 0;
  cl_long8 extents{}, a_strides{}, b_strides{};
};

struct Factors {
  cl_float alpha = 1, beta = 0;
};

void multiply(Function& function, uint64_t group, const Launch& launch, Commands& commands,
              const Product& product, const Batch& batch, const Factors& factors) {
  const uint64_t tiles = parts(product.columns, kWidth);
  const Range range = {tiles, parts(product.rows, kRows), static_cast<uint64_t>(batch.count),
                       group};
  commands.run(function, range, input_of(launch, 0), input_of(launch, 1), input_of(launch, 2),
               output_of(launch, 0), static_cast<cl_long>(tiles), product, factors.alpha,
               factors.beta, batch.rank, batch.extents, batch.a_strides, batch.b_strides);
}

/// The extents of the matrices in front of the last `matrix_rank` axes.
ShapeView batch_of(ShapeView shape, size_t matrix_rank) {
  return {shape.data(), shape.size() - matrix_rank};
}

Shape batch_strides(ShapeView own, size_t rank, int64_t matrix_size) {
  Shape strides = broadcast_strides(own, rank);
  for (int64_t& stride : strides) stride *= matrix_size;
  return strides;
}

class MatMul final : public Operation {
 public:
  static constexpr bool kRanged = true;
  static void check(const Node& node) {
    check_float32(node);
    check_rank(node);
  }

  MatMul(const Node&, Driver& driver)
      : function_(driver.function(kSource, "multiply")), group_(driver.group_size()) {}

  // As in NumPy: a vector on the left is a row, on the right a column, and that axis is missing in the result.
  void enqueue(const Launch& launch, Commands& commands) const override {
    const ShapeView a = launch.input_shape(0);
    const ShapeView b = launch.input_shape(1);
    const bool row = a.size() == 1;
    const bool column = b.size() == 1;
    Product p{};
    p.rows = row ? 1 : a[a.size() - 2];
    p.inner = a.back();
    p.columns = column ? 1 : b.back();
    p.a_row = p.inner;
    p.a_step = 1;
    p.b_step = p.columns;
    p.b_column = 1;
    const ShapeView outer = batch_of(launch.output_shape(0), (row ? 0 : 1) + (column ? 0 : 1));
    Batch batch;
    batch.count = sdk::element_count(outer);
    batch.rank = static_cast<cl_long>(outer.size());
    batch.extents = to_long8(outer);
    batch.a_strides =
        to_long8(batch_strides(batch_of(a, row ? 1 : 2), outer.size(), p.rows * p.inner));
    batch.b_strides =
        to_long8(batch_strides(batch_of(b, column ? 1 : 2), outer.size(), p.inner * p.columns));
    multiply(function_, group_, launch, commands, p, batch, {});
  }

 private:
  Function& function_;
  uint64_t group_;
};

class Gemm final : public Operation {
 public:
  static constexpr bool kRanged = true;
  static void check(const Node& node) { check_float32(node); }

  Gemm(const Node& node, Driver& driver)
      : function_(driver.function(kSource, "multiply")),
        group_(driver.group_size()),
        factors_{static_cast<cl_float>(node.attr_float("alpha", 1)),
                 static_cast<cl_float>(node.attr_float("beta", 1))},
        a_transposed_(node.attr_bool("transA", false)),
        b_transposed_(node.attr_bool("transB", false)) {}

  void enqueue(const Launch& launch, Commands& commands) const override {
    const ShapeView shape = launch.output_shape(0);
    Product p{};
    p.rows = shape[0];
    p.inner = launch.input_shape(0)[a_transposed_ ? 0 : 1];
    p.columns = shape[1];
    p.a_row = a_transposed_ ? 1 : p.inner;
    p.a_step = a_transposed_ ? p.rows : 1;
    p.b_step = b_transposed_ ? 1 : p.columns;
    p.b_column = b_transposed_ ? p.inner : 1;
    if (launch.has_input(2)) {
      const Shape strides = broadcast_strides(launch.input_shape(2), 2);
      p.c_row = strides[0];
      p.c_column = strides[1];
      p.has_c = 1;
    }
    multiply(function_, group_, launch, commands, p, {}, factors_);
  }

 private:
  Function& function_;
  uint64_t group_;
  Factors factors_;
  bool a_transposed_, b_transposed_;
};

}  // namespace

KernelList matmul_kernels() {
  static constexpr KernelEntry kEntries[] = {
      kernel_entry<Gemm>("Gemm"),
      kernel_entry<MatMul>("MatMul"),
  };
  return kernel_list(kEntries);
}

}  // namespace mortise::opencl
