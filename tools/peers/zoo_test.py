#!/usr/bin/env python3
"""Tests of the built models: python3 tools/peers/zoo_test.py. They need the peers' environment, which tools/bench makes."""

import os
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from peers import environment  # noqa: E402

HAVE_PEERS = (environment.VENV / "requirements.sha256").exists()
# The others take many seconds each to build; that they compute something is checked whenever they are measured.
QUICK = ("mlp", "lstm", "mobilenet_v2")


@unittest.skipUnless(HAVE_PEERS, "build/venv-bench is not there; tools/bench --list makes it")
class Models(unittest.TestCase):
    def build(self, name, folder):
        from peers import zoo
        path = Path(folder) / f"{name}.onnx"
        zoo.MODELS[name].build(path)
        return path

    def test_a_builder_always_makes_the_same_file(self):
        with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
            for name in ("mlp", "lstm"):
                self.assertEqual(self.build(name, one).read_bytes(), self.build(name, two).read_bytes())

    def test_outputs_are_finite_spread_and_differ_between_inputs(self):
        import numpy
        import onnxruntime
        from peers import zoo
        with tempfile.TemporaryDirectory() as folder:
            for name in QUICK:
                session = onnxruntime.InferenceSession(str(self.build(name, folder)))
                first = session.run(None, zoo.MODELS[name].inputs(1))[0]
                other = session.run(None, zoo.MODELS[name].inputs(2))[0]
                self.assertTrue(numpy.isfinite(first).all(), name)
                self.assertTrue(0.1 < first.std() < 10, name)
                other = other.reshape(2, *first.shape)[0]
                self.assertGreater(numpy.abs(first - other).mean(), 0.05 * first.std(), name)

    def test_a_model_is_built_again_when_its_builder_has_changed(self):
        from peers import zoo
        with tempfile.TemporaryDirectory() as folder:
            path = zoo.find("mlp", Path(folder))
            path.write_bytes(b"old")
            zoo.find("mlp", Path(folder))
            self.assertEqual(path.read_bytes(), b"old")
            (Path(folder) / "mlp.version").write_text("of another builder")
            zoo.find("mlp", Path(folder))
            self.assertNotEqual(path.read_bytes(), b"old")

    def test_pictures_are_smoother_than_noise(self):
        import numpy
        from peers.zoo import pictures
        picture = pictures.make(numpy.random.default_rng(1), 1, 64)
        neighbours = numpy.diff(picture, axis=3)
        self.assertLess(neighbours.std(), picture.std())


if __name__ == "__main__":
    if HAVE_PEERS and Path(sys.prefix).resolve() != environment.VENV.resolve():
        python = str(environment.VENV / "bin" / "python")
        os.execv(python, [python, *sys.argv])
    unittest.main()
