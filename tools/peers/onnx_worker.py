"""Runs backend tests of the onnx package, whose names are read from standard input, on onnxruntime; one line of JSON each."""

import json
import sys
from pathlib import Path

import onnx
import onnxruntime
from onnx import numpy_helper
from onnx.backend.test.runner import Runner

RTOL, ATOL = 1e-3, 1e-7  # those of onnx


def load(path, kind):
    content = path.read_bytes()
    if kind.HasField("sequence_type"):
        return numpy_helper.to_list(onnx.SequenceProto.FromString(content))
    if kind.HasField("optional_type"):
        return numpy_helper.to_optional(onnx.OptionalProto.FromString(content))
    return numpy_helper.to_array(onnx.TensorProto.FromString(content))


def run(folder):
    """A verdict and its reason."""
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    try:
        session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options,
                                               providers=["CPUExecutionProvider"])
    except Exception as error:  # pylint: disable=broad-except
        return "skip", str(error)
    model = onnx.load(folder / "model.onnx")
    given = {value.name for value in model.graph.initializer}
    inputs = [value for value in model.graph.input if value.name not in given]
    try:
        for data in sorted(folder.glob("test_data_set_*")):
            feeds = {value.name: load(data / f"input_{i}.pb", value.type) for i, value in enumerate(inputs)}
            expected = [load(data / f"output_{i}.pb", value.type) for i, value in enumerate(model.graph.output)]
            Runner.assert_similar_outputs(expected, session.run(None, feeds), RTOL, ATOL)
    except Exception as error:  # pylint: disable=broad-except
        return "fail", str(error)
    return "pass", ""


def main():
    data = Path(sys.argv[1])
    for test in sys.stdin.read().split("\n"):
        verdict, reason = run(data / test)
        print(json.dumps({"test": test, "verdict": verdict, "reason": reason.strip()[:400]}), flush=True)


if __name__ == "__main__":
    main()
