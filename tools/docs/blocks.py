"""The fenced blocks of a document, and the comments in front of them that say how to check them."""

import re
from dataclasses import dataclass

LANGUAGES = {"sh": "sh", "bash": "sh", "c": "c", "cpp": "cpp", "c++": "cpp", "json": "json", "cmake": "cmake"}

FENCE = re.compile(r"^(?P<indent> *)(?P<fence>```+|~~~+) *(?P<language>[\w+-]*)\s*$")
COMMENT = re.compile(r"^ *<!-- check: *(?P<text>.*)$")


@dataclass
class Block:
    document: str
    line: int  # of its first line of content, from 1
    language: str  # "sh", "c", "cpp", "json", "cmake", or what the fence says
    text: str
    directive: str = ""  # "skip", "file", "statements", "output", "run"; empty: the language's default
    argument: str = ""
    prelude: str = ""  # code that the reader does not see

    @property
    def place(self):
        return f"{self.document}:{self.line}"


class Malformed(Exception):
    pass


DIRECTIVES = {
    # name: (what the argument is, or nothing; languages; whether the lines below it are a prelude)
    "skip": ("the reason", None),
    "file": ("the file's name", None),
    "statements": (None, ("c", "cpp")),
    "declarations": (None, ("c", "cpp")),
    "in tree": (None, ("c", "cpp")),
    "output": (None, None),
    "run": (None, None),
}


def parse_comment(place, text):
    """The directive, its argument and the prelude of a comment's content."""
    head, _, prelude = text.partition("\n")
    name, colon, argument = head.strip().partition(":")
    name, argument = name.strip(), argument.strip()
    if name.startswith("file ") and not colon:
        name, argument = "file", name[len("file "):].strip()
    if name not in DIRECTIVES:
        raise Malformed(f"{place}: `{name}` is no way to check a block; there are {', '.join(DIRECTIVES)}")
    wanted = DIRECTIVES[name][0]
    if wanted and not argument:
        raise Malformed(f"{place}: `{name}` needs {wanted}, as in <!-- check: {name}: … -->")
    return name, argument, prelude


def read_comment(lines, index, document):
    """The comment that starts at lines[index]; its content and the index behind it."""
    content = COMMENT.match(lines[index])["text"]
    start = index
    while "-->" not in content:
        index += 1
        if index == len(lines):
            raise Malformed(f"{document}:{start + 1}: the comment has no end `-->`")
        content += "\n" + lines[index]
    return content.partition("-->")[0].rstrip(), index + 1


def read_fence(lines, index, document):
    """The block whose fence is lines[index], and the index behind it."""
    match = FENCE.match(lines[index])
    end = index + 1
    while end < len(lines) and lines[end].strip() != match["fence"]:
        end += 1
    if end == len(lines):
        raise Malformed(f"{document}:{index + 1}: the block has no end `{match['fence']}`")
    indent = len(match["indent"])
    body = [line[indent:] if not line[:indent].strip() else line for line in lines[index + 1:end]]
    language = LANGUAGES.get(match["language"], match["language"])
    return Block(document, index + 2, language, "".join(line + "\n" for line in body)), end + 1


def read_blocks(document, text):
    """All blocks of a document in order. A `run` comment is a block of its own, which the reader does not see."""
    lines = text.split("\n")
    blocks, index, waiting = [], 0, None
    while index < len(lines):
        if COMMENT.match(lines[index]):
            place = f"{document}:{index + 1}"
            content, behind = read_comment(lines, index, document)
            name, argument, prelude = parse_comment(place, content)
            if name == "run":
                blocks.append(Block(document, index + 2, "sh", prelude + "\n", "run"))
            else:
                waiting = (place, name, argument, prelude)
            index = behind
        elif FENCE.match(lines[index]):
            block, index = read_fence(lines, index, document)
            if waiting:
                attach(block, *waiting)
                waiting = None
            blocks.append(block)
        else:
            if waiting and lines[index].strip():
                raise Malformed(f"{waiting[0]}: no block follows the comment")
            index += 1
    return blocks


def attach(block, place, name, argument, prelude):
    languages = DIRECTIVES[name][1]
    if languages and block.language not in languages:
        raise Malformed(f"{place}: `{name}` is for {' and '.join(languages)}, and the block is "
                        f"`{block.language or 'text'}`")
    block.directive, block.argument, block.prelude = name, argument, prelude
