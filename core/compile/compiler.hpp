// Compiling: a graph and the shapes of its inputs into a program.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "core/compile/place.hpp"
#include "core/compile/program.hpp"
#include "core/compile/restorer.hpp"
#include "core/compile/structure.hpp"

namespace mortise::compile {

/// A batch that may be computed in pieces.
struct Batch {
  std::vector<bool> inputs;  // that have it as their first axis; empty: there is none
  int64_t extent = 0;
  uint64_t bytes = 0;  // that a step may read and write beside constants
  uint32_t threads = 1;
};

struct Request {
  /// What the inputs are made of; empty when all are tensors. What follows is of their tensors, one
  /// after the other.
  std::vector<Structure> structures;
  std::vector<uint32_t> dtypes;
  /// Extents; of ranged dimensions, their bounds.
  std::vector<std::vector<int64_t>> shapes;
  /// Content where it decides shapes (Rest::Source::value_matters), else null.
  std::vector<graph::ConstantRef> values;
  /// Extents below these will be launched too.
  bool ranged = false;
  /// See InferOptions.
  bool fold_large = true;
  Batch batch;
  /// Called within `compile`. Empty: the program keeps all constants.
  Taken taken;
  /// Makes a graph cheaper whose types are inferred, and says whether it changed anything. Not used for ranged programs,
  /// whose other extents it might not be right for. Null: nothing does.
  std::function<Result<bool>(graph::Graph&)> optimise;
};

/// Compiles as far as shapes can be known; the program's `rest` is what comes after.
Result<std::unique_ptr<Program>> compile(graph::Graph graph, const Request& request,
                                         host::Host& host, const Backends& backends);

/// The extents of every tensor of a ranged program for smaller inputs. An error (UNSUPPORTED) when
/// the program, made for the bound, is not right for them: the caller then compiles one for just
/// these extents.
Result<std::vector<std::vector<int64_t>>> actual_shapes(graph::Graph graph, const Request& request,
                                                        const Program& program, host::Host& host);

}  // namespace mortise::compile
