"""The cases of tools/contrib-agreement."""

import itertools

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


def masks(r, batch, length, total):
    """Forms of masks in which every query sees a key."""
    def first(mask):
        mask[..., 0] = 1
        return mask
    yield None
    yield r.ints(1, total + 1, batch, dtype=numpy.int32)
    yield numpy.concatenate([numpy.full(batch, total), r.ints(0, 2, batch)]).astype(numpy.int32)
    yield first(r.ints(0, 2, batch, total, dtype=numpy.int32))
    yield first(r.ints(0, 2, batch, length, total, dtype=numpy.int32))


def attentions(r):
    for batch, length, past, heads, size, value_size in ((1, 4, 0, 2, 4, 4), (2, 3, 0, 3, 8, 5), (2, 3, 2, 2, 4, 4),
                                                         (2, 1, 5, 2, 8, 8)):
        columns, value_columns, total = heads * size, heads * value_size, past + length
        x, weights = r.floats(batch, length, 6), r.floats(6, 2 * columns + value_columns)
        bias = r.floats(2 * columns + value_columns)
        cache = r.floats(2, batch, heads, past, size) if past else None
        sizes = {"num_heads": heads, "qkv_hidden_sizes": [columns, columns, value_columns]}
        both = (True, size == value_size)
        for unidirectional in (0, 1):
            flags = {**sizes, "unidirectional": unidirectional}
            for mask in masks(r, batch, length, total):
                yield Case("Attention", [x, weights, bias, mask, cache], flags, both)
            if not past:
                yield Case("Attention", [x, weights, bias, None, None, r.floats(1, heads, length, total)], flags, both)
        if size == value_size:
            yield Case("Attention", [x, weights, bias], {"num_heads": heads, "scale": 0.3}, both)


def multi_head_attentions(r):
    for batch, length, keys, past, heads, size, value_size in (
            (1, 4, 4, 0, 2, 4, 4), (2, 3, 5, 0, 3, 8, 5), (2, 3, 3, 2, 2, 4, 4), (2, 1, 1, 5, 2, 8, 8)):
        q, k = r.floats(batch, length, heads * size), r.floats(batch, keys, heads * size)
        v, bias = r.floats(batch, keys, heads * value_size), r.floats(heads * (2 * size + value_size))
        caches = [r.floats(batch, heads, past, size), r.floats(batch, heads, past, value_size)] if past else []
        presents = (True, past > 0, past > 0)
        total = past + keys
        # onnxruntime lets the last query see all keys, which counts where there are more keys than queries.
        for unidirectional in (0, 1) if keys == length else (0,):
            flags = {"num_heads": heads, "unidirectional": unidirectional}
            for mask in masks(r, batch, length, total):
                if mask is None or mask.ndim > 1:
                    yield Case("MultiHeadAttention", [q, k, v, bias, mask, None, *caches], flags, presents)
            yield Case("MultiHeadAttention", [q, k, v, None, None, r.floats(batch, 1, length, total), *caches],
                       {**flags, "scale": 0.4}, presents)
            yield Case("MultiHeadAttention", [q, k, v, None, None, None, *caches], flags, (True, True, True, True),
                       floats=(3,))
        apart = [r.floats(batch, heads, keys, size), r.floats(batch, heads, keys, value_size)]
        if not past and size == value_size:
            yield Case("MultiHeadAttention", [q, *apart], {"num_heads": heads})
            yield Case("MultiHeadAttention", [q, *apart, bias], {"num_heads": heads})


