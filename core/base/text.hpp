// Small helpers for messages that people read.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace mortise {

std::string concat(std::initializer_list<std::string_view> parts);

/// "a, b, c"
std::string join(const std::vector<std::string_view>& parts, std::string_view separator = ", ");

/// "Op", or "domain::Op" outside the standard domain.
std::string qualified_name(std::string_view domain, std::string_view op);

/// The known name nearest to `wrong`, or empty when none is near enough to be what was meant.
std::string_view nearest(std::string_view wrong, const std::vector<std::string_view>& known);

/// "; did you mean `name`?", or empty.
std::string did_you_mean(std::string_view wrong, const std::vector<std::string_view>& known);

}  // namespace mortise
