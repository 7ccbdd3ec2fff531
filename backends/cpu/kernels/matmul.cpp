// Matrix products by oneDNN: MatMul with broadcast batches, Gemm, and the private MatMul with fused
// bias, steps and residual. oneDNN runs single-threaded on tiles of rows or of columns.
#include "backends/cpu/kernels/matmul.hpp"

#include <mortise/sdk/host.hpp>

#include <algorithm>
#include <optional>

#include "backends/cpu/iteration.hpp"
#include "backends/cpu/kernels/checks.hpp"
#include "backends/cpu/kernels/registry.hpp"
#include "backends/cpu/onednn.hpp"

namespace mortise::cpu {
namespace {

using onednn::Desc;
using onednn::Dims;
using sdk::Launch;
using sdk::Node;
using sdk::Shape;
using sdk::ShapeView;

constexpr double kWorthThreads = 200'000;  // multiplications

/// y[batch] = steps(a[batch] * b[batch] * scale + addend), plus a residual somewhere.
struct Product {
  int64_t m = 1, k = 1, n = 1;
  bool transpose_a = false, transpose_b = false;
  Shape batch, batch_a, batch_b;  // leading extents; of a and b they may broadcast
  float scale = 1;
  int64_t addend_rows = 0, addend_columns = 0;  // extents of input 2; 0: there is none
  std::optional<size_t> residual;               // position among the steps of input 3
  std::vector<Step> steps;

  Desc a(int64_t rows) const {
    return transpose_a ? Desc({rows, k}, onednn::kFloat, Dims{1, m})
                       : Desc({rows, k}, onednn::kFloat, Dims{k, 1});
  }
  Desc b(int64_t columns) const {
    return transpose_b ? Desc({k, columns}, onednn::kFloat, Dims{1, k})
                       : Desc({k, columns}, onednn::kFloat, Dims{n, 1});
  }
  Desc y(int64_t rows, int64_t columns) const {
    return Desc({rows, columns}, onednn::kFloat, Dims{n, 1});
  }
  bool has_bias() const { return addend_rows == 1 && addend_columns == n && scale == 1; }
};

Product matmul_product(const Node& node) {
  Product p;
  Shape a = node.shape(0).to_vector(), b = node.shape(1).to_vector();
  if (a.size() == 1) a.insert(a.begin(), 1);
  if (b.size() == 1) b.push_back(1);
  p.transpose_b = node.attr_int(kMatMulTransposeB, 0) != 0;
  if (p.transpose_b) std::swap(b[b.size() - 2], b.back());
  p.m = a[a.size() - 2];
  p.k = a.back();
  p.n = b.back();
  p.batch_a.assign(a.begin(), a.end() - 2);
  p.batch_b.assign(b.begin(), b.end() - 2);
  // One matrix for all batches: their rows form one tall matrix.
  if (sdk::element_count(ShapeView(p.batch_b)) == 1) {
    p.m *= sdk::element_count(ShapeView(p.batch_a));
    p.batch_a.clear();
    p.batch_b.clear();
  }
  p.batch.resize(std::max(p.batch_a.size(), p.batch_b.size()), 1);
  for (const Shape* shape : {&p.batch_a, &p.batch_b}) {
    for (size_t d = 0; d < shape->size(); ++d) {
      int64_t& extent = p.batch[p.batch.size() - shape->size() + d];
      extent = std::max(extent, (*shape)[d]);
    }
  }
  if (node.domain() == kPrivateDomain) {
    if (node.has_input(2)) {
      p.addend_rows = 1;
      p.addend_columns = p.n;
    }
    p.steps = read_steps(node);
    if (node.has_input(3)) {
      p.residual = static_cast<size_t>(node.attr_int(kMatMulResidualPosition, 0));
    }
  }
  return p;
}

Product gemm_product(const Node& node) {
  Product p;
  p.transpose_a = node.attr_int("transA", 0) != 0;
  p.transpose_b = node.attr_int("transB", 0) != 0;
  p.m = node.shape(0)[p.transpose_a ? 1 : 0];
  p.k = node.shape(0)[p.transpose_a ? 0 : 1];
  p.n = node.shape(1)[p.transpose_b ? 0 : 1];
  p.scale = static_cast<float>(node.attr_float("alpha", 1));
  if (!node.has_input(2)) return p;
  if (node.attr_float("beta", 1) != 1) sdk::unsupported("a beta that is not 1");
  const ShapeView c = node.shape(2);
  p.addend_columns = c.empty() ? 1 : c.back();
  p.addend_rows = c.size() < 2 ? 1 : c[0];
  return p;
}

Product product_of(const Node& node) {
  return node.op() == "Gemm" ? gemm_product(node) : matmul_product(node);
}

/// A primitive for tiles of one size.
class Tile {
 public:
  Tile(const Product& p, int64_t rows, int64_t columns) {
    const onednn::SingleThread single;
    onednn::translate([&] { make(p, rows, columns); });
  }

