"""The models that Mortise and others are compared on, built by script: the architectures of today's models as exporters
write them, with seeded random weights (all-MiniLM-L6-v2 has its own). They lie in build/zoo."""

import hashlib
import importlib
from dataclasses import dataclass
from pathlib import Path

import numpy

from peers import environment

FOLDER = environment.ROOT / "build" / "zoo"


@dataclass(frozen=True)
class Model:
    """`family` is the module here, `builder` its function; `tokens` goes to its inputs, where it has a sequence."""
    family: str
    builder: str = "build"
    tokens: int | None = None

    def build(self, path):
        getattr(self.module(), self.builder)(path)

    def inputs(self, batch):
        """Name to array; always the same."""
        random = numpy.random.default_rng(batch)
        extra = {} if self.tokens is None else {"tokens": self.tokens}
        return self.module().inputs(random, batch, **extra)

    def module(self):
        return importlib.import_module(f"peers.zoo.{self.family}")


MODELS = {
    "mini_lm": Model("bert", "build_mini_lm", tokens=128),
    "mini_lm_16": Model("bert", "build_mini_lm_16", tokens=16),
    "resnet50": Model("resnet"),
    "mobilenet_v2": Model("mobilenet"),
    "efficientnet_b0": Model("efficientnet"),
    "bert_base": Model("bert", "build_bert_base", tokens=128),
    "gpt2_6": Model("gpt2", tokens=256),
    "unet": Model("unet"),
    "mlp": Model("mlp"),
    "lstm": Model("lstm"),
}


def version():
    """Of everything that decides what the files are."""
    here = Path(__file__).parent
    sources = [*sorted(here.glob("*.py")), environment.REQUIREMENTS]
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()


def find(name, folder=FOLDER):
    """The path of the model's file, made now if it is not there or its builder has changed since."""
    path, marker = folder / f"{name}.onnx", folder / f"{name}.version"
    wanted = version()
    if not (path.exists() and marker.exists() and marker.read_text() == wanted):
        environment.say(f"building {path}")
        folder.mkdir(parents=True, exist_ok=True)
        MODELS[name].build(path)
        marker.write_text(wanted)
    return path
