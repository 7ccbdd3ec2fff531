#!/usr/bin/env python3
"""Tests of measure.py, without peers: python3 tools/peers/measure_test.py"""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from peers import measure  # noqa: E402


class Alternation(unittest.TestCase):
    def test_sides_take_turns_and_the_first_round_does_not_count(self):
        turns = []

        def side(name, seconds):
            def run(count):
                turns.append(name)
                # Slow at first, on both sides; one run of the others is fast.
                slow = turns.count(name) <= 2
                return [100.0 if slow else seconds] * (count - 1) + [seconds / 2]
            return run

        timings = measure.alternate(side("a", 0.01), side("b", 0.02), rounds=3, rest=0)
        self.assertEqual(timings, [measure.Timing(0.01, 0.005), measure.Timing(0.02, 0.01)])
        self.assertEqual(turns, ["a", "b"] * 5)

    def test_short_runs_are_repeated_within_bounds(self):
        self.assertEqual(measure.runs_per_round(10.0), 1)
        self.assertEqual(measure.runs_per_round(0.1), 3)
        self.assertEqual(measure.runs_per_round(0.0), 1000)

    def test_a_timing_knows_the_median_of_each_round(self):
        sides = [lambda count, value=value: [value, 2 * value, 2 * value][:count] for value in (1.0, 4.0)]
        ours, peer = measure.alternate(*sides, rounds=2, rest=0)
        self.assertEqual((ours.rounds, peer.rounds), ((1.0, 1.0), (4.0, 4.0)))


class Intervals(unittest.TestCase):
    def test_rounds_that_agree_leave_no_doubt(self):
        self.assertEqual(measure.bootstrap([1.0] * 7, [1.5] * 7), (1.5, 1.5))

    def test_the_interval_spans_rounds_that_differ(self):
        low, high = measure.bootstrap([1.0] * 8, [1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8])
        self.assertTrue(1.1 <= low < 1.45 < high <= 1.8)

    def test_what_disturbs_both_sides_of_a_round_does_not_widen_it(self):
        slow = [1.0, 2.0, 3.0, 4.0, 5.0]
        self.assertEqual(measure.bootstrap(slow, [2 * each for each in slow]), (2.0, 2.0))

    def test_it_is_the_same_each_time(self):
        sides = ([1.0, 1.1, 0.9, 1.2], [1.3, 1.5, 1.2, 1.1])
        self.assertEqual(measure.bootstrap(*sides), measure.bootstrap(*sides))


class Rows(unittest.TestCase):
    @staticmethod
    def row(group, ours, peer):
        return measure.Row(group, "case", 1, measure.Timing(ours, ours),
                           measure.Timing(peer, peer), {})

    def test_a_ratio_above_one_means_that_ours_is_faster(self):
        self.assertEqual(self.row("g", 1.0, 2.0).ratio, 2.0)

    def test_geometric_means_are_taken_by_group(self):
        rows = [self.row("g", 1.0, 2.0), self.row("g", 1.0, 8.0), self.row("h", 4.0, 2.0)]
        means = measure.geomeans([row.as_dict() for row in rows])
        self.assertAlmostEqual(means["g"], 4.0)
        self.assertAlmostEqual(means["h"], 0.5)

    def test_a_figure_without_a_peer_has_no_ratio_and_no_part_in_a_mean(self):
        alone = measure.Row("g", "case", 1, measure.Timing(1.0, 0.5), None, {"most": 2.0})
        self.assertEqual(measure.geomeans([alone.as_dict()]), {})
        self.assertEqual(measure.geomeans([alone.as_dict(), self.row("g", 1.0, 2.0).as_dict()]), {"g": 2.0})
        self.assertEqual(alone.as_dict(), {"group": "g", "case": "case", "threads": 1, "ours": 1.0,
                                           "peer": None, "ratio": None, "interval": None,
                                           "ours_best": 0.5, "peer_best": None, "most": 2.0})

    def test_the_json_has_medians_and_what_a_suite_adds(self):
        row = measure.Row("g", "case", 2, measure.Timing(1.0, 0.5), measure.Timing(2.0, 1.5),
                          {"bare_kernel": 0.25})
        self.assertEqual(row.as_dict(), {"group": "g", "case": "case", "threads": 2, "ours": 1.0,
                                         "peer": 2.0, "ratio": 2.0, "interval": None,
                                         "ours_best": 0.5, "peer_best": 1.5, "bare_kernel": 0.25})


if __name__ == "__main__":
    unittest.main()
