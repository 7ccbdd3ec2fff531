// What can be said of a graph without running it.
#pragma once

#include <mortise/mortise.hpp>

#include <string>

namespace mortise::conform {

/// "float32[2, n]", with symbols by name.
std::string type_text(const mortise_graph_t* graph, const mortise_type_t& type);

/// How the second graph's inputs, outputs and states differ from the first's, by name and type; empty when they do not. What
/// one of the types does not know fits everything.
std::string interface_difference(const Graph& before, const Graph& after);

/// What is wrong with the graph, empty when nothing is: every value before its readers, every count right, it can be printed.
std::string find_defect(const Graph& graph);

/// A copy: saved and loaded again.
Graph copy_of(const Runtime& runtime, const Graph& graph);

}  // namespace mortise::conform
