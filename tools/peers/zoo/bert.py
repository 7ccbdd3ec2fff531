"""BERT encoders (Devlin and others 2019): all-MiniLM-L6-v2 with the weights that were published, and BERT-base with random
ones. Each in one of the two forms that exporters write: MiniLM's layer normalisation is decomposed and its attention
divides the scores; BERT-base's is an operator, and its attention scales query and key."""

from dataclasses import dataclass

import numpy

from peers.zoo import transformer, weights
from peers.zoo.graph import Graph

EPSILON = 1e-12
POSITIONS = 512
VOCABULARY = 30522
FIRST_WORD = 1000  # the vocabulary's first entries are placeholders


@dataclass(frozen=True)
class Shape:
    layers: int
    width: int
    heads: int

    @property
    def head_size(self):
        return self.width // self.heads


class Encoder:
    """`parameters`: an array for each of the names that the Hugging Face implementation uses."""

    def __init__(self, graph, shape, parameters, modern):
        self.graph, self.shape, self.parameters, self.modern = graph, shape, parameters, modern

    def linear(self, x, name):
        return transformer.linear(self.graph, x, self.parameters[f"{name}.weight"], self.parameters[f"{name}.bias"])

    def norm(self, x, name):
        form = transformer.layer_norm if self.modern else transformer.decomposed_layer_norm
        scale, shift = self.parameters[f"{name}.LayerNorm.weight"], self.parameters[f"{name}.LayerNorm.bias"]
        return form(self.graph, x, scale, shift, EPSILON)

    def embed(self, ids, types):
        graph, table = self.graph, lambda name: graph.constant(self.parameters[f"embeddings.{name}_embeddings.weight"])
        all_positions = graph.constant(numpy.arange(POSITIONS, dtype=numpy.int64)[None])
        positions = graph.node("Slice", all_positions, graph.integers(0), transformer.extent(graph, ids, 1),
                               graph.integers(1))
        words = graph.node("Gather", table("word"), ids, axis=0)
        x = graph.node("Add", words, graph.node("Gather", table("token_type"), types, axis=0))
        x = graph.node("Add", x, graph.node("Gather", table("position"), positions, axis=0))
        return self.norm(x, "embeddings")

    def mask(self, attended):
        """What is added to the scores: 0 where attended, else the lowest number."""
        graph = self.graph
        if self.modern:
            open_ = graph.node("Cast", graph.node("Unsqueeze", attended, graph.integers(1, 2)), to=9)  # bool
            return graph.node("Where", open_, graph.scalar(0), graph.scalar(transformer.LOWEST))
        once = graph.node("Unsqueeze", attended, graph.integers(1))
        number = graph.node("Cast", graph.node("Unsqueeze", once, graph.integers(2)), to=1)  # float
        return graph.node("Mul", graph.node("Sub", graph.scalar(1), number), graph.scalar(transformer.LOWEST))

    def attention(self, x, mask, name):
        graph, shape = self.graph, self.shape
        project = lambda part, order: transformer.split_heads(  # noqa: E731
            graph, self.linear(x, f"{name}.self.{part}"), shape.heads, shape.head_size, order)
        query, key = project("query", [0, 2, 1, 3]), project("key", [0, 2, 3, 1])
        value = project("value", [0, 2, 1, 3])
        if self.modern:
            root = graph.scalar(shape.head_size**-0.25)
            scores = graph.node("MatMul", graph.node("Mul", query, root), graph.node("Mul", key, root))
        else:
            scores = graph.node("Div", graph.node("MatMul", query, key), graph.scalar(shape.head_size**0.5))
        shares = graph.node("Softmax", graph.node("Add", scores, mask), axis=-1)
        joined = transformer.join_heads(graph, graph.node("MatMul", shares, value), shape.width)
        return self.norm(graph.node("Add", self.linear(joined, f"{name}.output.dense"), x), f"{name}.output")

    def layer(self, x, mask, name):
        x = self.attention(x, mask, f"{name}.attention")
        hidden = transformer.erf_gelu(self.graph, self.linear(x, f"{name}.intermediate.dense"))
        return self.norm(self.graph.node("Add", self.linear(hidden, f"{name}.output.dense"), x), f"{name}.output")

    def encode(self, sequence):
        """Adds the inputs and all layers; gives the last layer's values and the attention mask."""
        ids, attended, types = (self.graph.input(name, "int64", ["batch", sequence])
                                for name in ("input_ids", "attention_mask", "token_type_ids"))
        x, mask = self.embed(ids, types), self.mask(attended)
        for layer in range(self.shape.layers):
            x = self.layer(x, mask, f"encoder.layer.{layer}")
        return x, attended


