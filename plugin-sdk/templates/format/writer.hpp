// A graph into text. REPLACE: the writing of your format; without it the format is read only.
#pragma once

#include <mortise/sdk/graph.hpp>

#include <string>

namespace acme {

/// Throws UNSUPPORTED for what the format cannot hold.
std::string text_of(const mortise::sdk::GraphReader& graph);

/// Replaces the file as a whole or not at all.
void replace_file(const std::string& path, const std::string& content);

}  // namespace acme
