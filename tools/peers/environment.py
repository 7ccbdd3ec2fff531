"""The virtual environment that the peers live in, build/venv-bench, and the built programs. Uses
nothing but the standard library, because it runs before there is an environment."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / "build" / "venv-bench"
BENCH = ROOT / "build" / "bench"
REQUIREMENTS = ROOT / "tools" / "peers" / "requirements.txt"


class Problem(Exception):
    """Something that the user can remedy; the text says how."""


def say(text):
    print(text, file=sys.stderr, flush=True)


def enter():
    """Makes sure that the environment is complete, and goes on in its Python."""
    if Path(sys.prefix).resolve() == VENV.resolve():
        return
    install()
    python = str(VENV / "bin" / "python")
    os.execv(python, [python, *sys.argv])


def install():
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    marker = VENV / "requirements.sha256"
    if marker.exists() and marker.read_text() == wanted:
        return
    say(f"installing the peers into {VENV.relative_to(ROOT)}")
    commands = (
        [sys.executable, "-m", "venv", "--clear", str(VENV)],
        [str(VENV / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check",
         "--require-hashes", "--only-binary", ":all:", "--requirement", str(REQUIREMENTS)],
    )
    for command in commands:
        if subprocess.run(command, stdout=sys.stderr).returncode != 0:
            raise Problem("the peers could not be installed; the cause is above\nremedy: check that "
                          "pip reaches its package index (pip config list) and that this is Python "
                          "3.11 on x86-64, which the hashes in tools/peers/requirements.txt are for")
    marker.write_text(wanted)


def find_runner(build):
    """The path of mortise_peers_runner in the build folder, built now if it is the release build."""
    directory = Path(build) if build else ROOT / "build" / "release"
    runner = directory / "bin" / "mortise_peers_runner"
    if build is None:
        say("building Mortise (release)")
        commands = [["cmake", "--build", str(directory), "--target", "mortise_peers_runner"]]
        if not (directory / "CMakeCache.txt").exists():
            commands.insert(0, ["cmake", "--preset", "release"])
        for command in commands:
            if subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              check=False).returncode != 0:
                raise Problem(f"`{' '.join(command)}` failed\nremedy: run it to see why; "
                              "tools/install-packages installs what the build needs")
    if not runner.exists():
        raise Problem(f"{runner} does not exist\nremedy: build target mortise_peers_runner there")
    return runner


def fetch_models():
    """The folder of the PP-OCR models."""
    done = subprocess.run([str(ROOT / "tools" / "fetch-models")], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode != 0:
        raise Problem(f"the models could not be fetched\n{done.stdout.rstrip()}")
    return ROOT / "build" / "models" / "ppocr"


def warn_when_busy():
    load, cores = os.getloadavg()[0], os.cpu_count()
    if load > 0.5 * cores:
        say(f"the machine is busy (load {load:.1f} on {cores} cores): times will mean little")
