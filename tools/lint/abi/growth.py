"""Whether headers are what a frozen version was, and beyond that have only grown.

Allowed after a freeze: members at the end of a struct that carries its size; new structs, function types, constants and
macros. Everything else would break a plugin that is already built.
"""
import re
from dataclasses import dataclass

from abi.surface import can_grow


@dataclass(frozen=True)
class Finding:
    version: str  # of the record
    subject: str
    what: str
    remedy: str

    def __str__(self):
        return f"{self.version} froze {self.subject}: {self.what}\n  remedy: {self.remedy}"


RESTORE = "restore it; what is no longer wanted stays and goes unused"


def compare(version, recorded, surface):
    """Findings on one part of a contract."""
    for name, struct in recorded["structs"].items():
        if name in surface["structs"]:
            yield from compare_struct(version, name, struct, surface["structs"][name], recorded)
        else:
            yield Finding(version, name, "the struct is gone", RESTORE)
    for kind, word, remedy in (
            ("functions", "signature", "restore it, and add a function type of another name"),
            ("constants", "value", "restore it, and give the new value a name of its own"),
            ("macros", "text", "restore it, and add a macro of another name")):
        for name, old in recorded[kind].items():
            if name not in surface[kind]:
                yield Finding(version, name, "it is gone", RESTORE)
            elif surface[kind][name] != old:
                yield Finding(version, name, f"its {word} was `{old}` and is `{surface[kind][name]}`", remedy)


def compare_struct(version, type_name, old, new, recorded):
    findings = [*changed_members(version, type_name, old, new), *inserted_members(version, type_name, old, new)]
    # Behind an insertion or a retyped member everything moves: naming the cause is enough.
    if not findings:
        findings = [*moved_members(version, type_name, old, new)]
    if not findings:
        findings = [*changed_size(version, type_name, old, new, recorded)]
    return findings


def changed_members(version, type_name, old, new):
    for name, (_, size, spelling) in old["members"].items():
        subject = f"{type_name}.{name}"
        if name not in new["members"]:
            yield Finding(version, subject, "the member is gone", RESTORE)
            continue
        _, new_size, new_spelling = new["members"][name]
        if new_spelling != spelling:
            yield Finding(version, subject, f"its type was `{spelling}` and is `{new_spelling}`",
                          "restore it, and add a member of another name at the struct's end")
        elif new_size != size:
            yield Finding(version, subject, f"it had {size} bytes and has {new_size}",
                          f"`{spelling}` lies within other structs, so it must keep its size")


def inserted_members(version, type_name, old, new):
    last = max(offset for offset, _, _ in old["members"].values())
    for name, (offset, _, _) in new["members"].items():
        if name not in old["members"] and offset <= last:
            yield Finding(version, type_name, f"`{name}` has been put in at offset {offset}",
                          "move it to the struct's end")


def moved_members(version, type_name, old, new):
    for name, (offset, _, _) in old["members"].items():
        new_offset = new["members"][name][0]
        if new_offset != offset:
            yield Finding(version, f"{type_name}.{name}", f"it has moved from offset {offset} to {new_offset}",
                          "restore the order and the alignment of the members")


def changed_size(version, type_name, old, new, recorded):
    added = sorted((m[0], name) for name, m in new["members"].items() if name not in old["members"])
    if not added:
        if new["size"] != old["size"]:
            yield Finding(version, type_name,
                          f"its padding has changed: it had {old['size']} bytes and has {new['size']}",
                          "restore the alignment of the struct and its members")
        return
    offset, name = added[0]
    if not can_grow(old):
        yield Finding(version, type_name, f"`{name}` has been added, but the struct does not carry its size",
                      "add a struct of another name, beginning with `uint64_t struct_size`")
        return
    if offset != old["size"]:
        yield Finding(version, type_name, f"`{name}` lies at offset {offset}, but the struct had {old['size']} bytes",
                      "begin the growth at the struct's old size, without padding on either side of it")
    for user in users_by_value(type_name, recorded):
        yield Finding(version, type_name, f"`{name}` has been added, but {user} passes the struct by value",
                      "add a struct of another name")


def users_by_value(type_name, recorded):
    """Functions that take or return the struct itself. (Members of its type change their own size.)"""
    by_value = re.compile(rf"\b{type_name}\b(?!\*)")
    for struct, entry in recorded["structs"].items():
        for member, (_, _, spelling) in entry["members"].items():
            if "(" in spelling and by_value.search(spelling):
                yield f"{struct}.{member}"
    for name, signature in recorded["functions"].items():
        if by_value.search(signature):
            yield name
