"""A contract: which headers make up an ABI, and what each of its fingerprints covers.

contract.json lies beside the headers:

  {"headers": "mortise/abi", "prefix": "mortise",
   "fingerprints": {"": ["base", "plugin"], "DEVICE": ["device"]}}

Its names start with the prefix (mortise_…, MORTISE_…); "DEVICE" gives MORTISE_ABI_FINGERPRINT_DEVICE. Records of
frozen versions lie in frozen/, named 1.0.abi.json.
"""
import json
import pathlib
from dataclasses import dataclass

from abi import fail


@dataclass(frozen=True)
class Contract:
    root: pathlib.Path
    headers: pathlib.PurePosixPath
    prefix: str
    parts: dict  # suffix of the macro → names of headers

    @property
    def folder(self):
        return self.root / self.headers

    @property
    def output(self):
        return self.folder / "fingerprint.h"

    @property
    def frozen(self):
        return self.root / "frozen"

    @property
    def names(self):
        return [name for names in self.parts.values() for name in names]

    @property
    def version_constants(self):
        """Compared beside the fingerprints, and so no part of them."""
        return {f"{self.prefix.upper()}_ABI_MAJOR", f"{self.prefix.upper()}_ABI_MINOR"}

    def macro(self, what, suffix):
        """MORTISE_ABI_FINGERPRINT, MORTISE_ABI_OLDER_FINGERPRINTS_DEVICE, …"""
        return "_".join(filter(None, [self.prefix.upper(), "ABI", what, suffix]))


def load(root):
    path = root / "contract.json"
    if not path.is_file():
        fail(f"{path} is missing: it says which headers the fingerprints cover")
    entries = json.loads(path.read_text(encoding="utf-8"))
    contract = Contract(root, pathlib.PurePosixPath(entries["headers"]), entries["prefix"], entries["fingerprints"])
    unknown = {p.stem for p in contract.folder.glob("*.h")} - set(contract.names) - {"fingerprint"}
    if unknown:
        fail(f"no fingerprint covers {', '.join(sorted(unknown))}: add it to {path}")
    return contract
