"""The PP-OCR models in float32 against ONNX Runtime, both with all their optimisations."""

import numpy

from peers import environment, measure, mortise, ort, zoo

SUMMARY = "PP-OCR detection, classification and recognition, 1 and 2 threads"
SHAPES = {
    "detection": (1, 3, 640, 640),
    "classification": (1, 3, 48, 192),
    "recognition": (1, 3, 48, 320),
}
THREADS = (1, 2)


def cases():
    return [f"{model} {threads}" for model in SHAPES for threads in THREADS]


def write_models(folder, text):
    return [zoo.find(name, folder) for name in zoo.MODELS if text in name]


def run(name, context):
    model, threads = name.split()
    path = environment.fetch_models() / f"{model}.onnx"
    ours = context.runner
    interface = ours.load(path, mortise.config(threads=int(threads)))
    peer = ort.Session(path, threads=int(threads))
    random = numpy.random.default_rng(1)
    inputs = {interface["inputs"][0]: random.standard_normal(SHAPES[model], dtype=numpy.float32)}
    ours.set_inputs(inputs)
    peer.set_inputs(inputs)
    timings = measure.alternate(ours.run, peer.run, rounds=context.rounds)
    shape = "x".join(str(extent) for extent in SHAPES[model])
    return [measure.Row("onnx", f"{model} {shape}", int(threads), *timings, {})]
