"""The rules of the tree. Each takes the root and a list of files (paths relative to the root, with
forward slashes) and yields findings."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    path: str
    line: int
    message: str
    remedy: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.message}\n  remedy: {self.remedy}"


MAX_LINES = 800
CODE_SUFFIXES = (".c", ".h", ".cpp", ".hpp", ".cu", ".hip", ".py", ".cmake", ".sh", ".txt")
C_SUFFIXES = (".c", ".h", ".cpp", ".hpp", ".cu", ".hip")
BINARY_SUFFIXES = (".png", ".onnx", ".bin", ".npy", ".mortise", ".pb")
# Inputs of tests and fuzzers are malformed on purpose; the licence is not ours to change.
DATA = re.compile(r"(^|/)(corpus|testdata)/|^LICENSE$")

TEST_FILE = re.compile(r"(^|/)tests/|_(test|benchmark|fuzz)\.(c|cpp)$|(^|/)testing/")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def text_lines(root, path):
    return (root / path).read_text(encoding="utf-8", errors="replace").split("\n")


def is_text(path):
    return not path.endswith(BINARY_SUFFIXES) and not DATA.search(path)


# --- include directions ---------------------------------------------------------------------------

C_LIBRARY = {name + ".h" for name in (
    "assert complex ctype errno fenv float inttypes iso646 limits locale math setjmp signal stdalign "
    "stdarg stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string tgmath threads time "
    "uchar wchar wctype").split()}
POSIX = re.compile(r"^(sys|net|netinet|arpa|linux)/|^(dlfcn|fcntl|unistd|pthread|poll|sched|dirent"
                   r"|link|elf|cpuid|immintrin|x86intrin|execinfo|ftw|glob|getopt|pwd|termios)\.h$")

# Libraries that the core may use itself; all others are a plugin's business.
CORE_LIBRARIES = re.compile(r"^(nlohmann/|fmt/|boost/|gelf\.h$|libelf\.h$|sodium\.h$|xxhash\.h$"
                            r"|dlpack/)")


def origin(delimiter, name):
    """What kind of header an include names."""
    if delimiter == '"':
        return "house"
    if name.startswith("mortise/abi/"):
        return "abi"
    if name.startswith("mortise/sdk/"):
        return "sdk"
    if name.startswith("mortise/"):
        return "api"
    if name in C_LIBRARY:
        return "c"
    if POSIX.match(name):
        return "posix"
    return "library" if "." in name or "/" in name else "c++"


# For each part of the house: kinds of header it may include, and folders it may include from.
# The first prefix that fits decides.
PARTS = (
    ("core/abi/", {"c", "abi"}, ()),
    ("core/include/", {"c", "c++", "abi", "api"}, ()),
    ("core/", {"c", "c++", "posix", "abi", "api", "core-library"}, ("core/",)),
    ("plugin-sdk/include/", {"c", "c++", "posix", "abi", "sdk"}, ()),
    ("plugin-sdk/conform/", {"c", "c++", "posix", "abi", "sdk", "api", "library"},
     ("plugin-sdk/conform/",)),
    ("plugin-sdk/", {"c", "c++", "posix", "abi", "sdk", "library"}, ("plugin-sdk/",)),
    ("plugins/services/", {"c", "c++", "posix", "abi", "sdk", "api", "library"},
     ("plugins/services/",)),
    ("ops/", {"c", "c++", "posix", "abi", "sdk", "library"}, ("ops/",)),
    ("backends/", {"c", "c++", "posix", "abi", "sdk", "library"}, ("backends/",)),
    ("plugins/", {"c", "c++", "posix", "abi", "sdk", "library"}, ("plugins/",)),
    ("tools/", {"c", "c++", "posix", "abi", "api", "library"}, ("tools/",)),
    ("docs/examples/", {"c", "c++", "posix", "abi", "sdk", "api", "library"}, ("docs/examples/",)),
)


def include_directions(root, files):
    for path in files:
        if not path.endswith(C_SUFFIXES) or TEST_FILE.search(path) or not is_text(path):
            continue
        part = next((part for part in PARTS if path.startswith(part[0])), None)
        if part is None:
            continue
        for number, line in enumerate(text_lines(root, path), 1):
            match = INCLUDE.match(line)
            if match:
                yield from check_include(root, path, number, part, *match.groups())


def check_include(root, path, number, part, delimiter, name):
    prefix, kinds, folders = part
    kind = origin(delimiter, name)
    if kind == "house":
        # A file beside the including one, as C resolves it, or one named from the root.
        beside = (root / path).parent / name
        target = beside.resolve().relative_to(root.resolve()).as_posix() if (
            beside.exists() and beside.resolve().is_relative_to(root.resolve())) else name
        if not target.startswith(folders):
            allowed = " or ".join(folders) or "nothing by quotes"
            yield Finding(path, number, f'{prefix} may not include "{name}"',
                          f"from this folder include {allowed}; what several parts need belongs "
                          "in core/abi, the SDK or the embedding API")
        return
    if kind == "library" and "core-library" in kinds and CORE_LIBRARIES.match(name):
        return
    if kind not in kinds:
        why = {
            "library": "a third-party header" if not prefix.startswith("core/") or
                       prefix in ("core/abi/", "core/include/") else "a vendor header",
            "api": "the embedding API", "sdk": "the plugin SDK", "abi": "the ABI",
            "c++": "a C++ header", "posix": "a POSIX header",
        }[kind]
        yield Finding(path, number, f"{prefix} may not include <{name}>, {why}",
                      "include directions: backends, plugins, ops -> plugin-sdk -> core/abi <- core; "
                      "tools and services use <mortise/mortise.h> (docs/architecture.md)")


# --- files ----------------------------------------------------------------------------------------

def file_length(root, files):
    for path in files:
        if path.endswith(CODE_SUFFIXES) and is_text(path):
            lines = len(text_lines(root, path))
            if lines > MAX_LINES + 1:
                yield Finding(path, MAX_LINES + 1, f"{lines - 1} lines; {MAX_LINES} are the most",
                              "split the file by noun")


def last_newline(root, files):
    for path in files:
        if not is_text(path):
            continue
        content = (root / path).read_bytes()
        if content and (not content.endswith(b"\n") or content.endswith(b"\n\n")):
            yield Finding(path, content.count(b"\n") or 1, "a file ends with exactly one newline",
                          "remove the empty lines at the end, or add the newline")
        if b"\r\n" in content:
            yield Finding(path, 1, "a line ends with CR LF", "use LF alone")


# --- contents -------------------------------------------------------------------------------------

# The patterns are put together so that this file does not find itself.
FORBIDDEN = (
    (re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b"),
     "an unfinished thing", "finish it, or leave it out and say so in the docs"),
    (re.compile(r"(?<![\w.$}/-])/(home|work|Users|root)/\w"),
     "a path of one machine", "make it relative to the script, or an argument"),
)


# Where packages come from is the machine's setting, so what runs names no host at all.
SCRIPT = re.compile(r"(^|/)([^./]+|CMakeLists\.txt|requirements[^/]*\.txt|packages\.txt)$"
                    r"|\.(sh|py|cmake)$|^\.ci/")
FORBIDDEN_IN_SCRIPTS = (
    (re.compile(r"\bhttps?:/" + r"/[\w.-]+|--(extra-)?index" + r"-url\b"),
     "the name of a host", "rely on the configured index of pip, apt, …"),
)


def forbidden_text(root, files):
    for path in files:
        if not is_text(path):
            continue
        patterns = FORBIDDEN + (FORBIDDEN_IN_SCRIPTS if SCRIPT.search(path) else ())
        for number, line in enumerate(text_lines(root, path), 1):
            for pattern, what, remedy in patterns:
                match = pattern.search(line)
                if match:
                    yield Finding(path, number, f"{what}: {match.group(0)}", remedy)


ALL = (include_directions, file_length, last_newline, forbidden_text)
