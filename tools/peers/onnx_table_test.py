#!/usr/bin/env python3
"""Tests of the table of ONNX's backend tests; the tests themselves need the peers."""

import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from peers import onnx_table  # noqa: E402

OURS = {"node/test_a": ("pass", ""),
        "node/test_b": ("skip", "Loop: no plugin provides this operator; install the plugin, or so"),
        "node/test_c": ("skip", "Loop: no plugin provides this operator; install the plugin"),
        "node/test_d": ("fail", "1 | 2\nmore")}
THEIRS = {"node/test_a": ("crash", "the process ended")}
VERSIONS = {"onnx": "1.2", "onnxruntime": "3.4"}


class Table(unittest.TestCase):
    def test_counts_both_sides(self):
        text = onnx_table.table(OURS, THEIRS, VERSIONS)
        self.assertIn("| Mortise | 4 | 1 (25.0 %) | 1 | 2 | 0 |", text)
        self.assertIn("| onnxruntime | 1 | 0 (0.0 %) | 0 | 0 | 1 |", text)

    def test_groups_what_does_not_pass_by_reason(self):
        text = onnx_table.table(OURS, THEIRS, VERSIONS)
        self.assertIn("| 2 | skip: Loop: no plugin provides this operator | `test_b` |", text)
        self.assertIn("| 1 | fail: 1 \\| 2 | `test_d` |", text)
        self.assertNotIn("test_a`", text)

    def test_writes_between_the_marks(self):
        with tempfile.TemporaryDirectory() as folder:
            onnx_table.DOCUMENT = Path(folder) / "onnx.md"
            onnx_table.DOCUMENT.write_text("before\n" + onnx_table.BEGIN + "old\n" + onnx_table.END + "after\n")
            onnx_table.write("new\n")
            self.assertEqual(onnx_table.DOCUMENT.read_text(),
                             "before\n" + onnx_table.BEGIN + "new\n" + onnx_table.END + "after\n")


if __name__ == "__main__":
    unittest.main()
