"""Makes a fork of the toy headers: each version in turn with one line changed, frozen as if nothing had happened.

usage: fork.py OUTPUT_FOLDER HEADER OLD NEW VERSION_FOLDER...
"""
import pathlib
import shutil
import subprocess
import sys

TOOL = pathlib.Path(__file__).resolve().parents[3] / "tools" / "lint" / "abi-fingerprint"


def fork(target, header, old, new, versions):
    shutil.rmtree(target, ignore_errors=True)
    for version in versions:
        shutil.copytree(version, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("frozen"))
        change(target / header, old, new)
        subprocess.run([sys.executable, str(TOOL), "--headers", str(target), "--freeze"], check=True,
                       stdout=subprocess.DEVNULL)


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    if text.count(old) != 1:
        sys.exit(f"{path}: `{old}` is there {text.count(old)} times")
    path.write_text(text.replace(old, new), encoding="utf-8")


if __name__ == "__main__":
    fork(pathlib.Path(sys.argv[1]), *sys.argv[2:5], [pathlib.Path(folder) for folder in sys.argv[5:]])
