// Recipes of one layer each, with all that its attributes can say: convolutions, pools, products, normalisations.
#include <algorithm>

#include "tests/fuzz/graph_maker.hpp"

namespace mortise::fuzz {
namespace {

using Ints = std::vector<int64_t>;

Ints some(Maker& m, size_t count, int64_t low, int64_t high) {
  Ints values(count);
  for (int64_t& value : values) value = m.choices().between(low, high);
  return values;
}

/// For `rank` spatial dimensions: mostly a plain square window, at times each number by itself.
sdk::Attrs window(Maker& m, size_t rank, const Ints& kernel, bool with_dilations) {
  sdk::Attrs attributes;
  Ints strides(rank, 1), pads(2 * rank, 0), dilations(rank, 1);
  if (m.choices().coin()) {
    const int64_t pad = kernel[0] / 2;
    std::fill(pads.begin(), pads.end(), pad);
  } else if (m.choices().coin()) {
    for (size_t i = 0; i < 2 * rank; ++i) pads[i] = m.choices().between(0, kernel[i % rank] - 1);
  }
  if (m.choices().one_in(3)) strides = some(m, rank, 1, 3);
  if (with_dilations && m.choices().one_in(4)) dilations = some(m, rank, 1, 2);
  if (m.choices().one_in(8)) {
    attributes.emplace_back("auto_pad", m.choices().coin() ? "SAME_UPPER" : "SAME_LOWER");
  } else {
    attributes.emplace_back("pads", pads);
  }
  attributes.emplace_back("strides", strides);
  if (with_dilations) attributes.emplace_back("dilations", dilations);
  return attributes;
}

Ints kernel_of(Maker& m, size_t rank) {
  if (m.choices().coin()) return Ints(rank, m.choices().coin() ? 3 : 1);
  return some(m, rank, 1, 4);
}

size_t spatial_rank(Maker& m) { return m.choices().one_in(4) ? 1 + m.choices().below(3) : 2; }

void conv(Maker& m) {
  const size_t rank = spatial_rank(m);
  const Ref x = m.of_rank(rank + 2);
  const int64_t in = m.extent(x, 1);
  const int64_t groups = m.choices().one_in(3) ? in : m.choices().one_in(4) && in % 2 == 0 ? 2 : 1;
  const int64_t out = groups * m.choices().pick(Ints{1, 2, 3, 4, 8, 16, 17});
  const Ints kernel = kernel_of(m, rank);
  sdk::Shape weights = {out, in / std::max<int64_t>(groups, 1)};
  weights.insert(weights.end(), kernel.begin(), kernel.end());
  sdk::Attrs attributes = window(m, rank, kernel, true);
  attributes.emplace_back("group", groups);
  const int64_t inner = sdk::element_count(weights) / std::max<int64_t>(out, 1);
  m.node("Conv", {x, m.weight(weights, inner), m.choices().coin() ? m.weight({out}) : kAbsent},
         attributes);
}

void conv_transpose(Maker& m) {
  const Ref x = m.of_rank(4);
  const int64_t in = m.extent(x, 1), out = m.choices().pick(Ints{1, 2, 3, 8, 16});
  const int64_t side = m.choices().between(1, 3);
  sdk::Attrs attributes;
  if (m.choices().coin()) {
    attributes.emplace_back("strides", Ints{side, side});
  } else {
    attributes = window(m, 2, {side, side}, true);
  }
  m.node("ConvTranspose",
         {x, m.weight({in, out, side, side}, in), m.choices().coin() ? m.weight({out}) : kAbsent},
         attributes);
}

void pool(Maker& m) {
  const size_t rank = spatial_rank(m);
  const Ref x = m.of_rank(rank + 2);
  const Ints kernel = kernel_of(m, rank);
  sdk::Attrs attributes = window(m, rank, kernel, true);
  attributes.emplace_back("kernel_shape", kernel);
  attributes.emplace_back("ceil_mode", m.choices().between(0, 1));
  switch (m.choices().below(4)) {
    case 0: m.node("MaxPool", {x}, attributes); return;
    case 1: m.nodes("MaxPool", {x}, 2, attributes); return;
    case 2:
      attributes.emplace_back("p", m.choices().between(1, 3));
      m.node("LpPool", {x}, attributes);
      return;
    default:
      attributes.emplace_back("count_include_pad", m.choices().between(0, 1));
      m.node("AveragePool", {x}, attributes);
  }
}

void global_pool(Maker& m) {
  const Ref x = m.of_rank(m.choices().one_in(4) ? 3 : 4);
  m.node(m.choices().pick(
             std::vector<const char*>{"GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool"}),
         {x});
}

void matmul(Maker& m) {
  const Ref x = m.pick();
  if (m.rank(x) == 0) sdk::unsupported("no row to multiply");
  const int64_t inner = m.extent(x, -1), columns = m.choices().pick(Ints{1, 2, 3, 8, 16, 31});
  switch (m.choices().below(5)) {
    case 0: m.node("MatMul", {x, m.weight({inner}, inner)}); return;
    case 1:
      // By its own other side, as attention does.
      if (m.rank(x) < 2) return;
      {
        Ints order(static_cast<size_t>(m.rank(x)));
        for (size_t i = 0; i < order.size(); ++i) order[i] = static_cast<int64_t>(i);
        std::swap(order[order.size() - 1], order[order.size() - 2]);
        m.node("MatMul", {x, m.node("Transpose", {x}, {{"perm", order}})});
      }
      return;
    case 2:
      if (m.rank(x) < 2) return;
      m.node("MatMul", {m.weight({columns, m.extent(x, -2)}, m.extent(x, -2)), x});
      return;
    case 3:
      if (m.rank(x) != 3 && m.rank(x) != 4) return;
      {
        sdk::Shape shape = m.shape(x);
        for (size_t i = 0; i + 2 < shape.size(); ++i) shape[i] = 1;
        shape[shape.size() - 2] = inner;
        shape.back() = columns;
        m.node("MatMul", {x, m.weight(shape, inner)});
      }
      return;
    default: m.node("MatMul", {x, m.weight({inner, columns}, inner)});
  }
}

void gemm(Maker& m) {
  const Ref x = m.of_rank(2);
  const bool a = m.choices().one_in(3), b = m.choices().coin();
  const int64_t inner = m.extent(x, a ? 0 : 1), columns = m.choices().pick(Ints{1, 3, 8, 16});
  sdk::Attrs attributes = {{"transA", a}, {"transB", b}};
  if (m.choices().one_in(3)) attributes.emplace_back("alpha", 0.5);
  if (m.choices().one_in(3)) attributes.emplace_back("beta", m.choices().coin() ? 0.25 : 0.0);
  Ref bias = kAbsent;
  if (m.choices().coin()) bias = m.choices().coin() ? m.weight({columns}) : m.weight({1, 1});
  m.node("Gemm",
         {x, b ? m.weight({columns, inner}, inner) : m.weight({inner, columns}, inner), bias},
         attributes);
}

void softmax(Maker& m) {
  const Ref x = m.pick();
  m.node(m.choices().pick(std::vector<const char*>{"Softmax", "LogSoftmax", "Softmax", "Hardmax"}),
         {x}, {{"axis", m.axis(x)}});
}

void layer_norm(Maker& m) {
  const Ref x = m.pick();
  const int64_t axis = m.choices().coin() ? -1 : m.axis(x);
  const int64_t from = axis < 0 ? axis + m.rank(x) : axis;
  if (from < 0) return;
  const sdk::Shape size(m.shape(x).begin() + from, m.shape(x).end());
  const sdk::Attrs attributes = {{"axis", axis}, {"epsilon", m.choices().coin() ? 1e-5 : 1e-2}};
  if (m.choices().one_in(3)) {
    m.node("RMSNormalization", {x, m.positive(size)}, attributes);
  } else {
    const Ref bias = m.choices().coin() ? m.weight(size) : kAbsent;
    m.nodes("LayerNormalization", {x, m.positive(size), bias}, 1 + 2 * m.choices().below(2),
            attributes);
  }
}

void channel_norm(Maker& m) {
  const Ref x = m.of_rank(m.choices().one_in(4) ? 3 : 4);
  const int64_t channels = m.extent(x, 1);
  const Ref scale = m.positive({channels}), bias = m.weight({channels});
  switch (m.choices().below(5)) {
    case 0: m.node("InstanceNormalization", {x, scale, bias}, {{"epsilon", 1e-2}}); return;
    case 1:
      m.node("GroupNormalization", {x, scale, bias},
             {{"num_groups", channels % 2 == 0 ? 2 : 1}, {"epsilon", 1e-2}});
      return;
    case 2: m.node("LRN", {x}, {{"size", 3}, {"alpha", 0.1}}); return;
    default:
      m.node("BatchNormalization", {x, scale, bias, m.weight({channels}), m.positive({channels})});
  }
}

void lp_norm(Maker& m) {
  const Ref x = m.pick();
  m.node("LpNormalization", {x}, {{"axis", m.axis(x)}, {"p", m.choices().between(1, 2)}});
}

void resize(Maker& m) {
  const Ref x = m.of_rank(4);
  const char* mode =
      m.choices().pick(std::vector<const char*>{"nearest", "linear", "cubic", "nearest"});
  const char* transform = m.choices().pick(
      std::vector<const char*>{"asymmetric", "half_pixel", "align_corners", "pytorch_half_pixel"});
  sdk::Attrs attributes = {{"mode", mode}, {"coordinate_transformation_mode", transform}};
  if (m.choices().coin()) attributes.emplace_back("nearest_mode", "floor");
  const std::vector<double> factors = {1, 1, m.choices().coin() ? 2 : 1.5,
                                       m.choices().coin() ? 2 : 0.5};
  const Ref scales = m.constant(conform::tensor_of(MORTISE_DTYPE_FLOAT32, {4}, factors));
  m.node("Resize", {x, kAbsent, scales}, attributes);
}

void dropout(Maker& m) { m.node("Dropout", {m.pick()}); }

void recurrent(Maker& m) {
  const Ref x = m.of_rank(3);
  const int64_t width = m.extent(x, 2), hidden = m.choices().pick(Ints{2, 4, 8});
  const char* op = m.choices().pick(std::vector<const char*>{"LSTM", "GRU", "RNN"});
  const int64_t gates = *op == 'L' ? 4 : *op == 'G' ? 3 : 1;
  m.nodes(op,
          {x, m.weight({1, gates * hidden, width}, width),
           m.weight({1, gates * hidden, hidden}, hidden), m.weight({1, 2 * gates * hidden})},
          *op == 'L' ? 3 : 2, {{"hidden_size", hidden}});
}

}  // namespace

const std::vector<Recipe>& layer_recipes() {
  static const std::vector<Recipe> recipes = {
      &conv,    &matmul,      &pool,       &conv,         &matmul,         &gemm,
      &softmax, &global_pool, &layer_norm, &channel_norm, &conv_transpose, &resize,
      &lp_norm, &dropout,     &recurrent,  &gemm};
  return recipes;
}

}  // namespace mortise::fuzz
