// Graphs as files, in Mortise's own flat form. docs/graph.md describes it byte by byte.
#pragma once

#include <span>
#include <string>

#include "core/graph/graph.hpp"

namespace mortise::graph {

/// Replaces the file as a whole, or leaves it as it was. Types with a backend's layout cannot be saved.
Status save(const Graph& graph, const std::string& path);
/// The same as bytes. Equal graphs (ids apart) with equal names give equal bytes.
Result<std::string> save_to_bytes(const Graph& graph);

/// Whether the file begins as a saved graph does. An error when it cannot be read.
Result<bool> is_saved_graph(const std::string& path);

/// Constants stay in the file, which is mapped until the last of them is gone: replace such a file, never write into it.
/// A malformed file is an error that names the byte offset.
Result<Graph> load(const std::string& path);
/// Copies the constants.
Result<Graph> load_from_bytes(std::span<const unsigned char> bytes);

}  // namespace mortise::graph
