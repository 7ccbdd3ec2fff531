"""What it takes to make a session, in processes of their own: time, and the most memory up to the end of a first run,
beyond what was resident before. On both sides the process has loaded its library (the peer's is one file, ours has plugins,
which a session of a model with one node loads), read nothing of the model, and reads its inputs from files once the session
is there."""

import json
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

import numpy

from peers import environment, mortise
from peers.zoo.graph import Graph


@dataclass(frozen=True)
class Creation:
    seconds: float      # of making the session
    first_run: float    # seconds: some sides compile only now
    peak_bytes: int


def write_smallest_model(path):
    graph = Graph("smallest", opset=17, seed=1)
    graph.output(graph.node("Relu", graph.input("input", "float", [1])), "output", "float", [1])
    graph.save(path)


def ours(program, model, configuration, inputs):
    with mortise.Runner(program) as runner, tempfile.TemporaryDirectory() as work:
        smallest = Path(work) / "smallest.onnx"
        write_smallest_model(smallest)
        runner.load(smallest, configuration)
        created = runner.create(model, configuration)
        runner.set_inputs(inputs)
        first_run = runner.run()[0]
        return Creation(created["seconds"], first_run, runner.peak_bytes() - created["resident"])


def peer(model, threads, inputs):
    with tempfile.TemporaryDirectory() as work:
        path = Path(work) / "inputs.npz"
        numpy.savez(path, **inputs)
        done = subprocess.run([sys.executable, "-m", "peers.ort_creation", str(model), str(threads), str(path)],
                              capture_output=True, text=True, check=False, cwd=environment.ROOT / "tools")
    if done.returncode != 0:
        raise environment.Problem(f"onnxruntime could not be run\n{done.stderr.rstrip()}")
    return Creation(**json.loads(done.stdout))


def medians(creations):
    """Of each figure."""
    columns = [asdict(each) for each in creations]
    return Creation(**{name: median(column[name] for column in columns) for name in columns[0]})
