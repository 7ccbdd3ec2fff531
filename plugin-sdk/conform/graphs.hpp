// The graphs on which passes and formats are tried: patterns that they look for, corners of the graph's own rules, and random
// ones.
#pragma once

#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>

#include <functional>
#include <string>
#include <vector>

#include "plugin-sdk/conform/random.hpp"

namespace mortise::conform {

struct GraphRecipe {
  std::string label;
  std::function<void(sdk::Builder&, Random&)> build;
  /// Its operators are defined, so that types can be inferred and the graph can run.
  bool computes = true;
};

const std::vector<GraphRecipe>& graph_recipes();
/// Of elementwise operators, products, reductions and moves over float32 matrices, some of it dead or twice there.
GraphRecipe random_recipe(size_t size);

enum class Types { kDeclared, kInferred };
enum class Ids { kDense, kSparse };

/// The same for the same seed. Sparse ids: nodes and values that were there and are removed again leave gaps.
Graph make_graph(const Runtime& runtime, const GraphRecipe& recipe, uint64_t seed,
                 Types types = Types::kInferred, Ids ids = Ids::kDense);

}  // namespace mortise::conform
