// Makes graphs of choices: chains and diamonds of operators that suit what is there, values with several readers, outputs
// in the middle.
#pragma once

#include <optional>

#include "tests/fuzz/choices.hpp"
#include "tests/fuzz/graph_forms.hpp"

namespace mortise::fuzz {

/// Fills the graph: inputs, nodes and at least one output.
void make_graph(const conform::Reference& reference, GraphForms& forms, Choices& choices);

/// What recipes are made with. All that adds nodes throws sdk::Error when the graph does not take one.
class Maker {
 public:
  Maker(GraphForms& forms, Choices& choices, uint64_t seed)
      : choices_(choices), forms_(forms), random_(seed) {}

  Choices& choices() { return choices_; }
  const GraphForms& forms() const { return forms_; }

  void input(uint32_t dtype, const sdk::Shape& shape, conform::Fill fill) {
    pool_.push_back(forms_.input(dtype, shape, fill, random_));
  }
  Ref node(std::string_view op, const std::vector<Ref>& inputs, const sdk::Attrs& attributes = {}) {
    return nodes(op, inputs, 1, attributes)[0];
  }
  std::vector<Ref> nodes(std::string_view op, const std::vector<Ref>& inputs, size_t outputs,
                         const sdk::Attrs& attributes = {});

  /// In [-1, 1] over the root of `inner`: keeps the magnitude of what it is multiplied with.
  Ref weight(const sdk::Shape& shape, int64_t inner = 1);
  Ref positive(const sdk::Shape& shape);
  Ref number(double value);
  Ref whole(int64_t value);
  Ref ints(const std::vector<int64_t>& values);
  Ref constant(const conform::HostTensor& tensor) { return forms_.constant(tensor); }

  /// A value of the dtype, mostly one of the last, so that chains form and others live long. Throws when there is none.
  Ref pick(uint32_t dtype = MORTISE_DTYPE_FLOAT32);
  std::optional<Ref> pick_shape(const sdk::Shape& shape);
  /// Values of float32 with that many dimensions: one that is there, or one given another shape.
  Ref of_rank(size_t rank);

  const sdk::Shape& shape(Ref value) const { return forms_.shape(value); }
  int64_t rank(Ref value) const { return static_cast<int64_t>(shape(value).size()); }
  int64_t count(Ref value) const { return sdk::element_count(shape(value)); }
  /// An axis of a known extent, from the front or from the end. Throws when there is none.
  int64_t axis(Ref value);
  int64_t extent(Ref value, int64_t axis) const {
    return shape(value)[static_cast<size_t>(axis < 0 ? axis + rank(value) : axis)];
  }
  const std::vector<Ref>& pool() const { return pool_; }

 private:
  Choices& choices_;
  GraphForms& forms_;
  conform::Random random_;
  std::vector<Ref> pool_;
};

/// What a graph is put together of: each adds one node or a few.
using Recipe = void (*)(Maker&);
const std::vector<Recipe>& move_recipes();
const std::vector<Recipe>& layer_recipes();
const std::vector<Recipe>& pattern_recipes();

}  // namespace mortise::fuzz
