#pragma once

#include "plugin-sdk/conform/suites/format_bench.hpp"

namespace mortise::conform {

/// Writing graphs and reading them back. Tries a first graph, to know whether the format can be written at all.
void add_format_write_tests(TestList& list, const Subject& subject, const Reference& reference,
                            const FormatClaim& claim);

}  // namespace mortise::conform
