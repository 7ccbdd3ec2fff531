// One node, made of a known use of an operator and some changes to it: most are right, many half known, others as wrong as
// a model from nowhere can be.
#pragma once

#include <string>
#include <vector>

#include "plugin-sdk/conform/one_node.hpp"
#include "plugin-sdk/conform/reference.hpp"
#include "tests/fuzz/choices.hpp"

namespace mortise::fuzz {

struct NodeVariant {
  const mortise_operator_t* op = nullptr;
  sdk::Attrs attributes;
  std::vector<conform::NodeInput> inputs;
  std::vector<conform::Fill>
      fills;  // of what an input may hold when the kernel runs, one per input
  size_t output_count = 1;

  /// "Concat(float32[2, 3], absent) axis=1 -> 1 outputs"
  std::string text() const;
};

/// The operator, its use and the changes follow from the choices. Requires: `reference` has operators.
NodeVariant make_variant(const conform::Reference& reference, Choices& choices);

}  // namespace mortise::fuzz
