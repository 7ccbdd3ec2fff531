"""Mortise's side: a model in a process of its own (tools/peers/runner)."""

import json
import subprocess
import tempfile
from pathlib import Path

import numpy

from peers.environment import Problem


def config(threads=1, backend="cpu", options=None, deny=()):
    """A configuration with one backend, and nothing to fall back on unless something is denied."""
    entry = {"name": backend}
    if options:
        entry["options"] = options
    if deny:
        entry["deny"] = sorted(deny)
    return {"backends": [entry], "fallback": ["reference"] if deny else [],
            "execution": {"threads": threads}}


def _read(value):
    if isinstance(value, list):
        return [_read(item) for item in value]
    if isinstance(value, dict):
        return numpy.array(value["strings"], object).reshape(value["shape"])
    return numpy.load(value)


class Runner:
    def __init__(self, program):
        self._process = subprocess.Popen([str(program)], stdin=subprocess.PIPE,
                                         stdout=subprocess.PIPE, text=True)
        self._files = tempfile.TemporaryDirectory(prefix="mortise-peers-")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.stdin.close()
        self._process.wait()
        self._files.cleanup()

    def alive(self):
        return self._process.poll() is None

    def ask(self, verb, **members):
        try:
            self._process.stdin.write(json.dumps({"do": verb, **members}) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            code = self._process.wait()
            raise Problem(f"Mortise's process ended (exit code {code}) at the command `{verb}`")
        reply = json.loads(line)
        if isinstance(reply, dict) and "error" in reply:
            raise Problem(f"Mortise: {verb}: {reply['error']}")
        return reply

    def load(self, model, configuration):
        return self.ask("load", model=str(model), config=configuration)

    def create(self, model, configuration):
        """Loads it; gives the `seconds` that its session took, and the bytes that were `resident` before."""
        return self.ask("create", model=str(model), config=configuration)

    def peak_bytes(self):
        """The most that was resident since `load` or `create`."""
        return self.ask("peak")["bytes"]

    def set_inputs(self, inputs):
        """`inputs`: name to array, or to a list of arrays, which is a sequence."""
        for name, value in inputs.items():
            self.ask("input", name=name, value=self._written(value, "input.npy"))

    def _written(self, value, name):
        """The value in the runner's form."""
        if isinstance(value, list):
            return [self._written(item, f"{i}.{name}") for i, item in enumerate(value)]
        if value.dtype.kind in "OU":
            return {"strings": value.ravel().tolist(), "shape": value.shape}
        path = Path(self._files.name) / name
        numpy.save(path, value)
        return str(path)

    def run(self, count=1):
        """The seconds of each run."""
        return self.ask("run", count=count)["seconds"]

    def profile(self, count):
        """The session's report after each of `count` runs whose nodes were timed."""
        reports = []
        for _ in range(count):
            self.ask("profile", count=1)
            reports.append(self.ask("report"))
        return reports

    def limits(self, threads, sizes):
        """What the machine can do, per second: `flops`, and bytes of `read` and `triad` for each size."""
        return self.ask("limits", threads=threads, bytes=sizes)

    def output(self, name):
        """An array, or the list that a sequence is."""
        path = Path(self._files.name) / "output.npy"
        return _read(self.ask("output", name=name, path=str(path))["value"])

    def bare_additions(self, nodes, elements, count):
        return self.ask("bare", nodes=nodes, elements=elements, count=count)["seconds"]

    def stops(self, model, configuration, by, trials):
        """The seconds that each of `trials` runs went on once it was told to stop, `by` "deadline" or
        "cancellation"."""
        return self.ask("stop", model=str(model), config=configuration, by=by,
                        trials=trials)["seconds"]

    def placement(self):
        """Number of steps per device, over all compiled programs."""
        steps = {}

        def visit(programs):
            for program in programs:
                for step in program["steps"]:
                    steps[step["device"]] = steps.get(step["device"], 0) + 1
                visit(program.get("rest", []))

        visit(self.ask("report")["programs"])
        return steps