def random_parameters(graph, shape):
    """Weights with which every layer keeps the scale of its values, and attention has preferences."""
    width, found = shape.width, {}

    def linear(name, outputs, inputs, deviation=1.0):
        found[f"{name}.weight"] = graph.normal((outputs, inputs), deviation * inputs**-0.5)
        found[f"{name}.bias"] = graph.normal(outputs, 0.02)

    def norm(name):
        found[f"{name}.LayerNorm.weight"] = graph.normal(width, 0.1, 1.0)
        found[f"{name}.LayerNorm.bias"] = graph.normal(width, 0.05)

    for name, rows in (("word", VOCABULARY), ("position", POSITIONS), ("token_type", 2)):
        found[f"embeddings.{name}_embeddings.weight"] = graph.normal((rows, width), 0.05)
    norm("embeddings")
    for layer in range(shape.layers):
        name = f"encoder.layer.{layer}"
        for part in ("query", "key", "value"):
            linear(f"{name}.attention.self.{part}", width, width)
        linear(f"{name}.attention.output.dense", width, width)
        norm(f"{name}.attention.output")
        linear(f"{name}.intermediate.dense", 4 * width, width)
        linear(f"{name}.output.dense", width, 4 * width)
        norm(f"{name}.output")
    linear("pooler.dense", width, width)
    return found


def mean_of_tokens(graph, x, attended):
    """The sentence embedding: the mean over what is attended, of length 1."""
    mask = graph.node("Cast", graph.node("Expand", graph.node("Unsqueeze", attended, graph.integers(2)),
                                         graph.node("Shape", x)), to=1)  # float
    total = graph.node("ReduceSum", graph.node("Mul", x, mask), graph.integers(1), keepdims=0)
    count = graph.node("ReduceSum", mask, graph.integers(1), keepdims=0)
    mean = graph.node("Div", total, graph.node("Clip", count, graph.scalar(1e-9)))
    length = graph.node("Clip", graph.node("ReduceL2", mean, axes=[1], keepdims=1), graph.scalar(1e-12))
    return graph.node("Div", mean, graph.node("Expand", length, graph.node("Shape", mean)))


def build_mini_lm(path, sequence="sequence"):
    graph = Graph("mini_lm", opset=14, seed=6)
    shape = Shape(layers=6, width=384, heads=12)
    x, attended = Encoder(graph, shape, weights.mini_lm(), modern=False).encode(sequence)
    graph.output(mean_of_tokens(graph, x, attended), "sentence_embedding", "float", ["batch", shape.width])
    graph.output(x, "token_embeddings", "float", ["batch", sequence, shape.width])
    graph.save(path)


def build_mini_lm_16(path):
    """The same with the number of tokens fixed, as for short queries."""
    build_mini_lm(path, 16)


def build_bert_base(path):
    graph = Graph("bert_base", opset=17, seed=12)
    shape = Shape(layers=12, width=768, heads=12)
    encoder = Encoder(graph, shape, random_parameters(graph, shape), modern=True)
    x, _ = encoder.encode("sequence")
    first = graph.node("Gather", x, graph.constant_integer(0), axis=1)
    pooled = graph.node("Tanh", transformer.linear(graph, first, encoder.parameters["pooler.dense.weight"],
                                                   encoder.parameters["pooler.dense.bias"]))
    graph.output(x, "last_hidden_state", "float", ["batch", "sequence", shape.width])
    graph.output(pooled, "pooler_output", "float", ["batch", shape.width])
    graph.save(path)


def inputs(random, batch, tokens):
    """Where there are several sentences, the last one is shorter than the others."""
    attended = numpy.ones((batch, tokens), numpy.int64)
    if batch > 1:
        attended[-1, tokens * 3 // 4:] = 0
    ids = random.integers(FIRST_WORD, VOCABULARY, (batch, tokens))
    return {"input_ids": ids, "attention_mask": attended, "token_type_ids": numpy.zeros_like(ids)}
