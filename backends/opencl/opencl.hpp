// The OpenCL C API, at the level that this backend keeps to: 1.2, which every vendor has.
#pragma once

#define CL_TARGET_OPENCL_VERSION 120
#include <CL/cl.h>
