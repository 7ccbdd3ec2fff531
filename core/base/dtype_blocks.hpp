// Dequantisers of GGUF's block types, as ggml defines the blocks (ggml-common.h, ggml-quants.c).
#pragma once

#include <cstdint>

namespace mortise {

// Each expands `count` elements, a whole number of blocks.
void q4_0_to_float32(const void* source, float* destination, uint64_t count);
void q4_1_to_float32(const void* source, float* destination, uint64_t count);
void q5_0_to_float32(const void* source, float* destination, uint64_t count);
void q5_1_to_float32(const void* source, float* destination, uint64_t count);
void q8_0_to_float32(const void* source, float* destination, uint64_t count);
void q2_k_to_float32(const void* source, float* destination, uint64_t count);
void q3_k_to_float32(const void* source, float* destination, uint64_t count);
void q4_k_to_float32(const void* source, float* destination, uint64_t count);
void q5_k_to_float32(const void* source, float* destination, uint64_t count);
void q6_k_to_float32(const void* source, float* destination, uint64_t count);
void iq4_nl_to_float32(const void* source, float* destination, uint64_t count);
void mxfp4_to_float32(const void* source, float* destination, uint64_t count);

}  // namespace mortise