  std::optional<onednn::Primitive> primitive;

 private:
  void make(const Product& p, int64_t rows, int64_t columns) {
    dnnl::post_ops operations;
    std::vector<onednn::Primitive::Argument> arguments = {{DNNL_ARG_SRC, p.a(rows)},
                                                          {DNNL_ARG_WEIGHTS, p.b(columns)}};
    const Desc bias = p.has_bias() ? Desc({1, columns}, onednn::kFloat, Dims{columns, 1}) : Desc();
    if (p.has_bias()) arguments.push_back({DNNL_ARG_BIAS, bias});
    arguments.push_back({DNNL_ARG_DST, p.y(rows, columns)});
    if (p.scale != 1) onednn::append(operations, {Unary::kLinear, p.scale, 0});
    if (p.addend_rows != 0 && !p.has_bias()) {
      const Dims dims = {p.addend_rows == 1 ? 1 : rows, p.addend_columns == 1 ? 1 : columns};
      const Desc addend(dims, onednn::kFloat, Dims{p.addend_columns, 1});
      add_binary(operations, arguments, addend);
    }
    for (size_t i = 0; i <= p.steps.size(); ++i) {
      if (p.residual == i) add_binary(operations, arguments, p.y(rows, columns));
      if (i < p.steps.size()) onednn::append(operations, p.steps[i]);
    }
    const dnnl::matmul::desc desc(p.a(rows), p.b(columns), bias, p.y(rows, columns));
    const dnnl::matmul::primitive_desc description(desc, onednn::attributes(operations),
                                                   onednn::engine());
    primitive.emplace(dnnl::matmul(description), std::move(arguments),
                      description.scratchpad_desc());
  }
  static void add_binary(dnnl::post_ops& operations,
                         std::vector<onednn::Primitive::Argument>& arguments, const Desc& desc) {
    arguments.push_back({DNNL_ARG_ATTR_MULTIPLE_POST_OP(operations.len()) | DNNL_ARG_SRC_1, desc});
    operations.append_binary(dnnl::algorithm::binary_add, desc);
  }
};

class MatMul {
 public:
  static constexpr uint32_t kFlags = 0;

  static void check(const Node& node) {
    check_float32(node);
    if (node.rank(0) > static_cast<int64_t>(kMaxDims) ||
        node.rank(1) > static_cast<int64_t>(kMaxDims)) {
      sdk::unsupported("ranks above ", kMaxDims, " are not supported");
    }
    if (sdk::element_count(node.shape(0)) == 0 || sdk::element_count(node.shape(1)) == 0) {
      sdk::unsupported("a matrix without elements is not supported");
    }
    product_of(node);
  }

  MatMul(const Node& node, const sdk::KernelContext& context)
      : host_(context.host), product_(product_of(node)) {
    const ShapeView batches[] = {ShapeView(product_.batch_a), ShapeView(product_.batch_b)};
    iteration_ = iterate(ShapeView(product_.batch), batches, 2);
    choose_tiles();
    main_.emplace(product_, rows_, columns_);
    last_rows_ = product_.m - (row_tiles_ - 1) * rows_;
    last_columns_ = product_.n - (column_tiles_ - 1) * columns_;
    if (last_rows_ != rows_ || last_columns_ != columns_) {
      last_.emplace(product_, last_rows_, last_columns_);
    }
    scratch_ =
        std::max(main_->primitive->scratch_size(), last_ ? last_->primitive->scratch_size() : 0);
    scratch_ = (scratch_ + 63) / 64 * 64;
  }
  uint64_t workspace_size() const { return scratch_ * sdk::thread_count(host_); }

