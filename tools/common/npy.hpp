// NumPy's .npy files, versions 1.0 to 3.0
// (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "tools/common/array.hpp"

namespace mortise::tools {

/// Reads the content of a file. Column-major and big-endian arrays come out row-major and little-endian. Throws
/// INVALID_ARGUMENT or UNSUPPORTED; `name` begins the message.
Array parse_npy(std::string_view content, const std::string& name);
Array read_npy(const std::string& path);

/// Everything before the elements. Throws UNSUPPORTED for a dtype that NumPy does not have (bfloat16, float8, …); `name`
/// begins the message.
std::string npy_header(uint32_t dtype, const std::vector<int64_t>& shape, const std::string& name);
void write_npy(const std::string& path, uint32_t dtype, const std::vector<int64_t>& shape,
               const std::byte* data, size_t size);

}  // namespace mortise::tools
