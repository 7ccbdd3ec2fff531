"""What transformers are built of, in the forms in which exporters write it."""

import math

LOWEST = -3.4028234663852886e38  # of float32; stands for "not attended"


def linear(graph, x, weights, bias):
    """`weights` is [outputs, inputs], as PyTorch keeps it."""
    return graph.node("Add", graph.constant(bias), graph.node("MatMul", x, graph.constant(weights.T)))


def layer_norm(graph, x, scale, shift, epsilon):
    return graph.node("LayerNormalization", x, graph.constant(scale), graph.constant(shift), axis=-1, epsilon=epsilon)


def decomposed_layer_norm(graph, x, scale, shift, epsilon):
    """As it was written before there was an operator for it. Requires: an operator set below 18."""
    centred = graph.node("Sub", x, graph.node("ReduceMean", x, axes=[-1]))
    variance = graph.node("ReduceMean", graph.node("Pow", centred, graph.scalar(2)), axes=[-1])
    deviation = graph.node("Sqrt", graph.node("Add", variance, graph.scalar(epsilon)))
    normal = graph.node("Div", centred, deviation)
    return graph.node("Add", graph.node("Mul", normal, graph.constant(scale)), graph.constant(shift))


def erf_gelu(graph, x):
    error = graph.node("Erf", graph.node("Div", x, graph.scalar(math.sqrt(2))))
    return graph.node("Mul", graph.node("Mul", x, graph.node("Add", error, graph.scalar(1))), graph.scalar(0.5))


def tanh_gelu(graph, x):
    cube = graph.node("Mul", graph.node("Pow", x, graph.scalar(3)), graph.scalar(0.044715))
    inner = graph.node("Mul", graph.node("Add", x, cube), graph.scalar(math.sqrt(2 / math.pi)))
    curve = graph.node("Add", graph.node("Tanh", inner), graph.scalar(1))
    return graph.node("Mul", graph.node("Mul", x, graph.scalar(0.5)), curve)


def extent(graph, x, axis):
    """An extent of `x`, as a vector of one element."""
    whole = graph.node("Shape", x)
    return graph.node("Unsqueeze", graph.node("Gather", whole, graph.constant_integer(axis), axis=0), graph.integers(0))


def reshape(graph, x, *extents):
    """A number is an extent, a text the name of a vector of one."""
    parts = [graph.integers(part) if isinstance(part, int) else part for part in extents]
    return graph.node("Reshape", x, graph.node("Concat", *parts, axis=0))


def split_heads(graph, x, heads, size, order):
    """[batch, sequence, heads * size] as heads; `order` is that of the transposition."""
    apart = reshape(graph, x, extent(graph, x, 0), extent(graph, x, 1), heads, size)
    return graph.node("Transpose", apart, perm=order)


def join_heads(graph, x, width):
    together = graph.node("Transpose", x, perm=[0, 2, 1, 3])
    return reshape(graph, together, extent(graph, together, 0), extent(graph, together, 1), width)
