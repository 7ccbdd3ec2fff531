"""Models in float32 against ONNX Runtime, both with all their optimisations: the PP-OCR models, and those of peers/zoo.

Before anything is timed, the outputs of both sides are compared (agreement.py). Then both run in alternation. Sessions
are made anew, in processes of their own, for their creation and memory (creation.py), and the nodes' times are held
against what the machine can do (roofline.py)."""

import functools
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy

from peers import agreement, creation, environment, measure, mortise, ort, pages, roofline, verdicts, zoo

SUMMARY = "models in float32: speed, creation, memory, roofline; batch 1 and 8, 1 and 2 threads"
THREADS = (1, 2)
BATCHES = (1, 8)
OCR_SHAPES = {"detection": (640, 640), "classification": (48, 192), "recognition": (48, 320)}
# Judged by the time of a single small run.
LATENCY = ("mini_lm_16", "mlp", "lstm")
CREATIONS = 3
PROFILED_RUNS = 5


@dataclass(frozen=True)
class Case:
    model: str
    batch: int
    threads: int

    @property
    def name(self):
        return f"{self.model} batch {self.batch} threads {self.threads}"

    @property
    def group(self):
        return "latency" if self.model in LATENCY else "onnx"


def all_cases():
    for model in (*OCR_SHAPES, *zoo.MODELS):
        for batch in (1,) if model in LATENCY else BATCHES:
            for threads in THREADS:
                yield Case(model, batch, threads)


def cases():
    return [case.name for case in all_cases()]


def write_models(folder, text):
    return [zoo.find(name, folder) for name in zoo.MODELS if text in name]


def summary(rows):
    return verdicts.lines(rows)


def describe(row):
    """What a line about a row says beside the times."""
    text = f"  roofline {100 * row.extra['roofline']['roofline_share']:.0f} %"
    if "creation" in row.extra:
        ours, peer = row.extra["creation"]["ours"], row.extra["creation"]["peer"]
        text += (f"  creation {1e3 * ours['seconds']:.0f} ms, peer {1e3 * peer['seconds']:.0f} ms"
                 f"  peak {ours['peak_bytes'] >> 20} MiB, peer {peer['peak_bytes'] >> 20} MiB")
    return text


def path_of(model):
    return environment.fetch_models() / f"{model}.onnx" if model in OCR_SHAPES else zoo.find(model)


def inputs_of(case, path):
    if case.model not in OCR_SHAPES:
        return zoo.MODELS[case.model].inputs(case.batch)
    page = pages.make(numpy.random.default_rng(1), case.batch, *OCR_SHAPES[case.model])
    return {ort.Session(path).input_names[0]: page}


@functools.cache
def limits(runner, threads):
    return roofline.measure_limits(runner, threads)


def check_outputs(ours, peer):
    ours.run(1)
    for name in peer.output_names:
        agreement.check(name, ours.output(name), peer.output(name))


def compare_creation(case, path, inputs, context):
    """Once for every batch: the number of threads changes next to nothing."""
    if case.threads != THREADS[0]:
        return {}
    configuration = mortise.config(threads=case.threads)
    sides = {"ours": [], "peer": []}
    for _ in range(CREATIONS):
        sides["ours"].append(creation.ours(context.program, path, configuration, inputs))
        sides["peer"].append(creation.peer(path, case.threads, inputs))
    return {"creation": {side: asdict(creation.medians(found)) for side, found in sides.items()}}


def run(name, context):
    case = next(case for case in all_cases() if case.name == name)
    path = Path(path_of(case.model))
    inputs = inputs_of(case, path)
    ours = context.runner
    machine = limits(ours, case.threads)
    ours.load(path, mortise.config(threads=case.threads))
    ours.set_inputs(inputs)
    peer = ort.Session(path, threads=case.threads)
    peer.set_inputs(inputs)
    check_outputs(ours, peer)
    timings = measure.alternate(ours.run, peer.run, rounds=context.rounds)
    judged = roofline.judge(ours.profile(PROFILED_RUNS), machine, timings[0].median)
    extra = {"model": case.model, "batch": case.batch, "limits": asdict(machine), "roofline": judged,
             **compare_creation(case, path, inputs, context)}
    return [measure.Row(case.group, f"{case.model} batch {case.batch}", case.threads, *timings, extra)]
