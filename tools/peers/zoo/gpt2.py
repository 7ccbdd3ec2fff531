"""A decoder of GPT-2's shape (Radford and others 2019) with six layers, as the exporters of its time write it: projections
are Gemm on flattened values, the causal mask is cut out of a constant, the last projection is the embedding's
transposition."""

from dataclasses import dataclass

import numpy

from peers.zoo import transformer
from peers.zoo.graph import Graph

LAYERS, WIDTH, HEADS, POSITIONS, VOCABULARY = 6, 768, 12, 1024, 50257
HEAD_SIZE = WIDTH // HEADS
EPSILON = 1e-5


@dataclass(frozen=True)
class Decoder:
    graph: Graph
    positions_mask: str

    def norm(self, x):
        scale, shift = self.graph.normal(WIDTH, 0.1, 1.0), self.graph.normal(WIDTH, 0.05)
        return transformer.layer_norm(self.graph, x, scale, shift, EPSILON)

    def project(self, x, inputs, outputs, deviation=1.0):
        graph = self.graph
        weights = graph.constant(graph.normal((inputs, outputs), deviation * inputs**-0.5))
        rows = graph.node("Reshape", x, graph.integers(-1, inputs))
        product = graph.node("Gemm", rows, weights, graph.constant(graph.normal(outputs, 0.02)))
        return transformer.reshape(graph, product, transformer.extent(graph, x, 0), transformer.extent(graph, x, 1),
                                   outputs)

    def causal(self, scores, query, key):
        """`scores` where the key is not behind the query."""
        graph = self.graph
        rows, columns = transformer.extent(graph, query, 2), transformer.extent(graph, key, 3)
        mask = graph.node("Slice", self.positions_mask, graph.integers(0), rows, graph.integers(2))
        mask = graph.node("Slice", mask, graph.integers(0), columns, graph.integers(3))
        return graph.node("Where", mask, scores, graph.scalar(transformer.LOWEST))

    def attention(self, x, residual_deviation):
        graph = self.graph
        parts = graph.nodes("Split", 3, self.project(x, WIDTH, 3 * WIDTH), graph.integers(WIDTH, WIDTH, WIDTH),
                            axis=2)
        orders = ([0, 2, 1, 3], [0, 2, 3, 1], [0, 2, 1, 3])
        query, key, value = (transformer.split_heads(graph, part, HEADS, HEAD_SIZE, order)
                             for part, order in zip(parts, orders))
        scores = graph.node("Div", graph.node("MatMul", query, key), graph.scalar(HEAD_SIZE**0.5))
        shares = graph.node("Softmax", self.causal(scores, query, key), axis=-1)
        joined = transformer.join_heads(graph, graph.node("MatMul", shares, value), WIDTH)
        return self.project(joined, WIDTH, WIDTH, residual_deviation)

    def layer(self, x):
        graph, residual_deviation = self.graph, (2 * LAYERS) ** -0.5
        x = graph.node("Add", self.attention(self.norm(x), residual_deviation), x)
        hidden = transformer.tanh_gelu(graph, self.project(self.norm(x), WIDTH, 4 * WIDTH))
        return graph.node("Add", x, self.project(hidden, 4 * WIDTH, WIDTH, residual_deviation))


def embed(graph, ids, table):
    positions = graph.constant(numpy.arange(POSITIONS, dtype=numpy.int64)[None])
    places = graph.node("Slice", positions, graph.integers(0), transformer.extent(graph, ids, 1), graph.integers(1))
    place_table = graph.constant(graph.normal((POSITIONS, WIDTH), 0.03))
    return graph.node("Add", graph.node("Gather", table, ids, axis=0),
                      graph.node("Gather", place_table, places, axis=0))


def build(path):
    graph = Graph("gpt2_6", opset=17, seed=256)
    ids = graph.input("input_ids", "int64", ["batch", "sequence"])
    table = graph.constant(graph.normal((VOCABULARY, WIDTH), 0.05), "wte.weight")
    mask = graph.constant(numpy.tril(numpy.ones((1, 1, POSITIONS, POSITIONS), bool)))
    decoder = Decoder(graph, mask)
    x = embed(graph, ids, table)
    for _ in range(LAYERS):
        x = decoder.layer(x)
    logits = graph.node("MatMul", decoder.norm(x), graph.node("Transpose", table, perm=[1, 0]))
    graph.output(logits, "logits", "float", ["batch", "sequence", VOCABULARY])
    graph.save(path)


def inputs(random, batch, tokens):
    return {"input_ids": random.integers(0, VOCABULARY, (batch, tokens))}
