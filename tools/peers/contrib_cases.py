"""The cases of tools/contrib-agreement."""

import numpy

from peers.contrib_agreement import Case


class Draw:
    """Reproducible random arrays."""

    def __init__(self, seed=7):
        self._random = numpy.random.default_rng(seed)

    def floats(self, *shape, low=-2, high=2):
        return self._random.uniform(low, high, shape).astype(numpy.float32)

    def ints(self, low, high, *shape, dtype=numpy.int64):
        """In [low, high)."""
        return self._random.integers(low, high, shape).astype(dtype)


def activations(r):
    for shape in ((7,), (2, 3, 5), (1, 4, 17)):
        width = shape[-1]
        yield Case("Gelu", [r.floats(*shape)])
        yield Case("FastGelu", [r.floats(*shape)])
        yield Case("FastGelu", [r.floats(*shape), r.floats(width)])
        yield Case("BiasGelu", [r.floats(*shape), r.floats(width)])
        yield Case("QuickGelu", [r.floats(*shape)])
        yield Case("QuickGelu", [r.floats(*shape)], {"alpha": 0.5})


def layer_norms(r):
    for batch, length, width in ((1, 1, 4), (2, 3, 8), (3, 5, 33)):
        x, skip = r.floats(batch, length, width), r.floats(batch, length, width)
        gamma, beta, bias = r.floats(width), r.floats(width), r.floats(width)
        for inputs in ([x, skip, gamma], [x, skip, gamma, beta], [x, skip, gamma, beta, bias],
                       [x, skip, gamma, None, bias], [x, skip[0], gamma, beta], [x, skip[:1], gamma, beta]):
            yield Case("SkipLayerNormalization", inputs, {"epsilon": 1e-3}, (True, False, False, True))
        for inputs in ([x, skip, gamma], [x, skip, gamma, bias], [x[0], skip[0], gamma]):
            yield Case("SkipSimplifiedLayerNormalization", inputs, {"epsilon": 1e-3}, (True, False, False, True))
        yield Case("SimplifiedLayerNormalization", [x, gamma], {"epsilon": 1e-3}, (True, True), domain="")
        yield Case("SimplifiedLayerNormalization", [x, r.floats(length, width)], {"axis": 1}, domain="")
    for batch, length, width in ((1, 4, 8), (3, 5, 16)):
        def ids(limit):
            return r.ints(0, limit, batch, length, dtype=numpy.int32)
        words, positions, segments = r.floats(20, width), r.floats(9, width), r.floats(2, width)
        gamma, beta, mask = r.floats(width), r.floats(width), ids(2)
        three = (True, True, True)
        yield Case("EmbedLayerNormalization", [ids(20), ids(2), words, positions, segments, gamma, beta, mask],
                   {"epsilon": 1e-3}, three)
        yield Case("EmbedLayerNormalization", [ids(20), None, words, positions, None, gamma, beta],
                   {"epsilon": 1e-3}, three)
        yield Case("EmbedLayerNormalization", [ids(20), ids(2), words, positions, segments, gamma, beta, None, ids(9)],
                   {"epsilon": 1e-3}, three)


def products(r):
    for trans_a in (0, 1):
        for trans_b in (0, 1):
            a, b = (r.floats(4, 3) if trans_a else r.floats(3, 4)), (r.floats(5, 4) if trans_b else r.floats(4, 5))
            flags = {"transA": trans_a, "transB": trans_b}
            yield Case("TransposeMatMul", [a, b], {**flags, "alpha": 0.5})
            yield Case("FusedMatMul", [a, b], {**flags, "alpha": 0.5})
            yield Case("FusedMatMul", [numpy.stack([a, 2 * a]), numpy.stack([b, -b])], flags)
            yield Case("FusedGemm", [a, b], {**flags, "activation": "Relu"})
            yield Case("FusedGemm", [a, b, r.floats(5)], {**flags, "alpha": 0.5, "beta": 2.0, "activation": "Tanh"})
            batch_a = r.floats(4, 2, 3) if trans_a else r.floats(3, 2, 4)
            yield Case("FusedMatMul", [batch_a, r.floats(2, 4, 5)], {"transA": trans_a, "transBatchA": 1})
            batch_b = r.floats(5, 2, 4) if trans_b else r.floats(4, 2, 5)
            yield Case("FusedMatMul", [r.floats(2, 3, 4), batch_b], {"transB": trans_b, "transBatchB": 1})
    yield Case("FusedMatMul", [r.floats(2, 2, 3, 4), r.floats(2, 4, 5)], {"alpha": 2.0})
    for activation in ({"activation": "LeakyRelu", "activation_alpha": 0.1}, {"activation": "Sigmoid"}):
        yield Case("FusedGemm", [r.floats(3, 4), r.floats(4, 5), r.floats(3, 1)], activation)


def convolutions(r):
    activations_of = ({}, {"activation": "Relu"}, {"activation": "LeakyRelu", "activation_params": [0.1]},
                      {"activation": "Clip", "activation_params": [-0.5, 1.0]},
                      {"activation": "HardSigmoid", "activation_params": [0.3, 0.4]},
                      {"activation": "Tanh"}, {"activation": "Sigmoid"})
    for attributes in activations_of:
        x, w, bias = r.floats(2, 4, 7, 6), r.floats(8, 4, 3, 3), r.floats(8)
        yield Case("FusedConv", [x, w, bias], {**attributes, "pads": [1, 1, 1, 1]})
        yield Case("FusedConv", [x, w, bias, r.floats(2, 8, 7, 6)], {**attributes, "pads": [1, 1, 1, 1]})
        yield Case("FusedConv", [x, r.floats(8, 2, 3, 3), bias],
                   {**attributes, "group": 2, "strides": [2, 2], "auto_pad": "SAME_UPPER"})
        yield Case("FusedConv", [r.floats(1, 3, 9), r.floats(4, 3, 3)], {**attributes, "dilations": [2]})


def rotary(r):
    cosines, sines = r.floats(16, 4), r.floats(16, 4)
    positions = r.ints(0, 16, 2, 3)
    for interleaved in (0, 1):
        flags = {"interleaved": interleaved}
        yield Case("RotaryEmbedding", [r.floats(2, 3, 24), positions, cosines, sines], flags)
        yield Case("RotaryEmbedding", [r.floats(2, 3, 24), numpy.array([5]), cosines, sines], flags)
        yield Case("RotaryEmbedding", [r.floats(2, 3, 3, 8), positions, cosines, sines], flags)
        yield Case("RotaryEmbedding", [r.floats(2, 3, 24), positions, cosines, sines],
                   {**flags, "num_heads": 2, "rotary_embedding_dim": 8})


def all_cases():
    r = Draw()
    for family in (activations, layer_norms, products, convolutions, rotary):
        yield from family(r)
