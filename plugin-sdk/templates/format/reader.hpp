// Text into a graph. REPLACE: the parsing of your format.
#pragma once

#include <mortise/sdk/graph.hpp>

#include <istream>
#include <string>

namespace acme {

/// Fills the empty graph. What is wrong is thrown as INVALID_ARGUMENT or DATA_LOSS, with `path` and the line before it.
void read_graph(std::istream& text, const std::string& path, mortise::sdk::Builder& builder);

}  // namespace acme
