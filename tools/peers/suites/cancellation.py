"""How long a run goes on once it is told to stop: the time from the end of the node that is running, or
from the cancellation where that comes later, until the run's call returns. There is no peer to compare
with.

Each trial stops a run of a chain of matrix products at another moment of it. The runtime's clock is the
measuring program's: a profiled run reads it when a node ends (tools/peers/runner/stopping.cpp)."""

from statistics import median

import onnx
from onnx import TensorProto, helper

from peers import measure, mortise

SUMMARY = "time from the running node's end until a stopped run returns"
TRIALS = 200
NODES = 200
# Such that a run takes a tenth of a second on either backend: a busy machine is late to cancel.
SIZES = {"cpu": 192, "reference": 48}
THREADS = 2


def cases():
    return [f"{backend} {by}" for backend in SIZES for by in ("deadline", "cancellation")]


def make_chain(path, size):
    values = ["x"] + [f"v{i}" for i in range(1, NODES)] + ["y"]
    nodes = [helper.make_node("MatMul", [values[i], "step"], [values[i + 1]])
             for i in range(NODES)]
    types = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [size, size])
             for name in ("x", "step", "y")]
    graph = helper.make_graph(nodes, "chain", types[:2], types[2:])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)])
    model.ir_version = 8
    onnx.save(model, path)


def run(name, context):
    backend, by = name.split()
    path = context.work / f"{backend}.onnx"
    make_chain(path, SIZES[backend])
    configuration = mortise.config(threads=THREADS, backend=backend)
    seconds = context.runner.stops(path, configuration, by, TRIALS)
    return [measure.Row("cancellation", f"stop on {backend} by {by}", THREADS,
                        measure.Timing(median(seconds), min(seconds)), None,
                        {"most": max(seconds), "trials": TRIALS})]
