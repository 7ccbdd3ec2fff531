// Whether strings match a regular expression of RE2's syntax as a whole.
#pragma once

#include <mortise/sdk/operator.hpp>

namespace mortise::regex {

void define_regex_full_match(sdk::Operator& op);

}  // namespace mortise::regex
