"""What the libraries export. A plugin: its query. The core: the functions of mortise.h, all of them, as a library and as an
archive, in which the names of other libraries' headers are left to these."""
import argparse
import pathlib
import re
import subprocess
import sys

QUERY = {"mortise_plugin_query"}
DECLARATION = re.compile(r"MORTISE_EXPORT\b[^;(]*?\b(mortise_\w+)\s*\(")
# Mangled: in the namespace mortise, and the type information of what is.
OWN_NAME = re.compile(r"_Z(?:T[ISTV]|GV)?Z?NK?7mortise")


def output_of(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def exported(library):
    names = output_of("nm", "-D", "--defined-only", "--format=just-symbols", library).split()
    return {name.split("@")[0] for name in names}


def visible_in(archive):
    """The names that a shared library which links the archive would export."""
    names = set()
    for line in output_of("readelf", "--wide", "--syms", archive).splitlines():
        # Num: Value Size Type Bind Vis Ndx Name
        words = line.split()
        if len(words) == 8 and words[4] in ("GLOBAL", "WEAK") and words[5] == "DEFAULT" and words[6] != "UND":
            names.add(words[7])
    return {name for name in names if not name.startswith("_Z") or OWN_NAME.match(name)}


def difference(what, names, expected):
    """Lines that say what is wrong."""
    more, fewer = sorted(names - expected), sorted(expected - names)
    return ([f"{what} exports {', '.join(more)}"] if more else []) + (
        [f"{what} does not export {', '.join(fewer)}"] if fewer else [])


def check_core(options):
    api = set(DECLARATION.findall(options.api.read_text(encoding="utf-8")))
    if not api:
        return [f"{options.api} declares no function"]
    return (difference(options.core, exported(options.core), api) +
            difference(options.archive, visible_in(options.archive), api))


def check_plugins(options):
    libraries = [*options.plugins, *(path for folder in options.folders for path in sorted(folder.glob("*.so")))]
    if not libraries:
        return ["no plugin given"]
    return [line for library in libraries for line in difference(library, exported(library), QUERY)]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    kinds = parser.add_subparsers(required=True)
    core = kinds.add_parser("core")
    core.add_argument("api", type=pathlib.Path, metavar="mortise.h")
    core.add_argument("core", metavar="libmortise.so")
    core.add_argument("archive", metavar="libmortise_static.a")
    core.set_defaults(check=check_core)
    plugins = kinds.add_parser("plugins")
    plugins.add_argument("plugins", nargs="*", metavar="LIBRARY")
    plugins.add_argument("--folder", dest="folders", action="append", default=[], type=pathlib.Path)
    plugins.set_defaults(check=check_plugins)
    options = parser.parse_args()
    wrong = options.check(options)
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
