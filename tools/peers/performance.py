"""docs/performance.md: the figures of the suite onnx as tables."""

from peers import environment, roofline, verdicts

DOCUMENT = environment.ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- performance -->\n", "<!-- end of performance -->\n"
GROUPS = {"onnx": "Models", "latency": "Latency of small runs"}
MIB = 1 << 20
FURTHEST = 10  # kernels of a model


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(line) + " |" for line in lines] + [""]


def duration(seconds):
    for unit, size in (("s", 1), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-9:.3g} ns"


def percent(share):
    return f"{100 * share:.0f} %"


def giga(figure):
    return f"{figure / 1e9:.3g}"


def machine(document):
    about = document["machine"]
    versions = ", ".join(f"{name} {version}" for name, version in about["versions"].items())
    return [f"Measured on {about['processor']}, {about['cores']} cores, in {document['rounds']} rounds: {versions}.", ""]


def speed(rows):
    lines = []
    for row in rows:
        low, high = row["interval"]
        lines.append([row["model"], str(row["batch"]), str(row["threads"]), duration(row["ours"]),
                      duration(row["peer"]), f"**{row['ratio']:.2f}**", f"{low:.2f} – {high:.2f}"])
    return table(["model", "batch", "threads", "Mortise", "onnxruntime", "ratio", "95 % interval"], lines)


def creation(rows):
    lines = []
    for row in rows:
        if "creation" in row:
            ours, peer = row["creation"]["ours"], row["creation"]["peer"]
            lines.append([row["model"], str(row["batch"]),
                          *(duration(side[name]) for name in ("seconds", "first_run") for side in (ours, peer)),
                          *(f"{side['peak_bytes'] / MIB:.1f}" for side in (ours, peer))])
    return table(["model", "batch", "creation", "onnxruntime", "first run", "onnxruntime", "peak MiB", "onnxruntime"],
                 lines)


def limits(rows):
    machines = {row["limits"]["threads"]: row["limits"] for row in rows}
    lines = []
    for threads, found in sorted(machines.items()):
        matrix = f"{found['matrix_flops'] / 1e9:.0f}" if found["matrix_flops"] else "–"
        lines.append([str(threads), f"{found['flops'] / 1e9:.0f}", matrix,
                      *(f"{giga(read)}, {giga(triad)}" for read, triad in zip(found["read"], found["triad"]))])
    sizes = [f"{size // MIB} MiB" if size >= MIB else f"{size >> 10} KiB" for size in roofline.SIZES]
    return table(["threads", "GFLOP/s", "matrix unit", *sizes], lines)


def achieved(rows):
    lines = []
    for row in rows:
        found = row["roofline"]
        lines.append([row["model"], str(row["batch"]), str(row["threads"]), giga(found["flops"]),
                      giga(found["flops_per_second"]), percent(found["flops_per_second"] / row["limits"]["flops"]),
                      giga(found["bytes_per_second"]), percent(found["roofline_share"])])
    return table(["model", "batch", "threads", "GFLOP", "GFLOP/s", "of peak", "GB/s", "of roofline"], lines)


def kernel_line(kernel, run_seconds):
    seconds, flops = kernel["seconds"], kernel["flops"]
    return [f"`{kernel['op']}` {kernel['node']}".strip(), duration(seconds), percent(seconds / run_seconds),
            giga(flops / seconds), giga(kernel["bytes"] / seconds), percent(kernel["least"] / seconds)]


def furthest(rows):
    """Of each model at batch 1 on one thread."""
    lines = []
    for row in rows:
        if (row["batch"], row["threads"]) == (1, 1):
            lines += [f"#### {row['model']}", ""]
            lines += table(["kernel", "time", "of the run", "GFLOP/s", "GB/s", "of roofline"],
                           [kernel_line(kernel, row["ours"]) for kernel in row["roofline"]["kernels"][:FURTHEST]])
    return lines


def text(document):
    rows = document["rows"]
    lines = machine(document)
    for group, heading in GROUPS.items():
        chosen = [row for row in rows if row["group"] == group]
        if chosen:
            lines += [f"### {heading}", "", *speed(chosen), f"Geometric mean of the ratios: "
                      f"**{document['geomean'][group]:.2f}**.", ""]
    missed = list(verdicts.lines(rows)) + [f"not measured: {name}" for name in document["failed"]]
    lines += ["### What misses its mark", "", *([f"- {line}" for line in missed] or ["Nothing."]), ""]
    lines += ["### Creation and memory", "", *creation(rows)]
    lines += ["### What the machine can do", "", *limits(rows)]
    lines += ["### What is achieved", "", *achieved(rows)]
    lines += ["### The kernels that are furthest from the roofline", "", *furthest(rows)]
    return "\n".join(lines)


def write(content):
    document = DOCUMENT.read_text()
    before, rest = document.split(BEGIN)
    DOCUMENT.write_text(before + BEGIN + content + END + rest.split(END)[1])
