// OpenCL's error codes as the ABI's errors, each with its name: "clCreateBuffer: CL_OUT_OF_RESOURCES".
#pragma once

#include <mortise/sdk/status.hpp>

#include "backends/opencl/opencl.hpp"

namespace mortise::opencl {

/// "CL_OUT_OF_RESOURCES"; "OpenCL error -9999" for a code that has no name in OpenCL 1.2.
std::string error_name(cl_int code);

/// What `call` failed with. What more memory would cure is OUT_OF_MEMORY, and may be tried again.
sdk::Error error_of(cl_int code, std::string_view call);

/// Throws it, unless `code` is CL_SUCCESS.
void check(cl_int code, std::string_view call);

[[noreturn]] void out_of_memory(std::string text);

}  // namespace mortise::opencl
