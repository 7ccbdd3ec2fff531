"""The records of frozen minor versions: reading and writing them, and what they ask of the headers.

A record is written once, by --freeze, and never changed. It has one part per fingerprint:

  {"version": "1.0", "parts": [{"name": macro, "fingerprint": "0x…", and the surface}]}
"""
import json
import re

from abi import fail, growth, surface


def load(contract, major):
    """minor → {macro: {"fingerprint": …, "surface": …}} of one major version."""
    records = {}
    for path in sorted(contract.frozen.glob("*.abi.json")):
        match = re.fullmatch(r"(\d+)\.(\d+)\.abi\.json", path.name)
        if not match:
            fail(f"{path}: a record is named MAJOR.MINOR.abi.json")
        if int(match[1]) == major:
            records[int(match[2])] = read(path, f"{match[1]}.{match[2]}")
    return records


def read(path, version):
    record = json.loads(path.read_text(encoding="utf-8"))
    parts = {}
    for part in record["parts"]:
        content = {kind: part[kind] for kind in surface.empty()}
        if surface.fingerprint(content) != part["fingerprint"]:
            fail(f"{path}: the record of {part['name']} has been edited: restore the file")
        parts[part["name"]] = {"fingerprint": part["fingerprint"], "surface": content}
    if record["version"] != version:
        fail(f"{path} is the record of {record['version']}: restore the file's name")
    return parts


def write(path, version, surfaces):
    parts = [{"name": name, "fingerprint": surface.fingerprint(content), **content}
             for name, content in surfaces.items()]
    path.parent.mkdir(exist_ok=True)
    path.write_text(layout({"version": version, "parts": parts}) + "\n", encoding="utf-8")


def layout(value, indent=""):
    """JSON with one member, constant or signature a line."""
    children = value.values() if isinstance(value, dict) else value
    if not any(isinstance(child, (dict, list)) for child in children) and not isinstance(value, dict):
        return json.dumps(value)
    deeper = indent + "  "
    if isinstance(value, dict):
        items = [f"{deeper}{json.dumps(k)}: {layout(v, deeper) if isinstance(v, (dict, list)) else json.dumps(v)}"
                 for k, v in value.items()]
        return "{\n" + ",\n".join(items) + f"\n{indent}}}" if items else "{}"
    return "[\n" + ",\n".join(deeper + layout(v, deeper) for v in value) + f"\n{indent}]"


def older_fingerprints(records, minor, name, content):
    """Those of the minors below, computed from the headers as they are: in a fork they tell that it is one."""
    nothing = {"surface": surface.empty()}
    return [surface.fingerprint(surface.restricted(content, records[m].get(name, nothing)["surface"]))
            for m in range(minor)]


def first_sizes(records, surfaces):
    """type → bytes of the struct in the first minor version that had it, of the structs that carry their size."""
    sizes = {}
    older = [{name: part["surface"] for name, part in record.items()} for _, record in sorted(records.items())]
    for parts in [*older, surfaces]:
        for content in parts.values():
            for name, struct in content["structs"].items():
                if surface.can_grow(struct):
                    sizes.setdefault(name, struct["size"])
    return sizes


def check(records, version, surfaces):
    """Findings, of the frozen versions up to and including this one."""
    major, minor = version
    if major == 0:
        return
    for missing in sorted(set(range(minor)) - set(records)):
        fail(f"frozen/{major}.{missing}.abi.json is missing, and the headers are {major}.{minor}: restore the record, "
             f"or freeze {major}.{missing} first")
    for frozen in sorted(records):
        if frozen > minor:
            fail(f"frozen/{major}.{frozen}.abi.json is newer than the headers, which say that they are "
                 f"{major}.{minor}: restore the version in the headers")
        yield from check_record(f"{major}.{frozen}", records[frozen], surfaces, is_current=frozen == minor)


def check_record(version, record, surfaces, is_current):
    findings = []
    for name, part in record.items():
        if name not in surfaces:
            findings.append(growth.Finding(version, name, "the fingerprint is gone", growth.RESTORE))
            continue
        recorded = part["surface"]
        findings += growth.compare(version, recorded, surfaces[name])
        if not findings and surface.fingerprint(surface.restricted(surfaces[name], recorded)) != part["fingerprint"]:
            fail(f"the restriction of {name} to {version} has another fingerprint, and no rule says why")
        if not findings and is_current and surfaces[name] != recorded:
            findings.append(growth.Finding(version, name, "the headers have grown, and are still of that version",
                                           "raise the minor version in the headers"))
    if not findings and is_current and set(surfaces) != set(record):
        findings.append(growth.Finding(version, "the fingerprints", "there are more of them, in the same version",
                                       "raise the minor version in the headers"))
    yield from findings


def freeze(contract, records, version, surfaces):
    major, minor = version
    name = f"{major}.{minor}"
    if major == 0:
        fail(f"version {name} is not frozen: major version 0 promises nothing. Raise the major version to 1 first")
    if minor in records:
        fail(f"{name} is frozen already: raise the minor version in the headers, and freeze that")
    for content in surfaces.values():
        for struct, entry in content["structs"].items():
            found = surface.padding(entry)
            if found:
                fail(f"{struct} has {found[1]} bytes of padding at offset {found[0]}: give it a reserved member there")
    path = contract.frozen / f"{name}.abi.json"
    write(path, name, surfaces)
    return path
