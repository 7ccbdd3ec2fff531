"""Changes to the toy headers, and what is said of each: those that a frozen version forbids, and those that are growth.

They are made to a copy of 1.0 or 1.1 whose minor version has been raised by one, as if the next were being written.
"""
import pathlib
import re
from dataclasses import dataclass

HERE = pathlib.Path(__file__).resolve().parent
FOLDER = pathlib.PurePosixPath("toy/abi")


@dataclass(frozen=True)
class Mutation:
    name: str
    header: str
    old: str
    new: str
    finding: str = ""          # the start of one finding; empty: allowed
    is_in_types: bool = True   # abidiff sees types, but no constants, no macros, and not what a pointer may change
    base: str = "v1_0"

    def apply(self, folder):
        replace(folder / FOLDER / f"{self.header}.h", self.old, self.new)


def replace(path, old, new):
    text = path.read_text(encoding="utf-8")
    if text.count(old) != 1:
        raise ValueError(f"{path.name}: `{old}` is there {text.count(old)} times")
    path.write_text(text.replace(old, new), encoding="utf-8")


def raise_minor(folder):
    path = folder / FOLDER / "plugin.h"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(TOY_ABI_MINOR )(\d+)", lambda m: f"{m[1]}{int(m[2]) + 1}", text), encoding="utf-8")


REPORT = "  mortise_status_t* (*report)(toy_core_t* core, const toy_report_t* report);\n"
RANGE = "typedef struct toy_range {\n  uint64_t begin;\n  uint64_t end;\n} toy_range_t;\n"

FORBIDDEN = (
    Mutation("a member is removed", "plugin", REPORT, "",
             "1.0 froze toy_host_t.report: the member is gone"),
    Mutation("a member is renamed", "plugin", "uint32_t kind;", "uint32_t sort;",
             "1.0 froze toy_interface_t.kind: the member is gone"),
    Mutation("two members change places", "plugin", "  uint32_t abi_major;\n  uint32_t abi_minor;\n",
             "  uint32_t abi_minor;\n  uint32_t abi_major;\n",
             "1.0 froze toy_plugin_description_t.abi_major: it has moved from offset 8 to 12"),
    Mutation("a member gets another type of the same size", "plugin", "uint32_t level;", "int32_t level;",
             "1.0 froze toy_report_t.level: its type was `uint32_t` and is `int32_t`"),
    Mutation("a member becomes wider, into the padding's place", "reducer",
             "  uint32_t mode; /* TOY_MODE_… */\n  uint32_t reserved;\n", "  uint64_t mode;\n",
             "1.0 froze toy_request_t.mode: its type was `uint32_t` and is `uint64_t`"),
    Mutation("a pointer loses its const", "reducer", "const double* values;", "double* values;",
             "1.0 froze toy_request_t.values: its type was `const double*` and is `double*`", is_in_types=False),
    Mutation("a member is put in the middle", "plugin", "  toy_core_t* core;\n",
             "  uint64_t flags;\n  toy_core_t* core;\n",
             "1.0 froze toy_host_t: `flags` has been put in at offset 8"),
    Mutation("a reserved member is used under another name", "reducer",
             "  uint32_t reserved;\n  const double* values;\n", "  uint32_t flags;\n  const double* values;\n",
             "1.0 froze toy_request_t.reserved: the member is gone"),
    Mutation("a struct that does not carry its size grows", "reducer", "  uint64_t end;\n",
             "  uint64_t end;\n  uint64_t step;\n",
             "1.0 froze toy_range_t: `step` has been added, but the struct does not carry its size"),
    Mutation("a struct within another grows", "reducer", "  uint64_t end;\n", "  uint64_t end;\n  uint64_t step;\n",
             "1.0 froze toy_request_t.range: it had 16 bytes and has 24"),
    Mutation("a table function gets another parameter", "reducer",
             "const toy_request_t* request,\n                              double* out_result);",
             "const toy_request_t* request,\n                              double* out_result, uint64_t flags);",
             "1.0 froze toy_reducer_interface_t.reduce: its type was `mortise_status_t* (*)(toy_plugin_t*, "
             "const toy_request_t*, double*)`"),
    Mutation("a table function returns another type", "plugin", "  void (*destroy)(toy_plugin_t* plugin);",
             "  mortise_status_t* (*destroy)(toy_plugin_t* plugin);",
             "1.0 froze toy_plugin_description_t.destroy: its type was `void (*)(toy_plugin_t*)`"),
    Mutation("a function type changes", "reducer", "(double left, double right);", "(float left, float right);",
             "1.0 froze toy_combine_t: its signature was `double (*)(double, double)` and is "
             "`double (*)(float, float)`"),
    Mutation("a struct is removed", "reducer", RANGE, "#define toy_range_t mortise_string_t\n",
             "1.0 froze toy_range_t: the struct is gone"),
    Mutation("growth begins behind padding", "plugin", REPORT, REPORT + "  long double deadline;\n",
             "1.0 froze toy_host_t: `deadline` lies at offset 32, but the struct had 24 bytes"),
    Mutation("a constant changes its value", "reducer", "TOY_MODE_MAXIMUM 2u", "TOY_MODE_MAXIMUM 4u",
             "1.0 froze TOY_MODE_MAXIMUM: its value was `2` and is `4`", is_in_types=False),
    Mutation("a constant is removed", "plugin", "#define TOY_LEVEL_WARNING 2u\n", "",
             "1.0 froze TOY_LEVEL_WARNING: it is gone", is_in_types=False),
    Mutation("a name that is a text changes", "reducer", '"toy.trace"', '"toy.trail"',
             "1.0 froze TOY_EXTENSION_TRACE: its value was `\"toy.trace\"` and is `\"toy.trail\"`", is_in_types=False),
    Mutation("a macro changes", "reducer", "(65536u + (n))", "(131072u + (n))",
             "1.0 froze TOY_MODE_PRIVATE: its text was", is_in_types=False),
    Mutation("a member that a later minor added is removed", "plugin",
             "  uint64_t line; /* 1.1: of the plugin's source */\n", "",
             "1.1 froze toy_report_t.line: the member is gone", base="v1_1"),
    Mutation("a member is put before one that a later minor added", "reducer",
             "  double scale; /* 1.1", "  double offset;\n  double scale; /* 1.1",
             "1.1 froze toy_request_t: `offset` has been put in at offset 56", base="v1_1"),
    Mutation("a constant that a later minor added changes its value", "reducer", "TOY_MODE_MEAN 4u", "TOY_MODE_MEAN 5u",
             "1.1 froze TOY_MODE_MEAN: its value was `4` and is `5`", is_in_types=False, base="v1_1"),
)