  void run(const Launch& launch) const {
    const int64_t tiles = row_tiles_ * column_tiles_;
    const int64_t items = iteration_.rows * iteration_.run * tiles;
    parallel_for(host_, static_cast<uint64_t>(items), grain_,
                 [&](uint64_t begin, uint64_t end, uint32_t worker) {
                   const onednn::SingleThread single;
                   for (auto i = static_cast<int64_t>(begin); i < static_cast<int64_t>(end); ++i) {
                     run_tile(launch, i / tiles, i % tiles, worker);
                   }
                 });
  }

 private:
  /// Several batches give enough parallel work; a single product is cut along its longer side.
  void choose_tiles() {
    rows_ = product_.m;
    columns_ = product_.n;
    const double work = static_cast<double>(product_.m) * static_cast<double>(product_.n) *
                        static_cast<double>(product_.k);
    const int64_t batches = iteration_.rows * iteration_.run;
    const int64_t threads = sdk::thread_count(host_);
    grain_ = static_cast<uint64_t>(std::max(1.0, kWorthThreads / std::max(1.0, work) / 2));
    if (threads == 1 || batches >= threads || work < kWorthThreads) return;
    if (product_.m >= product_.n && product_.m >= 2 * threads) {
      rows_ = (product_.m + threads - 1) / threads;
    } else if (product_.n >= 16 * threads) {
      columns_ = ((product_.n + threads - 1) / threads + 15) / 16 * 16;
    }
    grain_ = 1;
    row_tiles_ = (product_.m + rows_ - 1) / rows_;
    column_tiles_ = (product_.n + columns_ - 1) / columns_;
  }

  void run_tile(const Launch& launch, int64_t batch, int64_t t, uint32_t worker) const {
    const Product& p = product_;
    const int64_t row = t / column_tiles_ * rows_, column = t % column_tiles_ * columns_;
    const int64_t batch_a = batch_offset(0, batch), batch_b = batch_offset(1, batch);
    const int64_t at = batch * p.m * p.n + row * p.n + column;
    void* data[7];
    size_t count = 0;
    data[count++] = const_cast<float*>(launch.in<float>(0)) + batch_a * p.m * p.k +
                    (p.transpose_a ? row : row * p.k);
    data[count++] = const_cast<float*>(launch.in<float>(1)) + batch_b * p.k * p.n +
                    (p.transpose_b ? column * p.k : column);
    if (p.has_bias()) data[count++] = const_cast<float*>(launch.in<float>(2)) + column;
    data[count++] = launch.out<float>(0) + at;
    if (p.addend_rows != 0 && !p.has_bias()) {
      data[count++] = const_cast<float*>(launch.in<float>(2)) +
                      (p.addend_rows == 1 ? 0 : row * p.addend_columns) +
                      (p.addend_columns == 1 ? 0 : column);
    }
    if (p.residual) data[count++] = const_cast<float*>(launch.in<float>(3)) + at;
    data[count++] = launch.workspace<char>() + worker * scratch_;
    const bool last = last_ && t == row_tiles_ * column_tiles_ - 1;
    (last ? *last_ : *main_).primitive->execute(data);
  }

  /// Which matrix of operand `operand` the product number `batch` takes.
  int64_t batch_offset(size_t operand, int64_t batch) const {
    return iteration_.offset(operand, batch / iteration_.run) +
           (iteration_.constant[operand] ? 0 : batch % iteration_.run);
  }

  const mortise_host_t* host_;
  const Product product_;
  Iteration iteration_;  // over batches
  int64_t rows_ = 1, columns_ = 1, last_rows_ = 1, last_columns_ = 1;
  int64_t row_tiles_ = 1, column_tiles_ = 1;
  uint64_t grain_ = 1, scratch_ = 0;
  std::optional<Tile> main_, last_;
};

}  // namespace

KernelList matmul_kernels() {
  static constexpr KernelEntry kEntries[] = {
      flushing_entry<MatMul>("Gemm"),
      flushing_entry<MatMul>("MatMul"),
      flushing_entry<MatMul>("MatMul", kPrivateDomain),
  };
  return kEntries;
}

}  // namespace mortise::cpu
