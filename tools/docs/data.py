"""Validates JSON blocks: configs and manifests with the program itself, all else as JSON."""

import json

from .verdict import Verdict, failed

CONFIG_KEYS = {"$schema", "plugins", "backends", "fallback", "execution", "optimise", "passes", "communicator"}
BAD_INPUT = 3  # exit code of mortise
MANIFEST_FINDINGS = {"manifest-invalid", "manifest-unreadable", "manifest-missing"}


def kind_of(document):
    if isinstance(document, dict):
        if "interfaces" in document and "id" in document:
            return "manifest"
        if document and set(document) <= CONFIG_KEYS:
            return "config"
    return ""


def validate(stage, block):
    text = stage.substitute(block.text)
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        return failed(block, "validated", f"{block.document}:{block.line + error.lineno - 1}: {error.msg}")
    kind = kind_of(document)
    if kind == "config":
        return check_config(stage, block, text)
    if kind == "manifest":
        return check_manifest(stage, block, document, text)
    return Verdict(block, "validated")


def check_config(stage, block, text):
    """That a plugin which it names is not installed is no fault of the document's."""
    path = stage.work / f"config-{block.line}.json"
    path.write_text(text)
    result = stage.mortise("config", "check", path)
    if result.returncode == BAD_INPUT or result.returncode not in (0, 4):
        return failed(block, "validated", result.stderr)
    return Verdict(block, "validated")


def check_manifest(stage, block, document, text):
    """What the build adds may be missing, as in an author's manifest."""
    folder = stage.work / f"manifest-{block.line}"
    folder.mkdir(exist_ok=True)
    complete = {"library": "libmortise_document.so", "sha256": "0" * 64,
                "platform": {"os": "linux", "arch": "x86_64"}, **document}
    path = folder / f"{document['id']}.mortise.json"
    path.write_text(text if set(complete) == set(document) else json.dumps(complete))
    (folder / complete["library"]).write_bytes(b"")
    result = stage.mortise("doctor", path, "--no-probe", "--json")
    try:
        findings = json.loads(result.stdout)["findings"]
    except (json.JSONDecodeError, KeyError):
        return failed(block, "validated", result.stdout + result.stderr)
    wrong = [finding for finding in findings if finding["code"] in MANIFEST_FINDINGS]
    if wrong:
        return failed(block, "validated", "\n".join(f"{f['code']}: {f['sentence']}" for f in wrong))
    return Verdict(block, "validated")
