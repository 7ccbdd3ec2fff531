// The parts of optimisation, in the order in which they run. Each leaves a graph that means the same.
#pragma once

#include "backends/cpu/device.hpp"
#include "backends/cpu/optimise/rewriter.hpp"

namespace mortise::cpu {

/// Gelu spelt in primitive operators becomes Gelu.
void fuse_gelu(Rewriter& graph);

/// Chains of operators of one operand (activations, arithmetic with constants) become one private
/// Elementwise; products of a value with its own gate become swish and hardswish.
void fuse_activations(Rewriter& graph);

/// Products of queries and keys, their softmax and its product with values become one Attention, which never
/// makes the matrix of scores, nor the transposes around.
void fuse_attention(Rewriter& graph);

/// Activations behind a Reshape go before it, where what makes its input can take them in.
void sink_reshapes(Rewriter& graph);

/// Convolutions take in what follows them: batch normalisation and per-channel arithmetic go into the
/// weights, activations and a residual into steps. Transposed ones without overlap become a 1x1
/// convolution and an Interleave.
void fuse_convolutions(Rewriter& graph);

/// Layer normalisation spelt in primitive operators becomes LayerNormalization.
void fuse_layer_norms(Rewriter& graph);

/// MatMul and Gemm take in bias, activations and a residual.
void fuse_matmuls(Rewriter& graph);

/// image * gate becomes ScaleChannels, with the addition that follows.
void fuse_gates(Rewriter& graph);

/// What is left of elementwise operators that feed each other becomes one sweep.
void fuse_elementwise(Rewriter& graph);

/// Products with constant weights become PackedMatMul where that is faster.
void pack_matmuls(Rewriter& graph, bool matrix_unit);

/// Convolutions and what lies between them work on channel-blocked images; reorders stand at the
/// edges only.
void assign_layouts(Rewriter& graph, const Options& options);

}  // namespace mortise::cpu
