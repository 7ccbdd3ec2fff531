"""What a node costs beyond its kernel: a chain of additions of 16 floats. Neither side may fold it (no
operand is constant) or fuse it (switched off on both sides).

ONNX Runtime is called from Python; that adds a few microseconds to the run of the whole chain, a few
nanoseconds per node."""

import numpy
import onnx
from onnx import TensorProto, helper

from peers import measure, mortise, ort

SUMMARY = "time per node of a chain of 1,000 additions of 16 floats"
NODES = 1000
ELEMENTS = 16


def cases():
    return ["chain"]


def make_chain(path):
    values = ["x"] + [f"v{i}" for i in range(1, NODES)] + ["y"]
    nodes = [helper.make_node("Add", [values[i], "step"], [values[i + 1]]) for i in range(NODES)]
    types = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [ELEMENTS])
             for name in ("x", "step", "y")]
    graph = helper.make_graph(nodes, "chain", types[:2], types[2:])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)])
    model.ir_version = 8
    onnx.save(model, path)


def run(_, context):
    path = context.work / "chain.onnx"
    make_chain(path)
    random = numpy.random.default_rng(1)
    inputs = {name: random.standard_normal(ELEMENTS, dtype=numpy.float32) for name in ("x", "step")}
    ours = context.runner
    ours.load(path, mortise.config(threads=1, options={"fuse": False, "layouts": False}))
    ours.set_inputs(inputs)
    peer = ort.Session(path, threads=1, optimise=False)
    peer.set_inputs(inputs)
    ours.run(1)
    if not numpy.allclose(ours.output("y"), peer.output("y"), rtol=1e-4):
        raise AssertionError("the two sides disagree about the sum")
    timings = measure.alternate(
        ours.run, peer.run, lambda count: ours.bare_additions(NODES, ELEMENTS, count),
        rounds=context.rounds)
    mine, theirs, bare = (timing.per(NODES) for timing in timings)
    # As many steps as nodes: nothing was folded or fused.
    steps = sum(ours.placement().values())
    return [measure.Row("overhead", f"a node of {NODES} additions of {ELEMENTS} floats", 1, mine,
                        theirs, {"bare_kernel": bare.median,
                                 "beyond_kernel": mine.median - bare.median, "steps": steps})]
