"""How near kernels come to what the machine can do (Williams, Waterman and Patterson 2009, "Roofline").

The least time of a kernel is that of its arithmetic at the measured peak, or that of its bytes at the measured
bandwidth, whichever is longer. Bandwidth depends on where the bytes lie. A run comes by all constants once, so that
they lie where all of them together fit; the other tensors of a kernel were just written, and lie where they fit."""

import math
from dataclasses import asdict, dataclass
from statistics import median

# Working sets whose bandwidth is measured: in a core's own caches, in the shared one, and in memory.
SIZES = [1 << shift for shift in (18, 19, 20, 21, 22, 24, 26, 29)]
# These read of their table only what they copy.
SPARSE_READERS = ("Gather", "GatherElements", "GatherND")


@dataclass(frozen=True)
class Limits:
    """Per second, of a number of threads. `flops`: float32 multiply-adds; `matrix_flops`: products of bfloat16 on a matrix
    unit, 0 where there is none. `read` and `triad`: bytes, for each of SIZES."""
    threads: int
    flops: float
    matrix_flops: float
    read: list
    triad: list

    @staticmethod
    def bandwidth(table, footprint):
        """Between two measured sizes, in proportion to the sizes' logarithms."""
        if footprint <= SIZES[0]:
            return table[0]
        for index in range(1, len(SIZES)):
            if footprint <= SIZES[index]:
                below, above = SIZES[index - 1], SIZES[index]
                part = math.log(footprint / below) / math.log(above / below)
                return table[index - 1] + part * (table[index] - table[index - 1])
        return table[-1]

    def least_seconds(self, flops, constant_bytes, tensor_bytes, all_constant_bytes):
        memory = (constant_bytes / self.bandwidth(self.read, all_constant_bytes)
                  + tensor_bytes / self.bandwidth(self.triad, tensor_bytes))
        return max(flops / self.flops, memory)


def measure_limits(runner, threads):
    return Limits(threads, **runner.limits(threads, SIZES))


@dataclass(frozen=True)
class Kernel:
    node: str
    op: str
    seconds: float
    least: float  # seconds
    flops: float
    bytes: int

    @property
    def lost(self):
        return max(0.0, self.seconds - self.least)


def profiled_programs(programs):
    for program in programs:
        if program["profiled_runs"] > 0:
            yield program
        yield from profiled_programs(program.get("rest", []))


def bytes_of(step):
    constants, tensors = step["constant_bytes"], step["tensor_bytes"]
    sparse = step["op"].rpartition("::")[2] in SPARSE_READERS
    return (min(constants, tensors) if sparse else constants), tensors


def settle(reports):
    """The last of the reports, in which each step's `seconds` are the median of the runs between them, not the mean of all
    runs: on a machine that is disturbed now and then, means say little."""
    histories = [list(profiled_programs(report["programs"])) for report in reports]
    for index, program in enumerate(histories[-1]):
        for number, step in enumerate(program["steps"]):
            totals = [history[index]["steps"][number]["seconds"] * history[index]["profiled_runs"]
                      for history in histories]
            runs = [after - before for before, after in zip([0.0, *totals], totals)]
            step["seconds"] = median(runs)
    return reports[-1]


def kernels(report, limits):
    found = []
    for program in profiled_programs(report["programs"]):
        steps = [(step, *bytes_of(step)) for step in program["steps"]]
        all_constants = sum(constants for _, constants, _ in steps)
        for step, constants, tensors in steps:
            flops = step.get("flops", 0.0)
            least = limits.least_seconds(flops, constants, tensors, all_constants)
            found.append(Kernel(step["node"], step["op"], step["seconds"], least, flops, constants + tensors))
    return found


def judge(reports, limits, seconds):
    """`reports`: after each of some profiled runs. `seconds`: of a run that was not profiled. A dictionary, for rows; the kernels that lose most time come first."""
    report = settle(reports)
    found = kernels(report, limits)
    flops = sum(program["flops"] for program in profiled_programs(report["programs"]))
    least = sum(kernel.least for kernel in found)
    furthest = sorted(found, key=lambda kernel: kernel.lost, reverse=True)
    return {
        "flops": flops,
        "bytes": sum(kernel.bytes for kernel in found),
        "flops_per_second": flops / seconds,
        "bytes_per_second": sum(kernel.bytes for kernel in found) / seconds,
        "roofline_share": least / seconds,
        "known_flops_share": sum(kernel.flops for kernel in found) / flops if flops else 1.0,
        "kernels": [asdict(kernel) for kernel in furthest],
    }
