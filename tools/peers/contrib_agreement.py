"""Models of one node each, and models as onnxruntime's optimiser leaves them, on Mortise and on onnxruntime: whether both
compute the same."""

import itertools
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import numpy
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

from peers import ort, zoo

# The newest operator sets that the pinned onnxruntime takes without a warning; those of the operators' own domains.
OPSETS = {"": 21, "com.microsoft": 1, "ai.onnx.ml": 5}


@dataclass
class Case:
    """A node. Inputs are arrays, maps to floats, or None where the node has none; outputs likewise are there or not."""
    op: str
    inputs: list
    attributes: dict = field(default_factory=dict)
    outputs: tuple = (True,)
    domain: str = "com.microsoft"
    tolerance: float = 1e-5  # of floats, as a fraction of the largest magnitude
    steps: int = 0  # how far integers that floats were rounded to may be apart
    floats: tuple = ()  # indices of the outputs whose type onnxruntime must be told
    unspecified: tuple = ()  # indices of the outputs that are not compared
    constants: tuple = ()  # indices of the inputs whose content the model has
    labels: tuple = ()  # what output 0 may be when it is strings: it is compared by its places here
    opsets: dict = field(default_factory=dict)

    @property
    def name(self):
        return f"{self.domain}::{self.op}" if self.domain else self.op


def value_info(name, array):
    if isinstance(array, dict):
        key = TensorProto.STRING if isinstance(next(iter(array)), str) else TensorProto.INT64
        value = helper.make_tensor_type_proto(TensorProto.FLOAT, [])
        return helper.make_value_info(name, helper.make_map_type_proto(key, value))
    return helper.make_tensor_value_info(name, helper.np_dtype_to_tensor_dtype(array.dtype), array.shape)


def model_of(case):
    """The model, and its inputs by name."""
    names = [f"x{i}" if array is not None else "" for i, array in enumerate(case.inputs)]
    present = {name: array for name, array in zip(names, case.inputs) if name}
    given = {name: array for i, (name, array) in enumerate(zip(names, case.inputs)) if name and i in case.constants}
    outputs = [f"y{i}" if wanted else "" for i, wanted in enumerate(case.outputs)]
    nodes = [helper.make_node(case.op, names, outputs, name="node", domain=case.domain, **case.attributes)]
    results = [name for name in outputs if name]
    if case.labels:
        nodes.append(helper.make_node("LabelEncoder", [results[0]], ["label"], domain="ai.onnx.ml", default_int64=-1,
                                      keys_strings=list(case.labels), values_int64s=list(range(len(case.labels)))))
        results[0] = "label"
    graph = helper.make_graph(
        nodes, case.op, [value_info(name, array) for name, array in present.items() if name not in given],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) if i in case.floats
         else onnx.ValueInfoProto(name=name) for i, name in enumerate(results)],
        [numpy_helper.from_array(array, name) for name, array in given.items()])
    model = helper.make_model(graph, ir_version=10, opset_imports=[
        helper.make_opsetid(domain, version) for domain, version in {**OPSETS, **case.opsets}.items()])
    return model, {name: array for name, array in present.items() if name not in given}


def difference(ours, peer):
    """How far arrays are apart: floats as a fraction of the largest magnitude, integers in steps."""
    if ours.shape != peer.shape or ours.dtype != peer.dtype:
        return float("inf")
    if peer.size == 0:
        return 0.0
    if peer.dtype.kind in "bO":
        return float((ours != peer).any())
    with numpy.errstate(invalid="ignore"):
        apart = numpy.abs(ours.astype(numpy.float64) - peer.astype(numpy.float64))
    apart[(ours == peer) | ((ours != ours) & (peer != peer))] = 0
    if peer.dtype.kind != "f":
        return float(apart.max())
    finite = numpy.abs(peer[numpy.isfinite(peer)].astype(numpy.float64))
    error = float(apart.max()) / max(1e-30, float(finite.max()) if finite.size else 1.0)
    return error if error == error else float("inf")


def check(case, runner, configuration):
    """The largest error over all outputs as a fraction of what is allowed."""
    model, inputs = model_of(case)
    with tempfile.NamedTemporaryFile(suffix=".onnx") as file:
        Path(file.name).write_bytes(model.SerializeToString())
        peer = ort.Session(file.name, optimise=False).values(inputs)
        names = runner.load(file.name, configuration)
        runner.set_inputs({name: entries(inputs[name]) for name in names["inputs"]})
        runner.run(1)
        return max(fraction(case, runner.output(name), value)
                   for i, (name, value) in enumerate(peer.items()) if i not in case.unspecified)


def entries(value):
    """A map as Mortise takes it, keys and values; anything else as it is."""
    if not isinstance(value, dict):
        return value
    keys = list(value)
    return [numpy.array(keys, object if isinstance(keys[0], str) else numpy.int64),
            numpy.array(list(value.values()), numpy.float32)]


def fraction(case, ours, peer):
    """How far outputs are apart, as a fraction of what is allowed; those of the peer may be sequences of maps."""
    if isinstance(peer, list):
        return max(map(fraction, itertools.repeat(case), ours, peer), default=0.0) if len(ours) == len(peer) else float("inf")
    if isinstance(peer, dict):
        found = dict(zip(*(part.tolist() for part in ours)))
        if len(ours[0]) != len(peer) or found.keys() != peer.keys():
            return float("inf")
        ours, peer = (numpy.array([part[key] for key in peer], numpy.float32) for part in (found, peer))
    error = difference(ours, peer)
    allowed = case.tolerance if peer.dtype.kind == "f" else case.steps
    return 0.0 if error == 0 else error / allowed if allowed else float("inf")


# What onnxruntime fuses in these are its own operators.
FUSED = ("bert_base", "efficientnet_b0", "gpt2_6", "resnet50")
FUSED_TOLERANCE = 1e-4


def fuse(source, target):
    """Writes the model as onnxruntime's optimiser leaves it; gives the names of the operators of com.microsoft in it."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(target)
    options.log_severity_level = 3
    onnxruntime.InferenceSession(str(source), options, providers=["CPUExecutionProvider"])
    nodes = onnx.load(target, load_external_data=False).graph.node
    return sorted({node.op_type for node in nodes if node.domain == "com.microsoft"})


def check_fused(name, runner, configuration):
    """The operators that onnxruntime put in, and the largest error over all outputs as a fraction of what is allowed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fused.onnx"
        fused = fuse(zoo.find(name), path)
        inputs = zoo.MODELS[name].inputs(1)
        peer = ort.Session(path, optimise=False)
        runner.load(path, configuration)
        peer.set_inputs(inputs)
        runner.set_inputs(inputs)
        runner.run(1)
        errors = [difference(runner.output(output), peer.output(output)) for output in peer.output_names]
    return fused, max(errors) / FUSED_TOLERANCE


def by_operator(cases):
    """Cases in the order of their operators' names."""
    ordered = sorted(cases, key=lambda case: case.name)
    return itertools.groupby(ordered, key=lambda case: case.name)
