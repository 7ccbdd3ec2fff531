"""Two sides measured in alternation, so that a slow spell of the machine hits both."""

import math
import random
import time
from dataclasses import dataclass, field
from statistics import median

# A round of a side lasts about this long; then the machine comes to rest: threads of the side that
# has run spin for a while before they sleep.
ROUND_SECONDS = 0.3
REST_SECONDS = 0.05
RESAMPLES = 2000


@dataclass(frozen=True)
class Timing:
    """Seconds. The best is there to judge the median by: far apart, the machine was disturbed. `rounds`: the median of
    each round."""
    median: float
    best: float
    rounds: tuple = field(default=(), compare=False)

    def per(self, parts):
        return Timing(self.median / parts, self.best / parts, tuple(each / parts for each in self.rounds))


@dataclass(frozen=True)
class Row:
    """One comparison, or a figure without one: then `peer` is None. `ratio` above 1: ours is faster."""
    group: str
    case: str
    threads: int
    ours: Timing
    peer: Timing | None
    extra: dict

    @property
    def ratio(self):
        return None if self.peer is None else self.peer.median / self.ours.median

    @property
    def interval(self):
        """A 95 % interval of the ratio, or None where there are no rounds to take it from."""
        if self.peer is None or not self.ours.rounds or not self.peer.rounds:
            return None
        return bootstrap(self.ours.rounds, self.peer.rounds)

    def as_dict(self):
        peer = Timing(None, None) if self.peer is None else self.peer
        return {"group": self.group, "case": self.case, "threads": self.threads,
                "ours": self.ours.median, "peer": peer.median, "ratio": self.ratio, "interval": self.interval,
                "ours_best": self.ours.best, "peer_best": peer.best, **self.extra}


def runs_per_round(seconds):
    return max(1, min(1000, round(ROUND_SECONDS / max(seconds, 1e-9))))


def alternate(*sides, rounds, rest=REST_SECONDS):
    """Each side is a function from a number of runs to their seconds. Returns a Timing of each: the median of the rounds'
    medians, of which the interval of a ratio is, too. The first round warms up and is not counted."""
    counts = [runs_per_round(min(side(3))) for side in sides]
    seconds, rounds_of = [[] for _ in sides], [[] for _ in sides]  # of all runs; medians
    for round_number in range(rounds + 1):
        for index, side in enumerate(sides):
            time.sleep(rest)
            taken = side(counts[index])
            if round_number > 0:
                seconds[index].extend(taken)
                rounds_of[index].append(median(taken))
    return [Timing(median(medians), min(values), tuple(medians))
            for values, medians in zip(seconds, rounds_of)]


def bootstrap(ours, peer):
    """The 95 % percentile interval of the ratio of medians (Efron and Tibshirani 1993, chapter 13). Rounds are drawn in
    pairs, because what disturbs a round disturbs both sides."""
    draw = random.Random(1)
    pairs = list(zip(ours, peer))
    ratios = []
    for _ in range(RESAMPLES):
        sample = draw.choices(pairs, k=len(pairs))
        ratios.append(median(theirs for _, theirs in sample) / median(mine for mine, _ in sample))
    ratios.sort()
    return ratios[round(0.025 * RESAMPLES)], ratios[round(0.975 * RESAMPLES) - 1]


def geomeans(rows):
    """Geometric mean of the ratios per group, where there are any. `rows`: as dictionaries."""
    groups = {}
    for row in rows:
        if row["ratio"] is not None:
            groups.setdefault(row["group"], []).append(math.log(row["ratio"]))
    return {group: math.exp(sum(logs) / len(logs)) for group, logs in groups.items()}
