"""What became of ONNX's backend tests on Mortise and on onnxruntime, as a table."""

import collections
import json
import subprocess
import sys
from pathlib import Path

from peers import environment

DOCUMENT = environment.ROOT / "docs" / "onnx.md"
KINDS = ("node", "simple", "pytorch-converted", "pytorch-operator")
BEGIN, END = "<!-- onnx tests -->\n", "<!-- end of onnx tests -->\n"


def run_ours(data, pattern):
    """Verdicts by kind and test: ("pass", "")."""
    verdicts = {}
    for kind in KINDS:
        if not any(pattern in folder.name for folder in (data / kind).iterdir()):
            continue
        environment.say(f"Mortise: {kind}")
        done = subprocess.run(
            [str(environment.ROOT / "tools" / "onnx-tests"), "--json", "--data", str(data / kind),
             "--filter", pattern], stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode not in (0, 1):
            raise environment.Problem("onnx-tests could not be run; the cause is above")
        for test in json.loads(done.stdout)["tests"]:
            verdicts[f"{kind}/{test['name']}"] = (test["verdict"], test.get("reason", ""))
    return verdicts


def run_theirs(data, pattern):
    """The same for onnxruntime, in a process that is started again when a test ends it."""
    tests = [f"{kind}/{folder.name}" for kind in KINDS for folder in sorted((data / kind).iterdir())
             if pattern in folder.name and (folder / "model.onnx").exists()]
    environment.say("onnxruntime")
    verdicts = {}
    while len(verdicts) < len(tests):
        left = [test for test in tests if test not in verdicts]
        worker = subprocess.run([sys.executable, "-m", "peers.onnx_worker", str(data)],
                                input="\n".join(left), capture_output=True, text=True,
                                check=False, cwd=Path(__file__).resolve().parents[1])
        if worker.returncode > 0:
            raise environment.Problem(f"onnxruntime could not be run\n{worker.stderr.rstrip()}")
        for line in worker.stdout.splitlines():
            if not line.startswith("{"):
                continue
            row = json.loads(line)
            verdicts[row["test"]] = (row["verdict"], row["reason"])
        if worker.returncode != 0 and len(verdicts) < len(tests):
            first = next(test for test in tests if test not in verdicts)
            verdicts[first] = ("crash", "the process ended")
    return verdicts


def count(verdicts):
    counts = collections.Counter(verdict for verdict, _ in verdicts.values())
    return {name: counts.get(name, 0) for name in ("pass", "fail", "skip", "crash")}


def short(reason):
    """A reason without what differs from test to test or from machine to machine."""
    text = reason.split("\n")[0].split("; install the plugin")[0].split("; add a backend")[0]
    return text.replace("|", "\\|")[:160]


def table(ours, theirs, versions):
    lines = [f"Tests of onnx {versions['onnx']}, with onnxruntime {versions['onnxruntime']} in the same run:",
             "", "| | tests | pass | fail | skip | crash |", "|---|---|---|---|---|---|"]
    for name, verdicts in (("Mortise", ours), ("onnxruntime", theirs)):
        counts = count(verdicts)
        share = 100 * counts["pass"] / max(len(verdicts), 1)
        lines.append(f"| {name} | {len(verdicts)} | {counts['pass']} ({share:.1f} %) | {counts['fail']} | "
                     f"{counts['skip']} | {counts['crash']} |")
    lines += ["", "What does not pass on Mortise, by reason:", "", "| tests | reason | for example |", "|---|---|---|"]
    groups = collections.defaultdict(list)
    for test, (verdict, reason) in sorted(ours.items()):
        if verdict != "pass":
            groups[f"{verdict}: {short(reason)}"].append(test.split("/")[1])
    for reason, tests in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        lines.append(f"| {len(tests)} | {reason} | `{tests[0]}` |")
    return "\n".join(lines) + "\n"


def write(text):
    document = DOCUMENT.read_text()
    before, rest = document.split(BEGIN)
    DOCUMENT.write_text(before + BEGIN + text + END + rest.split(END)[1])
