"""Two sides measured in alternation, so that a slow spell of the machine hits both."""

import math
import time
from dataclasses import dataclass
from statistics import median

# A round of a side lasts about this long; then the machine comes to rest: threads of the side that
# has run spin for a while before they sleep.
ROUND_SECONDS = 0.3
REST_SECONDS = 0.05


@dataclass(frozen=True)
class Timing:
    """Seconds. The best is there to judge the median by: far apart, the machine was disturbed."""
    median: float
    best: float

    def per(self, parts):
        return Timing(self.median / parts, self.best / parts)


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

    def as_dict(self):
        peer = Timing(None, None) if self.peer is None else self.peer
        return {"group": self.group, "case": self.case, "threads": self.threads,
                "ours": self.ours.median, "peer": peer.median, "ratio": self.ratio,
                "ours_best": self.ours.best, "peer_best": peer.best, **self.extra}


def runs_per_round(seconds):
    return max(1, min(1000, round(ROUND_SECONDS / max(seconds, 1e-9))))


def alternate(*sides, rounds, rest=REST_SECONDS):
    """Each side is a function from a number of runs to their seconds. Returns a Timing of each over all
    rounds; the first round warms up and is not counted."""
    counts = [runs_per_round(min(side(3))) for side in sides]
    seconds = [[] for _ in sides]
    for round_number in range(rounds + 1):
        for index, side in enumerate(sides):
            time.sleep(rest)
            taken = side(counts[index])
            if round_number > 0:
                seconds[index].extend(taken)
    return [Timing(median(values), min(values)) for values in seconds]


def geomeans(rows):
    """Geometric mean of the ratios per group, where there are any."""
    groups = {}
    for row in rows:
        if row.ratio is None:
            continue
        groups.setdefault(row.group, []).append(math.log(row.ratio))
    return {group: math.exp(sum(logs) / len(logs)) for group, logs in groups.items()}
