// Reading option schemas and option values from a document. Private to core/config.
#pragma once

#include "core/config/options.hpp"
#include "core/config/reader.hpp"

namespace mortise::config {

/// Reads an object of schemas, by option name.
OptionSchemas read_option_schemas(Reader& reader, const Place& place);

/// Reads a value that fits the schema; records an error otherwise.
std::optional<OptionValue> read_option_value(Reader& reader, const Place& place,
                                             const OptionSchema& schema);

}  // namespace mortise::config
