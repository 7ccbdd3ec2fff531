"""Runs a document's shell blocks, in order, in one shell."""

import re
import shlex
import subprocess

from .verdict import Verdict, failed

TIME_LIMIT = 900  # seconds for a document

# Lines that CI runs as its own steps, which are too long to be run a second time.
LEFT_TO_CI = {
    "tools/quickstart": "its parts are the steps packages, models, release and outside of tools/test",
    "tools/test": "it is what CI runs",
}


def left_to_ci(block):
    """The words of LEFT_TO_CI that the block's lines begin with."""
    words = [line.split()[0] for line in block.text.split("\n") if line.strip()]
    return [word for word in words if word in LEFT_TO_CI]


def without_ci_lines(text):
    return "".join(line + "\n" for line in text.split("\n") if not line.split()[:1] or
                   line.split()[0] not in LEFT_TO_CI)


def script_of(stage, blocks):
    """Each block says its line first, and has files of its own for what it prints."""
    lines = ["set -euo pipefail", f"exec 3>{shlex.quote(str(stage.work / 'reached'))}"]
    for block in blocks:
        if block.directive == "file":
            source = stage.work / f"file-{block.line}"
            source.write_text(stage.substitute(block.text))
            lines += [f"echo {block.line} >&3", f"cp {shlex.quote(str(source))} {shlex.quote(block.argument)}"]
        elif block.language == "sh" and block.directive != "skip":
            files = shlex.quote(str(stage.work / f"block-{block.line}"))
            lines += [f"echo {block.line} >&3", f"exec 1>{files}.out 2>{files}.err",
                      stage.substitute(without_ci_lines(block.text))]
    return "\n".join(lines) + "\necho end >&3\n"


def read(path):
    return path.read_text(errors="replace") if path.exists() else ""


def tail(text, lines=25):
    return "\n".join(text.rstrip().split("\n")[-lines:])


def printed_by(stage, line):
    files = stage.work / f"block-{line}"
    return read(files.with_suffix(".out")), read(files.with_suffix(".err"))


def run(stage, blocks):
    """Verdicts on shell blocks, and on the texts that say what the shell block before them prints."""
    runs = [b for b in blocks if b.directive == "file" or (b.language == "sh" and b.directive != "skip")]
    if not any(block.language == "sh" for block in runs):
        return [failed(b, "run", "no shell block uses this file: add one, or check it otherwise")
                for b in runs if b.language == "cmake"]
    script = stage.work / "script.sh"
    script.write_text(script_of(stage, runs))
    try:
        code = subprocess.run(["bash", script], cwd=stage.folder, env=stage.environment(), stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=TIME_LIMIT).returncode
        ending = f"exit code {code}"
    except subprocess.TimeoutExpired:
        ending = f"not done after {TIME_LIMIT} s"
    return verdicts(stage, blocks, runs, read(stage.work / "reached").split(), ending)


def verdicts(stage, blocks, runs, reached, ending):
    done = reached[-1:] == ["end"]
    results = []
    for block in runs:
        if block.language != "sh" and not (block.directive == "file" and str(block.line) == reached[-1]):
            continue
        if str(block.line) not in reached:
            results.append(failed(block, "run", "not run, as a block before it failed"))
        elif not done and reached[-1] == str(block.line):
            out, err = printed_by(stage, block.line)
            results.append(failed(block, "run", f"{ending}\n{tail(out)}\n{tail(err)}"))
        else:
            results.append(Verdict(block, "run"))
    previous = None
    for block in blocks:
        if block.directive == "output":
            results.append(compare(stage, block, previous, reached))
        elif block.language == "sh" and block.directive != "skip":
            previous = block
    return results


def matches(expected, line):
    """`…` in an expected line stands for any characters; spaces count as one."""
    pattern = ".*".join(re.escape(part) for part in " ".join(expected.split()).split("…"))
    return re.fullmatch(pattern, " ".join(line.split())) is not None


def compare(stage, block, previous, reached):
    if previous is None:
        return failed(block, "compared", "no shell block is before it, whose output it could be")
    if str(previous.line) not in reached:
        return failed(block, "compared", "not compared, as a block before it failed")
    out, err = printed_by(stage, previous.line)
    printed = iter((out + err).split("\n"))
    for line in block.text.split("\n"):
        if line.strip() and line.strip() != "…" and not any(matches(line, other) for other in printed):
            return failed(block, "compared", f"line {previous.line} does not print: {line}\nIt prints:\n{tail(out + err)}")
    return Verdict(block, "compared")
