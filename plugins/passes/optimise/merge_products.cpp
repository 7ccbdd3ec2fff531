// Products that read the same left operand, as the projections of an attention do, are one product of the constants side by
// side: the left operand is read once, and one large product keeps more of a device busy than several small ones.
#include <algorithm>
#include <map>
#include <numeric>

#include "plugins/passes/optimise/passes.hpp"
#include "plugins/passes/optimise/rewriter.hpp"

namespace mortise::optimise {
namespace {

bool is_mergeable(const Node& node) {
  if (!is_standard(node, "MatMul") || node.input_count() != 2 || !node.has_input(0) ||
      !node.wants_output(0))
    return false;
  const mortise_tensor_view_t* right = node.constant(1);
  return right != nullptr && right->rank == 2 && right->layout == nullptr &&
         node.output_type(0).rank >= 2 && node.output_type(0).bounded_dims == 0;
}

/// A product, with the constant that is added to it where there is one.
struct Product {
  uint32_t node = MORTISE_NONE;
  Value right = MORTISE_NONE, bias = MORTISE_NONE, result = MORTISE_NONE;
  int64_t width = 0;
};

class Merger {
 public:
  explicit Merger(Rewriter& graph) : graph_(graph) {}

  bool run(size_t least) {
    for (const uint32_t id : graph_.nodes()) note(graph_.node(id));
    bool changed = false;
    for (const auto& [left, products] : by_left_) {
      if (products.size() < least) continue;
      merge(products);
      changed = true;
    }
    return changed;
  }

 private:
  void note(const Node& node) {
    if (is_mergeable(node)) {
      by_left_[node.input_id(0)].push_back({node.id(), node.input_id(1), MORTISE_NONE,
                                            node.output_id(0), node.constant(1)->shape[1]});
    } else if (is_standard(node, "Add") && node.input_count() == 2 && node.wants_output(0)) {
      note_bias(node, 0, 1);
      note_bias(node, 1, 0);
    }
  }

  // The sum takes the product's place when nobody else reads that.
  void note_bias(const Node& sum, size_t product, size_t bias) {
    const Value value = sum.input_id(product);
    const auto maker = graph_.producer(value);
    const mortise_tensor_view_t* added = sum.constant(bias);
    if (added == nullptr || added->rank != 1 || !maker || !is_mergeable(*maker)) return;
    if (maker->output(0).user_count != 1 || graph_.is_outside(value)) return;
    std::vector<Product>& products = by_left_[maker->input_id(0)];
    const auto found = std::find_if(products.begin(), products.end(),
                                    [&](const Product& one) { return one.node == maker->id(); });
    if (found == products.end() || added->shape[0] != found->width) return;
    found->bias = sum.input_id(bias);
    found->result = sum.output_id(0);
  }

  void merge(const std::vector<Product>& products) {
    const bool biased = std::all_of(products.begin(), products.end(),
                                    [](const Product& one) { return one.bias != MORTISE_NONE; });
    std::vector<Value> rights, biases;
    std::vector<int64_t> widths;
    for (const Product& one : products) {
      rights.push_back(one.right);
      biases.push_back(one.bias);
      widths.push_back(one.width);
    }
    Value whole = add_product(products.front().node, rights, widths);
    if (biased) {
      const Value bias = add_side_by_side(biases, 0, {sum_of(widths)});
      whole = graph_.add("Add", {whole, bias}, {}, whole, "");
    }
    const int64_t axis = graph_.value(whole).type->rank - 1;
    sdk::Builder& builder = graph_.builder();
    const std::vector<Value> parts =
        builder.nodes("Split", {whole, builder.ints(widths)}, products.size(), {{"axis", axis}});
    for (size_t i = 0; i < products.size(); ++i) {
      const Value before = biased ? products[i].result : graph_.node(products[i].node).output_id(0);
      builder.set_type(parts[i], *graph_.value(before).type);
      graph_.replace(before, parts[i]);
      graph_.remove_unread(graph_.value(before).producer);
    }
  }

  Value add_product(uint32_t first, const std::vector<Value>& rights,
                    const std::vector<int64_t>& widths) {
    const Node node = graph_.node(first);
    const Value left = node.input_id(0);  // what it was when it was noted may have been merged
    const std::string name(node.name());
    const uint32_t dtype = node.output_type(0).dtype;
    sdk::Shape shape = node.output_shape(0).to_vector();
    shape.back() = sum_of(widths);
    const Value right = add_side_by_side(rights, 1, {node.constant(1)->shape[0], shape.back()});
    const Value product = graph_.builder().nodes("MatMul", {left, right}, 1, {}, "", 0, name)[0];
    graph_.builder().set_type(product, sdk::tensor_type(dtype, shape));
    return product;
  }

  Value add_side_by_side(const std::vector<Value>& constants, int64_t axis,
                         const sdk::Shape& shape) {
    const uint32_t dtype = graph_.value(constants.front()).type->dtype;
    const Value both = graph_.builder().node("Concat", constants, {{"axis", axis}});
    graph_.builder().set_type(both, sdk::tensor_type(dtype, shape));
    return both;
  }

  static int64_t sum_of(const std::vector<int64_t>& widths) {
    return std::accumulate(widths.begin(), widths.end(), int64_t{0});
  }

  Rewriter& graph_;
  std::map<Value, std::vector<Product>> by_left_;
};

class MergeProducts final : public sdk::Pass {
 public:
  explicit MergeProducts(const mortise_host_t* host) : host_(host) {}
  std::string_view name() const override { return "merge_products"; }
  std::string_view summary() const override { return "makes one product of several"; }
  uint32_t flags() const override {
    return MORTISE_PASS_IDEMPOTENT | MORTISE_PASS_MEANING_PRESERVED;
  }

  bool run(sdk::PassContext& context) const override {
    Rewriter graph(host_, context);
    return Merger(graph).run(static_cast<size_t>(context.options.get_int("least", 2)));
  }

 private:
  const mortise_host_t* host_;
};

}  // namespace

std::unique_ptr<sdk::Pass> make_merge_products(const mortise_host_t* host) {
  return std::make_unique<MergeProducts>(host);
}

}  // namespace mortise::optimise
