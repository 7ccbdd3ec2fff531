// The same graph on the backends: `reference` computes the very bits of the portable kernels as long as no pass changes the
// graph, and what rounding allows when all optimisations do; so does `cpu`, with one thread and with two, with fixed extents,
// with symbolic ones and with ranged ones.
#pragma once

#include <string>

#include "tests/fuzz/choices.hpp"
#include "tests/fuzz/graph_forms.hpp"

namespace mortise::fuzz {

class Differential {
 public:
  Differential();

  /// Makes a graph and runs it. Throws conform::Failure, with the graph in words, when a result differs or a run fails.
  /// Returns the number of nodes.
  size_t run(const uint8_t* data, size_t size) const;

 private:
  size_t run_with(size_t samples, const uint8_t* data, size_t size) const;
  void compare(const GraphForms& forms, size_t way) const;

  conform::Reference operators_;
  Runtime reference_, optimised_, cpu_, cpu_threads_;
};

}  // namespace mortise::fuzz
