"""Where a document's blocks are checked: a scratch folder that looks as the reader's does."""

import os
import shutil
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path

PLACEHOLDER = "/path/to/mortise"  # in documents: where Mortise is installed


@dataclass
class Stage:
    root: Path  # of the repository
    install: Path
    folder: Path  # the working directory of the document's shell
    work: Path  # what else the check writes

    def substitute(self, text):
        return text.replace(PLACEHOLDER, str(self.install))

    def environment(self):
        environment = {name: value for name, value in os.environ.items() if name != "MORTISE_PLUGIN_PATH"}
        environment["PATH"] = f"{self.install / 'bin'}:{environment['PATH']}"
        if shutil.which("ccache"):
            environment.update(CMAKE_C_COMPILER_LAUNCHER="ccache", CMAKE_CXX_COMPILER_LAUNCHER="ccache",
                               CCACHE_BASEDIR=str(self.folder), CCACHE_NOHASHDIR="1")
        return environment

    def mortise(self, *arguments):
        return subprocess.run([self.install / "bin/mortise", *arguments], capture_output=True, text=True,
                              env=self.environment(), cwd=self.folder)


def varint(value):
    content = bytearray()
    while value >= 0x80:
        content.append(value & 0x7f | 0x80)
        value >>= 7
    return bytes(content) + bytes([value])


def field(number, content):
    """One field of a protocol buffer: a number, or bytes."""
    if isinstance(content, int):
        return varint(number << 3) + varint(content)
    content = content.encode() if isinstance(content, str) else content
    return varint(number << 3 | 2) + varint(len(content)) + content


def small_onnx_model():
    """y = Relu(x W + b), for x of shape [1, 4] and y of shape [1, 3]."""
    def value(name, extents):
        shape = b"".join(field(1, field(1, extent)) for extent in extents)
        return field(1, name) + field(2, field(1, field(1, 1) + field(2, shape)))

    def tensor(name, extents, elements):
        return (b"".join(field(1, extent) for extent in extents) + field(2, 1) + field(8, name) +
                field(9, struct.pack(f"<{len(elements)}f", *elements)))

    def node(op, inputs, output):
        return b"".join(field(1, name) for name in inputs) + field(2, output) + field(4, op)

    graph = (field(1, node("MatMul", ["x", "W"], "product")) + field(1, node("Add", ["product", "b"], "sum")) +
             field(1, node("Relu", ["sum"], "y")) + field(2, "small") +
             field(5, tensor("W", [4, 3], [1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1])) +
             field(5, tensor("b", [3], [0.5, 0.5, -8])) +
             field(11, value("x", [1, 4])) + field(12, value("y", [1, 3])))
    return field(1, 8) + field(7, graph) + field(8, field(2, 17))


def template_arguments(folder):
    """What `mortise new` takes for a template's folder: backend_c is a backend in C."""
    kind, _, language = folder.partition("_")
    return [kind, "acme"] + (["--language", language] if language else [])


def prepare(root, install, work, document):
    """A fresh stage. A template's README is read in the project that `mortise new` makes of it, every other document in a
    folder with copies of configs and docs, and with build/install and build/models."""
    shutil.rmtree(work, ignore_errors=True)
    stage = Stage(root, install, work / "folder", work)
    work.mkdir(parents=True)
    parts = Path(document).parts
    if parts[:2] == ("plugin-sdk", "templates"):
        made = subprocess.run([install / "bin/mortise", "new", *template_arguments(parts[2]), "--directory", stage.folder],
                              capture_output=True, text=True)
        if made.returncode != 0:
            raise RuntimeError(f"mortise new {parts[2]} acme: {made.stderr}")
    else:
        for folder in ("configs", "docs"):
            shutil.copytree(root / folder, stage.folder / folder)
        (stage.folder / "build").mkdir()
        (stage.folder / "build/install").symlink_to(install)
        (stage.folder / "build/models").symlink_to(root / "build/models")
    (stage.folder / "model.onnx").write_bytes(small_onnx_model())
    return stage
