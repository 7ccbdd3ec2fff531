// What the OpenCL C of every kernel family starts with: sixteen floats at a time, the last few of a row one by one.
#pragma once

namespace mortise::opencl {

inline constexpr char kPrelude[] = R"cl(
#pragma OPENCL FP_CONTRACT OFF

#define WIDTH 16

// What a window slides over, and how; Geometry in window.hpp.
typedef struct {
  long in_channels, out_channels;  // of one group
  long groups;
  long height, width;  // of the input
  long out_height, out_width;
  long kernel_y, kernel_x;
  long stride_y, stride_x;
  long dilation_y, dilation_x;
  long pad_y, pad_x;  // in front
} Geometry;

// The first `count` of sixteen floats; zeros behind them.
float16 load_floats(__global const float* from, long count) {
  if (count >= WIDTH) return vload16(0, from);
  float values[WIDTH] = {0};
  for (int i = 0; i < count; ++i) values[i] = from[i];
  return vload16(0, values);
}

// Those at [first, end) of sixteen floats.
void store_floats(float16 value, __global float* to, long first, long end) {
  if (first <= 0 && end >= WIDTH) {
    vstore16(value, 0, to);
    return;
  }
  float values[WIDTH];
  vstore16(value, 0, values);
  for (int i = max(first, 0L); i < min(end, (long)WIDTH); ++i) to[i] = values[i];
}

float sum_of(float16 value) {
  const float8 a = value.lo + value.hi;
  const float4 b = a.lo + a.hi;
  const float2 c = b.lo + b.hi;
  return c.x + c.y;
}

float max_of(float16 value) {
  const float8 a = fmax(value.lo, value.hi);
  const float4 b = fmax(a.lo, a.hi);
  const float2 c = fmax(b.lo, b.hi);
  return fmax(c.x, c.y);
}

// The offset of element `index` of row-major `extents` (the first `rank` of them), by strides.
long offset_of(long index, int rank, long8 extents, long8 strides) {
  const long e[8] = {extents.s0, extents.s1, extents.s2, extents.s3,
                     extents.s4, extents.s5, extents.s6, extents.s7};
  const long s[8] = {strides.s0, strides.s1, strides.s2, strides.s3,
                     strides.s4, strides.s5, strides.s6, strides.s7};
  long offset = 0;
  for (int d = rank - 1; d >= 0; --d) {
    offset += index % e[d] * s[d];
    index /= e[d];
  }
  return offset;
}
)cl";

}  // namespace mortise::opencl
