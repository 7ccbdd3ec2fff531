#!/usr/bin/env python3
"""What tools/conformance-verdicts makes of reports and of the table in the document."""

import importlib.machinery
import importlib.util
import pathlib
import subprocess
import sys
import unittest

TOOL = pathlib.Path(__file__).resolve().parent / "conformance-verdicts"


def load():
    loader = importlib.machinery.SourceFileLoader("conformance_verdicts", str(TOOL))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    sys.dont_write_bytecode = True
    loader.exec_module(module)
    return module


verdicts = load()
TEXT = """before
<!-- verdicts -->
| plugin | conformance | `--abi` |
|---|---|---|
| cpu | 10 passed, 5 skipped, 1 of them because of the machine | 3 passed |
| template: pass | 7 passed | 3 passed, 2 skipped |
<!-- /verdicts -->
after
"""


def report(passed, reasons):
    tests = [{"name": f"p{i}", "outcome": "passed"} for i in range(passed)]
    tests += [{"name": f"s{i}", "outcome": "skipped", "reason": reason} for i, reason in enumerate(reasons)]
    return {"tests": tests, "counts": {"failed": 0, "passed": passed, "skipped": len(reasons)}}


class Counts(unittest.TestCase):
    def test_skips_because_of_the_machine_are_counted_apart(self):
        reasons = ["no kernel", "the device has 23177785344 bytes; a test takes at most 1073741824",
                   "the plugin has 2 devices on this machine"]
        self.assertEqual(verdicts.counts_text(report(4, reasons)),
                         "4 passed, 3 skipped, 2 of them because of the machine")
        self.assertEqual(verdicts.counts_text(report(4, ["no kernel"])), "4 passed, 1 skipped")


class Comparison(unittest.TestCase):
    def fault(self, name, *found):
        return verdicts.difference(name, found, verdicts.documented(TEXT))

    def test_the_same_counts_are_fine(self):
        self.assertEqual(self.fault("template: pass", "7 passed", "3 passed, 2 skipped"), "")

    def test_a_test_that_is_skipped_because_of_the_machine_may_pass_and_the_other_way_round(self):
        self.assertEqual(self.fault("cpu", "11 passed, 4 skipped", "3 passed"), "")
        self.assertEqual(self.fault("cpu", "9 passed, 6 skipped, 2 of them because of the machine", "3 passed"), "")

    def test_a_pass_that_became_a_skip_is_a_fault(self):
        self.assertIn("cpu, conformance", self.fault("cpu", "10 passed, 5 skipped", "3 passed"))
        self.assertIn("template: pass, --abi", self.fault("template: pass", "7 passed", "2 passed, 3 skipped"))

    def test_a_test_more_or_less_is_a_fault(self):
        self.assertIn("conformance", self.fault("template: pass", "6 passed", "3 passed, 2 skipped"))
        self.assertIn("conformance", self.fault("template: pass", "8 passed", "3 passed, 2 skipped"))

    def test_a_plugin_without_a_row_is_a_fault(self):
        self.assertIn("no row", self.fault("opencl", "1 passed", "1 passed"))


class CommandLine(unittest.TestCase):
    def run_with(self, *arguments):
        return subprocess.run([TOOL, *arguments], capture_output=True, text=True)

    def test_a_plugin_that_is_not_built_is_a_failure_unless_allowed(self):
        done = self.run_with("--prefix", "/nonexistent", "cpu")
        self.assertEqual(done.returncode, 1)
        self.assertIn("cpu.mortise.json is not built here", done.stdout)

    def test_a_part_of_the_table_cannot_be_written(self):
        self.assertEqual(self.run_with("--write", "cpu").returncode, 2)
        self.assertEqual(self.run_with("--write", "--allow-missing").returncode, 2)
        self.assertEqual(self.run_with("no-such-plugin").returncode, 2)


if __name__ == "__main__":
    unittest.main()