def group_query_attentions(r):
    heads, shared, size = 4, 2, 16
    cosines, sines = r.floats(32, size // 2), r.floats(32, size // 2)
    for batch, length, room, lasts in ((1, 5, 0, [4]), (2, 4, 0, [3, 3]), (1, 1, 6, [6]), (2, 1, 6, [6, 3]),
                                       (2, 1, 12, [6, 3]), (1, 3, 4, [6])):
        total = max(lasts) + 1
        q, k = r.floats(batch, length, heads * size), r.floats(batch, length, shared * size)
        v = r.floats(batch, length, shared * size)
        caches = [r.floats(batch, shared, room, size), r.floats(batch, shared, room, size)]
        ends = [numpy.array(lasts, numpy.int32), numpy.array([total], numpy.int32)]
        sizes = {"num_heads": heads, "kv_num_heads": shared}
        # Behind the end of a shorter item anything may be in the caches.
        unspecified = (1, 2) if len(set(lasts)) > 1 else ()
        def case(q_k_v, attributes, *more):
            return Case("GroupQueryAttention", [*q_k_v, *caches, *ends, *more], {**sizes, **attributes}, (True, True, True),
                        unspecified=unspecified)
        yield case([q, k, v], {})
        yield case([numpy.concatenate([q, k, v], 2), None, None], {})
        yield case([q, k, v], {"scale": 0.2, "softcap": 3.0})
        yield case([q, k, v], {"do_rotary": 1}, cosines, sines)
        yield case([q, k, v], {"do_rotary": 1, "rotary_interleaved": 1}, cosines, sines)
        yield case([q, k, v], {"local_window_size": 3})
        yield case([q, k, v], {"smooth_softmax": 1})
        yield case([q, k, v], {}, None, None, None, None, r.floats(heads))
        yield case([q, k, v], {}, None, None, None, r.floats(batch, heads, length, total))


def scalar(value, dtype=numpy.float32):
    return numpy.array(value, dtype)


def drawn_bytes(r, dtype, *shape):
    """A tensor, its scale and its zero point."""
    limits = numpy.iinfo(dtype)
    return [r.ints(limits.min, limits.max + 1, *shape, dtype=dtype), scalar(r.floats(low=0.01, high=0.1)),
            scalar(r.ints(limits.min + 50, limits.max - 50), dtype)]


def quantised_elements(r):
    for dtype in (numpy.uint8, numpy.int8):
        def output():
            return drawn_bytes(r, dtype)[1:]
        for left, right in (((2, 3, 17), (2, 3, 17)), ((2, 3, 17), (17,)), ((5,), (1,)), ((2, 1, 4), (3, 1))):
            for op in ("QLinearAdd", "QLinearMul"):
                a, b = drawn_bytes(r, dtype, *left), drawn_bytes(r, dtype, *right)
                yield Case(op, [*a, *b, *output()], steps=1)
        for shape in ((7,), (2, 3, 17)):
            x = drawn_bytes(r, dtype, *shape)
            yield Case("QLinearSigmoid", [*x, *output()], constants=(1, 2, 3, 4), steps=1)
            yield Case("QLinearLeakyRelu", [*x, *output()], {"alpha": 0.2}, constants=(1, 2, 3, 4), steps=1)
            limit = numpy.iinfo(dtype).min
            for attributes in ({"opset": 13}, {"opset": 13, "axis": 0}, {"opset": 11, "axis": len(shape) - 1}):
                yield Case("QLinearSoftmax", [*x, scalar(1 / 256), scalar(limit, dtype)], attributes,
                           constants=(1, 2, 3, 4), steps=1)
        parts = [drawn_bytes(r, dtype, 2, count, 3) for count in (1, 4, 2)]
        yield Case("QLinearConcat", [*output(), *sum(parts, [])], {"axis": 1}, steps=1)
        condition = r.ints(0, 2, 2, 3, 1).astype(bool)
        x, y = drawn_bytes(r, dtype, 2, 3, 4), drawn_bytes(r, dtype, 3, 4)
        yield Case("QLinearWhere", [condition, *x, *y, *output()], steps=1)
        x, scale, zero = r.floats(2, 5, 3, low=-10, high=10), scalar(0.07), scalar(3, dtype)
        yield Case("QuantizeLinear", [x, scale, zero])
        scales = r.floats(5, low=0.01, high=0.1)
        zeros = r.ints(0, 20, 5, dtype=dtype)
        yield Case("QuantizeLinear", [x, scales, zeros], {"axis": 1})
        quantised = drawn_bytes(r, dtype, 2, 5, 3)[0]
        yield Case("DequantizeLinear", [quantised, scale, zero])
        yield Case("DequantizeLinear", [quantised, scales, zeros], {"axis": 1})
    yield Case("DequantizeLinear", [r.ints(-9999, 9999, 7, dtype=numpy.int32), scalar(0.01)])


def quantised_pools(r):
    for dtype in (numpy.uint8, numpy.int8):
        for channels_last in (0, 1):
            def case(op, attributes):
                x = drawn_bytes(r, dtype, 2, 9, 8, 3) if channels_last else drawn_bytes(r, dtype, 2, 3, 9, 8)
                return Case(op, [*x, *drawn_bytes(r, dtype)[1:]], {**attributes, "channels_last": channels_last},
                            steps=1)
            yield case("QLinearGlobalAveragePool", {})
            for attributes in ({}, {"strides": [2, 3]}, {"pads": [1, 0, 1, 2]}, {"auto_pad": "SAME_UPPER"},
                               {"pads": [1, 1, 1, 1], "count_include_pad": 1}, {"strides": [2, 2], "ceil_mode": 1}):
                yield case("QLinearAveragePool", {"kernel_shape": [2, 3], **attributes})


def quantised_products(r):
    for b_type in (numpy.uint8, numpy.int8):
        for rows, inner, columns in ((1, 4, 1), (3, 17, 8), (5, 64, 33)):
            a = drawn_bytes(r, numpy.uint8, 2, rows, inner)
            b, b_scale, b_zero = drawn_bytes(r, b_type, inner, columns)
            bias = r.floats(columns)
            scales, zeros = r.floats(columns, low=0.01, high=0.1), r.ints(0, 9, columns, dtype=b_type)
            yield Case("MatMulIntegerToFloat", [a[0], b, a[1], b_scale, a[2], b_zero])
            yield Case("MatMulIntegerToFloat", [a[0], b, a[1], scales, a[2], zeros, bias])
            yield Case("MatMulIntegerToFloat", [a[0], b, a[1], b_scale])
            x = r.floats(2, rows, inner)
            yield Case("DynamicQuantizeMatMul", [x, b, b_scale, b_zero])
            yield Case("DynamicQuantizeMatMul", [x, b, scales, zeros, bias])
            yield Case("DynamicQuantizeMatMul", [x, b, scales, None, bias])
            c = r.ints(-500, 500, columns, dtype=numpy.int32)
            flat = [a[0][0], *a[1:]]
            scalars = {"alpha": 0.5}
            yield Case("QGemm", [*flat, b, b_scale, b_zero, c], scalars)
            yield Case("QGemm", [*flat, b, scales, zeros, c, scalar(0.9), scalar(100, numpy.uint8)], scalars, steps=1)
            yield Case("QGemm", [*flat, b.T.copy(), b_scale, b_zero], {"transB": 1})
            yield Case("QGemm", [flat[0].T.copy(), *flat[1:], b, b_scale, b_zero], {"transA": 1})


def quantised_attentions(r):
    heads, size = 2, 8
    columns = heads * size
    for batch, length, past in ((1, 4, 0), (2, 3, 0), (2, 2, 3)):
        x = drawn_bytes(r, numpy.uint8, batch, length, 6)
        weights = drawn_bytes(r, numpy.int8, 6, 3 * columns)
        bias = r.floats(3 * columns)
        cache = r.floats(2, batch, heads, past, size) if past else None
        for unidirectional in (0, 1):
            for mask in (None, r.ints(1, past + length + 1, batch, dtype=numpy.int32)):
                yield Case("QAttention", [x[0], weights[0], bias, x[1], weights[1], mask, x[2], weights[2], cache],
                           {"num_heads": heads, "unidirectional": unidirectional}, (True, True), tolerance=1e-4,
                           constants=(1, 2, 3, 4, 6, 7))


def few_bits(r):
    for bits in (4, 8, 2):
        for block in (16, 32, 64, 128, 256):
            for rows, columns in ((1, 256), (7, 96), (33, 320)):
                blocks = -(-columns // block)
                a = r.floats(2, 3, columns)
                b = r.ints(0, 256, rows, blocks, block * bits // 8, dtype=numpy.uint8)
                scales, bias = r.floats(rows, blocks, low=0.01, high=0.1), r.floats(rows)
                zeros = r.ints(0, 256, rows, -(-blocks * bits // 8), dtype=numpy.uint8)
                attributes = {"N": rows, "K": columns, "bits": bits, "block_size": block}
                for inputs in ([a, b, scales], [a, b, scales, zeros], [a, b, scales, zeros, None, bias]):
                    yield Case("MatMulNBits", inputs, attributes, constants=(1, 2, 3, 5))


def other_forms(r):
    """Operators that the standard has too, and some that it does not."""
    for k in (-2, 0, 1):
        for upper in (0, 1):
            yield Case("Trilu", [r.floats(2, 4, 5), scalar(k, numpy.int64)], {"upper": upper})
    for axis in (0, 1, -1):
        yield Case("ExpandDims", [r.floats(2, 3), scalar(axis, numpy.int32)], constants=(1,))
    yield Case("ExpandDims", [r.floats(2, 3), scalar(-2, numpy.int32)])
    yield Case("GatherND", [r.floats(3, 4, 5), r.ints(0, 3, 2, 6, 2, dtype=numpy.int32)])
    yield Case("GatherND", [r.floats(3, 4, 5), r.ints(0, 3, 6, 3)])
    for numbers in ((2, 9), (2, 9, 2), (9, 2, -3), (5, 5)):
        for dtype in (numpy.int32, numpy.int64, numpy.float32):
            inputs = [scalar(number, dtype) for number in numbers]
            yield Case("Range", inputs)
            yield Case("Range", inputs, constants=(0, 1, 2))
    for mode in ("bilinear", "nearest", "bicubic"):
        for padding in ("zeros", "border", "reflection"):
            for align in (0, 1):
                yield Case("GridSample", [r.floats(2, 3, 5, 6), r.floats(2, 4, 7, 2, low=-1.3, high=1.3)],
                           {"mode": mode, "padding_mode": padding, "align_corners": align}, tolerance=1e-4)
    pads = numpy.array([0, 1, 2, 1, 0, 1])
    for mode in ("constant", "reflect", "edge"):
        yield Case("Pad", [r.floats(2, 4, 5), pads], {"mode": mode}, constants=(1,))
        yield Case("Pad", [r.floats(2, 4, 5), pads.reshape(1, 6), scalar(3)], {"mode": mode})
    yield Case("Unique", [r.ints(0, 5, 20).astype(numpy.float32)], {}, (True, True, True))
    for shape in ((1, 1), (4, 4), (2, 3, 8, 8)):
        yield Case("Inverse", [r.floats(*shape) + 3 * numpy.eye(shape[-1], dtype=numpy.float32)], tolerance=1e-4)
    for mode in ("bilinear", "nearest"):
        regions = numpy.concatenate([[[0, 0, 1, 1], [-0.31, 0.12, 1.23, 0.56]], r.floats(2, 4, low=0, high=1)]).astype(
            numpy.float32)
        for size in ((4, 5), (1, 1), (7, 2)):
            yield Case("CropAndResize", [r.floats(2, 3, 6, 7), regions, numpy.array([0, 1, 1, 0], numpy.int32),
                                         numpy.array(size, numpy.int32)],
                       {"mode": mode, "extrapolation_value": 0.5})
    for size in (1, 2, 3, 9):
        yield Case("NGramRepeatBlock", [r.ints(0, 3, 2, 8), r.floats(2, 5)], {"ngram_size": size})
    for dtype in (numpy.int32, numpy.int64, numpy.float32, numpy.float64):
        for positive in (0, 1):
            yield Case("MurmurHash3", [r.ints(-99, 99, 3, 4).astype(dtype)], {"seed": 42, "positive": positive})


TRANSFORMS = ("NONE", "LOGISTIC", "SOFTMAX", "SOFTMAX_ZERO", "PROBIT")


def tolerance_of(transform):
    """onnxruntime's PROBIT takes, in float32, a difference of nearly equal numbers."""
    return 1e-3 if transform == "PROBIT" else 1e-5


def grown_trees(r, count, depth, features):
    """Attributes of full trees, and the tree and the node of each leaf."""
    modes = ("BRANCH_LEQ", "BRANCH_LT", "BRANCH_GTE", "BRANCH_GT")
    inner, nodes = 2 ** depth - 1, 2 ** (depth + 1) - 1
    attributes = {name: [] for name in ("nodes_treeids", "nodes_nodeids", "nodes_featureids", "nodes_truenodeids",
                                        "nodes_falsenodeids", "nodes_modes", "nodes_values",
                                        "nodes_missing_value_tracks_true")}
    leaves = []
    for tree in range(count):
        mode = modes[tree % len(modes)]
        for node in range(nodes):
            is_inner = node < inner
            for name, value in zip(attributes, (
                    tree, node, int(r.ints(0, features)) if is_inner else 0, 2 * node + 1 if is_inner else 0,
                    2 * node + 2 if is_inner else 0, mode if is_inner else "LEAF", float(r.floats()) if is_inner else 0.0,
                    tree % 2 if is_inner else 0)):
                attributes[name].append(value)
            if not is_inner:
                leaves.append((tree, node))
    return attributes, leaves


def weights_of(r, leaves, kind, targets, low=-1.0, high=1.0):
    """Attributes of weights, one of each leaf for each of the targets."""
    each = [(*leaf, target) for leaf in leaves for target in targets]
    return {f"{kind}_treeids": [tree for tree, _, _ in each], f"{kind}_nodeids": [node for _, node, _ in each],
            f"{kind}_ids": [target for _, _, target in each],
            f"{kind}_weights": [float(r.floats(low=low, high=high)) for _ in each]}


def trees(r):
    for count, depth, features in ((1, 1, 1), (4, 3, 5), (10, 4, 7)):
        grown, leaves = grown_trees(r, count, depth, features)
        rows = r.floats(20, features)
        rows[0, 0] = numpy.nan
        def case(op, attributes, **more):
            return Case(op, [rows], {**grown, **attributes}, domain="ai.onnx.ml", opsets={"ai.onnx.ml": 3}, **more)
        for aggregate in ("SUM", "AVERAGE", "MIN", "MAX"):
            for targets in ([0], [0, 1, 2]):
                for base in ({}, {"base_values": [0.5] * len(targets)}):
                    yield case("TreeEnsembleRegressor", {
                        **weights_of(r, leaves, "target", targets), "n_targets": len(targets),
                        "aggregate_function": aggregate, **base})
        for transform in TRANSFORMS:
            for targets in ([1, 0], [0]):
                yield case("TreeEnsembleRegressor", {
                    **weights_of(r, leaves, "target", targets), "n_targets": len(targets), "post_transform": transform},
                    tolerance=tolerance_of(transform))
            for ids, classes in (([0, 1, 2], 3), ([0, 1], 2), ([0], 2), ([1], 2)):
                for low in (-1.0, 0.0):
                    names = [f"class {i}" for i in range(classes)]
                    for base in ([], [0.25] * len(ids)):
                        if base and ids == [1]:
                            continue  # which onnxruntime leaves out
                        if ids == [0] and transform == "PROBIT":
                            continue  # where onnxruntime leaves scores unwritten
                        common = {**weights_of(r, leaves, "class", ids, low, 1 / count), "post_transform": transform,
                                  **({"base_values": base} if base else {})}
                        # Where it has scores of both of two classes, onnxruntime calls them 0 and 1.
                        first = 0 if ids == [0, 1] else 5
                        yield case("TreeEnsembleClassifier",
                                   {**common, "classlabels_int64s": list(range(first, first + classes))}, outputs=(True, True),
                                   tolerance=tolerance_of(transform))
                        yield case("TreeEnsembleClassifier", {**common, "classlabels_strings": names},
                                   outputs=(True, True), labels=tuple(names), tolerance=tolerance_of(transform))


def linear_models(r):
    for count, features in ((20, 1), (20, 6), (0, 3)):
        rows = r.floats(count, features)
        for classes in (2, 4):
            for transform in TRANSFORMS:
                for scores in {1, classes} if classes == 2 else {classes}:
                    if scores == 1 and transform == "PROBIT":
                        continue  # where onnxruntime leaves scores unwritten
                    common = {"coefficients": r.floats(scores * features).tolist(),
                              "intercepts": r.floats(scores).tolist(), "post_transform": transform}
                    names = [f"class {i}" for i in range(classes)]
                    yield Case("LinearClassifier", [rows], {**common, "classlabels_ints": list(range(3, 3 + classes))},
                               (True, True), "ai.onnx.ml", tolerance_of(transform))
                    yield Case("LinearClassifier", [rows], {**common, "classlabels_strings": names}, (True, True),
                               "ai.onnx.ml", tolerance_of(transform), labels=tuple(names))
        for targets, transform in itertools.product((1, 3), TRANSFORMS):
            yield Case("LinearRegressor", [rows], {
                "targets": targets, "coefficients": r.floats(targets * features).tolist(),
                "intercepts": r.floats(targets).tolist(), "post_transform": transform}, domain="ai.onnx.ml",
                tolerance=tolerance_of(transform))
        for kernel in ("LINEAR", "POLY", "RBF", "SIGMOID"):
            for one_class in (0, 1):
                yield Case("SVMRegressor", [rows], {
                    "kernel_type": kernel, "kernel_params": [0.3, 0.5, 2.0], "n_supports": 5,
                    "support_vectors": r.floats(5 * features).tolist(), "coefficients": r.floats(5).tolist(),
                    "rho": [0.125], "one_class": one_class}, domain="ai.onnx.ml")
        for transform in TRANSFORMS:
            yield Case("SVMRegressor", [rows], {"coefficients": r.floats(features).tolist(), "rho": [0.25],
                                                "kernel_params": [0.0, 0.0, 0.0], "post_transform": transform},
                       domain="ai.onnx.ml")


def support_vector_classifiers(r):
    features, rows = 4, r.floats(20, 4)
    for kernel in ("LINEAR", "POLY", "RBF", "SIGMOID"):
        for per_class in ([2, 3], [3, 2, 4], [1, 2, 3, 4]):
            classes, vectors = len(per_class), sum(per_class)
            pairs = classes * (classes - 1) // 2
            names = [f"class {i}" for i in range(classes)]
            for transform in TRANSFORMS:
                for probabilities in ({}, {"prob_a": r.floats(pairs, low=-2, high=-0.5).tolist(),
                                           "prob_b": r.floats(pairs, low=-0.3, high=0.3).tolist()}):
                    if pairs == 1 and not probabilities and transform == "PROBIT":
                        continue  # where onnxruntime leaves scores unwritten
                    if probabilities and kernel in ("LINEAR", "POLY") and transform in ("SOFTMAX_ZERO", "PROBIT"):
                        continue  # they come so close to 0 and 1 that rounding decides
                    common = {"kernel_type": kernel, "kernel_params": [0.3, 0.5, 2.0], "vectors_per_class": per_class,
                              "support_vectors": r.floats(vectors * features).tolist(), "post_transform": transform,
                              "coefficients": r.floats((classes - 1) * vectors).tolist(),
                              "rho": r.floats(pairs).tolist(), **probabilities}
                    yield Case("SVMClassifier", [rows], {**common, "classlabels_ints": list(range(classes))},
                               (True, True), "ai.onnx.ml", tolerance_of(transform))
                    yield Case("SVMClassifier", [rows], {**common, "classlabels_strings": names}, (True, True),
                               "ai.onnx.ml", tolerance_of(transform), labels=tuple(names))
    for transform in TRANSFORMS:
        yield Case("SVMClassifier", [rows], {
            "coefficients": r.floats(3 * features).tolist(), "rho": [0.25], "kernel_params": [0.0, 0.0, 0.0],
            "classlabels_ints": [0, 1, 2], "post_transform": transform}, (True, True), "ai.onnx.ml", tolerance_of(transform))


def maps(r):
    def case(op, value, **attributes):
        return Case(op, [value], attributes, domain="ai.onnx.ml")
    for shape in ((0, 3), (1, 1), (5, 3), (40, 7), (4,)):
        rows, labels = r.floats(*shape), r.ints(0, 5, shape[-1]).tolist()  # of which some may be equal
        yield case("ZipMap", rows, classlabels_int64s=labels)
        yield case("ZipMap", rows, classlabels_strings=[f"class {label}" for label in labels])
    for size in (1, 2, 17):
        keys, values = r.ints(0, 30, size).tolist(), r.floats(size, low=-2e5, high=2e5).tolist()
        numbers = dict(zip(keys, values))
        names = {f"term {key}": value for key, value in numbers.items()}
        for terms in (r.ints(0, 30, 1).tolist(), r.ints(0, 30, 20).tolist()):
            yield case("DictVectorizer", numbers, int64_vocabulary=terms)
            yield case("DictVectorizer", names, string_vocabulary=[f"term {term}" for term in terms])
        for to in ("TO_FLOAT", "TO_INT64", "TO_STRING"):
            yield case("CastMap", numbers, cast_to=to)
            for width in (1, 12):
                yield case("CastMap", numbers, cast_to=to, map_form="SPARSE", max_map=width)


def regions(r):
    for scale in (1.0, 0.5):
        for shape in ([1, 1], [2, 3], [7, 7]):
            corners = r.ints(0, 12, 6, 2)
            rois = numpy.concatenate([r.ints(0, 2, 6, 1), corners, corners + r.ints(0, 9, 6, 2)], 1).astype(numpy.float32)
            yield Case("MaxRoiPool", [r.floats(2, 3, 10, 12), rois], {"pooled_shape": shape, "spatial_scale": scale},
                       domain="")


def all_cases():
    r = Draw()
    for family in (activations, layer_norms, products, convolutions, rotary, attentions, multi_head_attentions,
                   group_query_attentions, quantised_elements, quantised_pools, quantised_products,
                   quantised_attentions, few_bits, other_forms, trees, linear_models,
                   support_vector_classifiers, maps, regions):
        yield from family(r)
