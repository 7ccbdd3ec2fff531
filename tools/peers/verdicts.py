"""Which rows of the suite onnx miss what is asked of them."""

# Ratio of times, peer to ours, by group.
BARS = {"onnx": 1.15, "latency": 1 / 0.7}
ENOUGH_OF_ROOFLINE = 0.9  # excuses a lower ratio
# Of a second, and of bytes: what is smaller is noise.
LEAST_SECONDS, LEAST_BYTES = 1e-3, 1 << 20


def title(row):
    return f"{row['case']}, {row['threads']} threads"


def below_bar(row):
    by_roofline = row["group"] == "onnx" and row["roofline"]["roofline_share"] >= ENOUGH_OF_ROOFLINE
    return row["ratio"] < BARS[row["group"]] and not by_roofline


def surely_slower(row):
    return row["interval"] is not None and row["interval"][1] < 1


def worse_creation(row):
    """The figures of `creation` in which ours is the worse side, beyond noise."""
    if "creation" not in row:
        return []
    ours, peer = row["creation"]["ours"], row["creation"]["peer"]
    least = {"seconds": LEAST_SECONDS, "peak_bytes": LEAST_BYTES}
    return [name for name, noise in least.items() if ours[name] > peer[name] + noise]


def lines(rows):
    for row in rows:
        if below_bar(row):
            yield (f"below its bar: {title(row)}: ratio {row['ratio']:.2f} of {BARS[row['group']]:.2f}, "
                   f"{100 * row['roofline']['roofline_share']:.0f} % of the roofline")
    for row in rows:
        if surely_slower(row):
            yield f"surely slower than the peer: {title(row)}: at most {row['interval'][1]:.2f}"
    for row in rows:
        for name in worse_creation(row):
            figures = (row["creation"][side][name] for side in ("ours", "peer"))
            yield "worse when it is made: {}: {} {:.4g}, the peer {:.4g}".format(title(row), name, *figures)
