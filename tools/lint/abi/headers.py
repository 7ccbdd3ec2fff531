"""Reads from a header's text what makes up the ABI: structs with their members, function types, constants, macros."""
import re
from dataclasses import dataclass

from abi import fail

STRUCT = re.compile(r"(?:typedef\s+)?struct\s+(\w+)\s*\{(.*?)\}\s*(\w*)\s*;", re.S)
FUNCTION_TYPE = re.compile(r"typedef\s+([^;{}]*?\(\*(\w+)\)[^;{}]*);", re.S)
TYPEDEF = re.compile(r"\btypedef\b[^;{}]*;", re.S)


@dataclass(frozen=True)
class Header:
    name: str
    structs: list    # (type, [(member, spelling of its type)])
    functions: list  # (type, signature)
    constants: list  # (name, text)
    macros: list     # (name, text)


def normalised(declaration):
    """A declaration without parameter names, in one spelling."""
    text = re.sub(r"\bstruct (\w+)", r"\1_t", " ".join(declaration.split()))
    text = re.sub(r"(\w|\*) ?(\*)", r"\1\2", text)
    match = re.match(r"(.*?\(\*+\w+\))\((.*)\)$", text)
    if not match:
        return text
    if "(" in match[2]:
        fail(f"`{text}` takes a function: give its type a name of its own")
    parameters = [re.sub(r"(?<=[\s*])\w+$", "", p.strip()).strip() for p in match[2].split(",")]
    return f"{match[1]}({', '.join(parameters)})"


def split_declaration(declaration):
    """`const char* text` → ("text", "const char*"); `void (*f)(int a)` → ("f", "void (*)(int)")."""
    text = normalised(declaration)
    match = re.match(r"(.*\(\*+)(\w+)(\).*)$", text) or re.match(r"(.*?)(\w+)((?:\s*\[[^\]]*\])*)$", text)
    if not match or not match[1].strip():
        fail(f"cannot read the declaration `{declaration}`")
    return match[2], (match[1].strip() + match[3].strip()).strip()


def parse(contract, name):
    path = contract.folder / f"{name}.h"
    text = re.sub(r"/\*.*?\*/", " ", path.read_text(encoding="utf-8"), flags=re.S)
    text = re.sub(r"//.*", "", text).replace("\\\n", " ")
    macro_prefix = contract.prefix.upper() + "_"
    constants = re.findall(rf"^[ \t]*#[ \t]*define[ \t]+({macro_prefix}\w+)[ \t]+(.+)$", text, re.M)
    macros = re.findall(rf"^[ \t]*#[ \t]*define[ \t]+(({macro_prefix}\w+)\(.+)$", text, re.M)
    code = re.sub(r"^[ \t]*#.*$", "", text, flags=re.M)
    header = Header(
        name,
        read_structs(path, code),
        [(n, split_declaration(d)[1]) for d, n in FUNCTION_TYPE.findall(code)],
        [(c, v.strip()) for c, v in constants if c != f"{macro_prefix}EXPORT"],
        [(n, " ".join(m.split())) for m, n in macros])
    refuse_unread(path, code, header)
    return header


def read_structs(path, code):
    structs = []
    for tag, body, alias in STRUCT.findall(code):
        if alias not in ("", f"{tag}_t") or (not alias and f"typedef struct {tag} {tag}_t;" not in code):
            fail(f"{path.name}: struct {tag} has no typedef {tag}_t")
        structs.append((f"{tag}_t", [split_declaration(m) for m in body.split(";") if m.strip()]))
    return structs


def refuse_unread(path, code, header):
    """What is not understood would be no part of any fingerprint."""
    braces = len(re.findall(r"\bstruct\s+\w+\s*\{", code))
    if braces != len(header.structs):
        fail(f"{path.name}: {braces} structs opened, {len(header.structs)} understood")
    word = re.search(r"\b(enum|union)\b", code)
    if word:
        fail(f"{path.name}: an ABI header has no {word[1]}: use numbered constants, or a struct")
    for statement in TYPEDEF.findall(code):
        if not FUNCTION_TYPE.match(statement) and not re.match(r"typedef\s+struct\s+(\w+)\s+\1_t\s*;", statement):
            fail(f"{path.name}: cannot read `{' '.join(statement.split())}`")
