"""abidiff, which reads what the compiler made of the headers, and our own check agree on what is growth.

usage: abidiff_test.py ABIDIFF
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
sys.path.insert(0, str(ROOT / "tools" / "lint"))
from abi import contract, growth, measure, surface  # noqa: E402
from abi.headers import parse  # noqa: E402
from mutations import ALLOWED, FORBIDDEN  # noqa: E402

# Bits of its exit status; see the manual page of abidiff.
ERROR, USAGE, CHANGE, INCOMPATIBLE = 1, 2, 4, 8


def library(folder, headers):
    """A library with a function for each struct and function type, so that its debug information has them all."""
    types = [name for header in headers for name, _ in [*header.structs, *header.functions]]
    source, output = folder / "surface.c", folder / "surface.so"
    source.write_text("".join([f"#include <toy/abi/{header.name}.h>\n" for header in headers] +
                              [f"void use_{t}({t}* it);\nvoid use_{t}({t}* it) {{ (void)it; }}\n" for t in types]))
    compiler = os.environ.get("CC", "cc").split()
    subprocess.run([*compiler, "-std=c11", "-g", "-O0", "-shared", "-fPIC", f"-I{folder}", f"-I{measure.ABI}",
                    str(source), "-o", str(output)], check=True)
    return output


class Version:
    """A copy of a version's headers, with a mutation or without, as both programs see it."""

    def __init__(self, name, parent, mutation=None):
        self.folder = parent / (f"{name} {mutation.name}" if mutation else name)
        if not self.folder.exists():
            shutil.copytree(HERE / name, self.folder)
            if mutation:
                mutation.apply(self.folder)
        self.contract = contract.load(self.folder)
        headers = [parse(self.contract, header) for header in self.contract.names]
        numbers = measure.measure(self.contract, headers)
        self.surface = surface.surface(self.contract, headers, numbers)
        self.library = library(self.folder, headers)


def abidiff(old, new):
    """Its exit status, and its report on each type that has changed itself."""
    command = [sys.argv[1], "--leaf-changes-only", "--harmless", "--no-added-syms", str(old.library), str(new.library)]
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode & (ERROR | USAGE):
        raise RuntimeError(result.stderr)
    return result.returncode, result.stdout


SUMMARY = re.compile(r"^(Leaf changes|Changed leaf types|Removed/Changed/Added \w+) summary: .*\n", re.M)
GROWN = re.compile(r"^'struct \w+ at .*' changed:\n"
                   r"  type size changed from (?P<size>\d+) to \d+ \(in bits\)\n"
                   r"  \d+ data member insertions?:\n"
                   r"    '.*', at offset (?P=size) .*\n(    '.*', at offset .*\n)*", re.M)


def beyond_growth(report):
    """What is left of a report without structs that have got members at their old ends."""
    return GROWN.sub("", SUMMARY.sub("", report)).strip()


class Agreement(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.parent = pathlib.Path(tempfile.mkdtemp())
        cls.addClassCleanup(shutil.rmtree, cls.parent)

    def findings(self, old, new):
        return [*growth.compare("the old version", old.surface, new.surface)]

    def test_a_version_does_not_differ_from_itself(self):
        for name in ("v1_0", "v1_1", "v2_0"):
            version = Version(name, self.parent)
            self.assertEqual(abidiff(version, version)[0], 0)

    def test_from_1_0_to_1_1_there_is_growth_alone(self):
        old, new = Version("v1_0", self.parent), Version("v1_1", self.parent)
        status, report = abidiff(old, new)
        self.assertEqual(status, CHANGE)
        self.assertEqual(beyond_growth(report), "")
        self.assertEqual(len(GROWN.findall(report)), 5)
        self.assertEqual(self.findings(old, new), [])

    def test_from_1_1_to_2_0_the_change_is_incompatible(self):
        old, new = Version("v1_1", self.parent), Version("v2_0", self.parent)
        status, report = abidiff(old, new)
        self.assertEqual(status, CHANGE | INCOMPATIBLE)
        changed = set(re.findall(r"'struct (\w+) at .*' changed:", beyond_growth(report)))
        self.assertEqual(changed, {"toy_report", "toy_host", "toy_request", "toy_range"})
        subjects = {finding.subject.split(".")[0] for finding in self.findings(old, new)}
        types = {name for name in subjects if name.endswith("_t")}
        self.assertEqual(types, {f"{name}_t" for name in changed} | {"toy_combine_t"})
        self.assertIn("use_toy_combine_t", report)

    def test_the_way_back_is_no_growth(self):
        old, new = Version("v1_1", self.parent), Version("v1_0", self.parent)
        self.assertNotEqual(beyond_growth(abidiff(old, new)[1]), "")
        self.assertNotEqual(self.findings(old, new), [])

    def test_both_refuse_each_forbidden_change_of_a_type(self):
        for mutation in FORBIDDEN:
            with self.subTest(mutation.name):
                old, new = Version(mutation.base, self.parent), Version(mutation.base, self.parent, mutation)
                status, report = abidiff(old, new)
                self.assertEqual(bool(status), mutation.is_in_types)
                self.assertEqual(beyond_growth(report) != "", mutation.is_in_types, report)
                self.assertNotEqual(self.findings(old, new), [])

    def test_both_accept_each_growth(self):
        for mutation in ALLOWED:
            with self.subTest(mutation.name):
                old, new = Version(mutation.base, self.parent), Version(mutation.base, self.parent, mutation)
                status, report = abidiff(old, new)
                self.assertEqual(status & INCOMPATIBLE, 0)
                self.assertEqual(beyond_growth(report), "")
                self.assertEqual(self.findings(old, new), [])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