ALLOWED = (
    Mutation("a struct grows by a member", "plugin", "  mortise_string_t text;\n",
             "  mortise_string_t text;\n  uint64_t line;\n"),
    Mutation("a struct grows by several members", "reducer", "  const mortise_extension_t* next;\n} toy_request_t;",
             "  const mortise_extension_t* next;\n  uint32_t priority;\n  uint32_t reserved2;\n  double scale;\n"
             "} toy_request_t;"),
    Mutation("a table grows by a function", "plugin", REPORT, REPORT + "  void (*yield)(toy_core_t* core);\n"),
    Mutation("a struct that a later minor grew grows again", "plugin",
             "  uint64_t line; /* 1.1: of the plugin's source */\n", "  uint64_t line;\n  uint64_t column;\n",
             base="v1_1"),
    Mutation("a constant is added", "reducer", "#define TOY_MODE_SUM 1u\n",
             "#define TOY_MODE_PRODUCT 9u\n#define TOY_MODE_SUM 1u\n"),
    Mutation("a macro is added", "reducer", "#define TOY_MODE_SUM 1u\n",
             "#define TOY_IS_PRIVATE(mode) ((mode) >= 65536u)\n#define TOY_MODE_SUM 1u\n"),
    Mutation("a struct and a function type are added", "reducer", RANGE,
             RANGE + "typedef struct toy_box {\n  uint64_t struct_size;\n  toy_range_t sides[2];\n} toy_box_t;\n"
             "typedef void (*toy_box_visitor_t)(void* context, const toy_box_t* box);\n"),
    Mutation("a comment and a parameter's name change", "plugin", "(toy_core_t* core, const toy_report_t* report)",
             "(toy_core_t* self, /* what it is */ const toy_report_t* what)"),
    Mutation("a declaration moves", "plugin", "#define TOY_ABI_MAJOR 1u\n",
             "#define TOY_LEVEL_TRACE 7u\n\n#define TOY_ABI_MAJOR 1u\n"),
)
