"""What figures were measured on, and with what."""

import os
import platform
import re
import subprocess
from pathlib import Path

import onnx

from peers import environment, ort


def processor():
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return re.sub(r"\s+", " ", line.partition(":")[2].strip())
    return platform.machine()


def mortise_version():
    version = re.search(r"project\(\w+\s+VERSION\s+([\d.]+)", (environment.ROOT / "CMakeLists.txt").read_text())
    commit = subprocess.run(["git", "rev-parse", "--short=12", "HEAD"], cwd=environment.ROOT, capture_output=True,
                            text=True, check=False).stdout.strip()
    return " ".join(part for part in (version.group(1) if version else "", commit and f"({commit})") if part)


def describe():
    return {"processor": processor(), "cores": os.cpu_count(),
            "versions": {"Mortise": mortise_version(), "onnxruntime": ort.VERSION, "onnx": onnx.__version__}}
