#!/usr/bin/env python3
"""Tests of the tables of docs/performance.md and of the verdicts in them: python3 tools/peers/performance_test.py"""

import copy
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from peers import performance, roofline, verdicts  # noqa: E402

KERNEL = {"node": "conv_1", "op": "Conv", "seconds": 2e-3, "least": 1e-3, "flops": 4e6, "bytes": 1000}
CREATION = {"ours": {"seconds": 0.01, "first_run": 0.02, "peak_bytes": 3 << 20},
            "peer": {"seconds": 0.02, "first_run": 0.01, "peak_bytes": 6 << 20}}
LIMITS = {"threads": 1, "flops": 1e11, "matrix_flops": 6e11, "read": [1e10] * len(roofline.SIZES), "triad": [2e10] * len(roofline.SIZES)}
ROW = {"group": "onnx", "case": "net batch 1", "threads": 1, "model": "net", "batch": 1, "ours": 4e-3, "peer": 5e-3,
       "ratio": 1.25, "interval": (1.2, 1.3), "limits": LIMITS, "creation": CREATION,
       "roofline": {"flops": 2e8, "bytes": 4e6, "flops_per_second": 5e10, "bytes_per_second": 1e9, "roofline_share": 0.6,
                    "known_flops_share": 1.0, "kernels": [KERNEL]}}


def row(**changes):
    return {**copy.deepcopy(ROW), **changes}


def document(*rows):
    return {"machine": {"processor": "A processor", "cores": 2, "versions": {"onnxruntime": "1.2"}}, "rounds": 7,
            "rows": list(rows), "failed": [], "geomean": {"onnx": 1.25, "latency": 2.0}}


class Tables(unittest.TestCase):
    def test_a_row_of_each_table(self):
        text = performance.text(document(row()))
        self.assertIn("Measured on A processor, 2 cores, in 7 rounds: onnxruntime 1.2.", text)
        self.assertIn("| net | 1 | 1 | 4 ms | 5 ms | **1.25** | 1.20 – 1.30 |", text)
        self.assertIn("| net | 1 | 10 ms | 20 ms | 20 ms | 10 ms | 3.0 | 6.0 |", text)
        self.assertIn("| net | 1 | 1 | 0.2 | 50 | 50 % | 1 | 60 % |", text)
        self.assertIn("| `Conv` conv_1 | 2 ms | 50 % | 2 | 0.0005 | 50 % |", text)
        self.assertIn("| 1 | 100 | 600 | 10, 20 |", text)

    def test_a_machine_without_a_matrix_unit_has_a_dash_there(self):
        self.assertIn("| 1 | 100 | – | 10, 20 |", performance.text(document(row(limits={**LIMITS, "matrix_flops": 0.0}))))

    def test_groups_have_tables_and_means_of_their_own(self):
        text = performance.text(document(row(), row(group="latency", model="small", ratio=2.0)))
        self.assertLess(text.index("### Models"), text.index("| net |"))
        self.assertLess(text.index("mean of the ratios: **1.25**"), text.index("### Latency"))
        self.assertLess(text.index("### Latency"), text.index("mean of the ratios: **2.00**"))

    def test_kernels_are_listed_for_one_thread_and_batch_1(self):
        text = performance.text(document(row(), row(batch=8), row(threads=2)))
        self.assertEqual(text.count("conv_1"), 1)

    def test_ten_kernels_are_enough(self):
        many = {**ROW["roofline"], "kernels": [KERNEL] * 12}
        self.assertEqual(performance.text(document(row(roofline=many))).count("conv_1"), 10)

    def test_cases_that_failed_are_named(self):
        failing = {**document(row()), "failed": ["other batch 8 threads 2"]}
        self.assertIn("- not measured: other batch 8 threads 2", performance.text(failing))
        self.assertIn("Nothing.", performance.text(document(row())))

    def test_writes_between_the_marks(self):
        with tempfile.TemporaryDirectory() as folder:
            performance.DOCUMENT = Path(folder) / "performance.md"
            performance.DOCUMENT.write_text("before\n" + performance.BEGIN + "old\n" + performance.END + "after\n")
            performance.write("new\n")
            self.assertEqual(performance.DOCUMENT.read_text(),
                             "before\n" + performance.BEGIN + "new\n" + performance.END + "after\n")


class Verdicts(unittest.TestCase):
    def test_a_ratio_below_the_bar_is_excused_near_the_roofline_only(self):
        self.assertFalse(verdicts.below_bar(row()))
        self.assertTrue(verdicts.below_bar(row(ratio=1.1)))
        near = {**ROW["roofline"], "roofline_share": 0.91}
        self.assertFalse(verdicts.below_bar(row(ratio=1.1, roofline=near)))
        self.assertTrue(verdicts.below_bar(row(ratio=1.1, roofline=near, group="latency")))

    def test_slower_is_sure_when_the_whole_interval_is_below_one(self):
        self.assertTrue(verdicts.surely_slower(row(interval=(0.8, 0.99))))
        self.assertFalse(verdicts.surely_slower(row(interval=(0.8, 1.01))))

    def test_creation_is_worse_beyond_noise(self):
        self.assertEqual(verdicts.worse_creation(row()), [])
        slow = {"ours": {"seconds": 0.03, "first_run": 0, "peak_bytes": 9 << 20}, "peer": CREATION["peer"]}
        self.assertEqual(verdicts.worse_creation(row(creation=slow)), ["seconds", "peak_bytes"])
        close = {"ours": {"seconds": 0.0205, "first_run": 0, "peak_bytes": 4 << 20}, "peer": CREATION["peer"]}
        self.assertEqual(verdicts.worse_creation(row(creation=close)), [])

    def test_each_miss_is_a_line(self):
        missing = row(ratio=0.9, interval=(0.8, 0.95), creation={"ours": CREATION["peer"], "peer": CREATION["ours"]})
        self.assertEqual(len(list(verdicts.lines([row(), missing]))), 4)


if __name__ == "__main__":
    unittest.main()
