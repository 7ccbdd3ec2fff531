"""Makes a session of onnxruntime in this process, runs it once, and prints what that took (creation.py) as JSON.

usage: python -m peers.ort_creation MODEL THREADS INPUTS.npz"""

import json
import sys
import time
from pathlib import Path

import numpy

from peers import ort


def status_bytes(key):
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(f"{key}:"):
            return int(line.split()[1]) * 1024
    raise OSError(f"/proc/self/status has no {key}")


def main():
    model, threads, inputs = sys.argv[1:]
    Path("/proc/self/clear_refs").write_text("5")  # resets the peak, see proc(5)
    before = status_bytes("VmRSS")
    start = time.perf_counter()
    session = ort.Session(model, threads=int(threads))
    seconds = time.perf_counter() - start
    arrays = {name: array.copy() for name, array in numpy.load(inputs).items()}
    start = time.perf_counter()
    session.set_inputs(arrays)  # runs once
    first_run = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "first_run": first_run, "peak_bytes": status_bytes("VmHWM") - before}))


if __name__ == "__main__":
    main()
