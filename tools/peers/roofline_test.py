#!/usr/bin/env python3
"""Tests of roofline.py, without peers: python3 tools/peers/roofline_test.py"""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from peers import roofline  # noqa: E402

SMALL, LARGE = roofline.SIZES[0], roofline.SIZES[-1]
READ = [1000.0, 500.0, *[100.0] * (len(roofline.SIZES) - 3), 1.0]
LIMITS = roofline.Limits(1, 100.0, 0.0, READ, [figure / 2 for figure in READ])


def step(name, seconds, op="mortise.cpu::Conv", flops=None, constants=0, tensors=0):
    found = {"node": name, "op": op, "seconds": seconds, "constant_bytes": constants, "tensor_bytes": tensors}
    return found if flops is None else {**found, "flops": flops}


def report(*steps, flops=0.0):
    return {"programs": [{"profiled_runs": 0, "flops": 9.0, "steps": [step("other shapes", 1.0)]},
                         {"profiled_runs": 1, "flops": flops, "steps": list(steps)}]}


class Least(unittest.TestCase):
    def test_arithmetic_or_memory_decides_whichever_takes_longer(self):
        self.assertEqual(LIMITS.least_seconds(200, 0, 500, 0), 2.0)
        self.assertEqual(LIMITS.least_seconds(50, 0, 500, 0), 1.0)

    def test_constants_are_read_from_where_all_of_them_fit(self):
        self.assertEqual(LIMITS.least_seconds(0, 1000, 0, SMALL), 1.0)
        self.assertEqual(LIMITS.least_seconds(0, 1000, 0, roofline.SIZES[1]), 2.0)

    def test_between_measured_sizes_bandwidth_is_between(self):
        middle = round((SMALL * roofline.SIZES[1]) ** 0.5)
        self.assertAlmostEqual(LIMITS.bandwidth(READ, middle), 750.0, places=2)

    def test_what_fits_nowhere_lies_in_memory(self):
        self.assertEqual(LIMITS.least_seconds(0, 1000, 0, 2 * LARGE), 1000.0)


class Judgement(unittest.TestCase):
    def test_shares_and_rates_are_of_the_whole_run(self):
        found = roofline.judge([report(step("a", 2.0, flops=100.0), step("b", 4.0, flops=100.0), flops=250.0)], LIMITS, 4.0)
        self.assertEqual(found["flops_per_second"], 62.5)
        self.assertEqual(found["roofline_share"], 0.5)
        self.assertEqual(found["known_flops_share"], 0.8)

    def test_the_kernels_that_lose_most_time_come_first(self):
        steps = [step(str(i), 1.0 + i, flops=100.0) for i in range(12)]
        found = roofline.judge([report(*steps)], LIMITS, 1.0)
        self.assertEqual([kernel["node"] for kernel in found["kernels"]], [str(i) for i in range(11, -1, -1)])

    def test_a_kernel_has_its_median_run_not_its_mean(self):
        reports = [report(step("a", mean, flops=1.0), flops=1.0) for mean in (1.0, 5.5, 4.0)]
        for runs, each in enumerate(reports, 1):
            each["programs"][1]["profiled_runs"] = runs
        found = roofline.judge(reports, LIMITS, 1.0)
        self.assertEqual([kernel["seconds"] for kernel in found["kernels"]], [1.0])

    def test_a_gather_reads_of_its_table_what_it_copies(self):
        found = roofline.judge([report(step("a", 1.0, op="Gather", constants=LARGE, tensors=8))], LIMITS, 2.0)
        self.assertEqual(found["bytes_per_second"], 8.0)

    def test_only_profiled_programs_count_and_what_follows_on_them(self):
        document = report(step("a", 1.0, flops=10.0), flops=10.0)
        document["programs"][1]["rest"] = [{"profiled_runs": 1, "flops": 5.0, "steps": [step("b", 1.0, flops=5.0)]}]
        self.assertEqual(roofline.judge([document], LIMITS, 1.0)["flops"], 15.0)


if __name__ == "__main__":
    unittest.main()
