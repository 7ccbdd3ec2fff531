#!/usr/bin/env python3
"""When tests/conform/seeded-bugs takes a bug for caught."""

import importlib.machinery
import importlib.util
import json
import pathlib
import subprocess
import sys
import unittest

TOOL = pathlib.Path(__file__).resolve().parent / "seeded-bugs"


def load():
    loader = importlib.machinery.SourceFileLoader("seeded_bugs", str(TOOL))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    sys.modules[loader.name] = module  # where its dataclasses look for it
    sys.dont_write_bytecode = True
    loader.exec_module(module)
    return module


seeded = load()
BUG = seeded.Bug("01_x", "device.cpp", ["a fill of"], "device.fill.*", "1")


def judged(output):
    return seeded.Project.judge(BUG, subprocess.CompletedProcess([], 1, output, "a fill of"))


def report(outcome, reason):
    return json.dumps({"tests": [{"name": "device.fill.offsets", "outcome": outcome, "reason": reason}]})


class Judgement(unittest.TestCase):
    def test_a_failure_that_names_the_topic_catches_the_bug(self):
        self.assertEqual(judged(report("failed", "A fill of 3 bytes: byte 0 is wrong")), "")

    def test_a_failure_without_the_topic_or_a_skip_with_it_does_not(self):
        self.assertIn("no reason says", judged(report("failed", "a copy of 3 bytes")))
        self.assertIn("fails", judged(report("skipped", "a fill of 3 bytes")))

    def test_an_error_of_the_suite_does_not_whatever_it_says(self):
        self.assertIn("does not run", judged(json.dumps({"error": {"message": "no test fits a fill of"}})))
        self.assertIn("no report", judged("a fill of"))


class Commands(unittest.TestCase):
    def test_a_command_that_does_not_end_is_ended(self):
        seeded.LONGEST = 0.1
        done = seeded.run("sleep", "60")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("did not end", done.stderr)


if __name__ == "__main__":
    unittest.main()
