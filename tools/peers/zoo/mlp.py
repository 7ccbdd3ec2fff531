"""A multilayer perceptron: four layers of 256."""

import numpy

from peers.zoo.graph import Graph

LAYERS, WIDTH = 4, 256


def build(path):
    graph = Graph("mlp", opset=17, seed=4)
    x = graph.input("input", "float", ["batch", WIDTH])
    for layer in range(LAYERS):
        weights = graph.constant(graph.normal((WIDTH, WIDTH), (2 / WIDTH) ** 0.5))
        x = graph.node("Gemm", x, weights, graph.constant(graph.normal(WIDTH, 0.1)), transB=1)
        if layer + 1 < LAYERS:
            x = graph.node("Relu", x)
    graph.output(x, "output", "float", ["batch", WIDTH])
    graph.save(path)


def inputs(random, batch):
    return {"input": random.standard_normal((batch, WIDTH), dtype=numpy.float32)}
