"""What a part of a contract shows to the other side, and its fingerprint.

  {"structs":   {type: {"size": bytes, "members": {name: [offset, size, type]}}},
   "functions": {type: signature}, "constants": {name: value}, "macros": {name: text}}

The fingerprint is the first 64 bits of the SHA-256 of that in canonical JSON. The form is part of every frozen
fingerprint: changing it changes them all. Comments, parameter names and the order of declarations do not count.
"""
import hashlib
import json

SIZE = "struct_size"


def empty():
    return {"structs": {}, "functions": {}, "constants": {}, "macros": {}}


def surface(contract, headers, numbers):
    result = empty()
    for header in headers:
        for type_name, members in header.structs:
            entries = {}
            for name, spelling in members:
                path = f"{type_name}.{name}"
                entries[name] = [numbers["offset", path], numbers["size", path], spelling]
            result["structs"][type_name] = {"size": numbers["sizeof", type_name], "members": entries}
        result["functions"].update(header.functions)
        result["constants"].update((name, numbers.get(("value", name), text)) for name, text in header.constants
                                   if name not in contract.version_constants)
        result["macros"].update(header.macros)
    return result


def fingerprint(surface):
    text = json.dumps(surface, sort_keys=True, separators=(",", ":"))
    return f"0x{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def restricted(surface, recorded):
    """The part of a surface that an older version had already: with nothing but growth since, it is that version's."""
    result = {kind: {n: v for n, v in surface[kind].items() if n in recorded[kind]} for kind in recorded}
    for name, struct in result["structs"].items():
        result["structs"][name] = restricted_struct(struct, recorded["structs"][name])
    return result


def restricted_struct(struct, recorded):
    """Without the members that came later; the struct ended where the first of them begins."""
    kept = {n: m for n, m in struct["members"].items() if n in recorded["members"]}
    added = [m[0] for n, m in struct["members"].items() if n not in recorded["members"]]
    return {"size": min(added, default=struct["size"]), "members": kept}


def can_grow(struct):
    """Whether the other side is told how long the struct is."""
    first = next(iter(struct["members"].items()), None)
    return first is not None and first[0] == SIZE and first[1] == [0, 8, "uint64_t"]


def padding(struct):
    """(offset, bytes) of the first implicit padding, or None."""
    end = 0
    for offset, size, _ in sorted(struct["members"].values()):
        if offset > end:
            return end, offset - end
        end = offset + size
    return (end, struct["size"] - end) if struct["size"] > end else None
