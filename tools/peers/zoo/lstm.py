"""One step of a long short-term memory of 512 cells: the state comes in and goes out."""

import numpy

from peers.zoo.graph import Graph

INPUTS, CELLS = 256, 512
STATE = [1, "batch", CELLS]


def build(path):
    graph = Graph("lstm", opset=17, seed=1)
    x = graph.input("input", "float", [1, "batch", INPUTS])
    hidden, cell = graph.input("h0", "float", STATE), graph.input("c0", "float", STATE)
    weights = (graph.normal((1, 4 * CELLS, INPUTS), INPUTS**-0.5), graph.normal((1, 4 * CELLS, CELLS), CELLS**-0.5),
               graph.normal((1, 8 * CELLS), 0.1))
    w, r, b = (graph.constant(array) for array in weights)
    y, last_hidden, last_cell = graph.nodes("LSTM", 3, x, w, r, b, "", hidden, cell, hidden_size=CELLS)
    graph.output(graph.node("Squeeze", y, graph.integers(1)), "output", "float", STATE)
    graph.output(last_hidden, "hn", "float", STATE)
    graph.output(last_cell, "cn", "float", STATE)
    graph.save(path)


def inputs(random, batch):
    normal = lambda *shape: random.standard_normal(shape, dtype=numpy.float32)  # noqa: E731
    return {"input": normal(1, batch, INPUTS), "h0": normal(1, batch, CELLS) / 2, "c0": normal(1, batch, CELLS)}
