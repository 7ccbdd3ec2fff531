"""The ABI's rules that can be read from its headers, and what a changed header does to the fingerprint."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOL = ROOT / "tools" / "lint" / "abi-fingerprint"
CORE_ABI = ROOT / "core" / "abi"
TYPE_WORDS = {"uint8_t", "int32_t", "uint32_t", "int64_t", "uint64_t", "float", "double", "void", "char", "const"}
sys.path.insert(0, str(TOOL.parent))
from abi import contract, headers, surface  # noqa: E402

# Plain pairs, which cannot grow.
WITHOUT_SIZE = {"mortise_string_t", "mortise_fence_point_t", "mortise_copy_end_t"}


class Rules(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        loaded = contract.load(CORE_ABI)
        cls.headers = [headers.parse(loaded, name) for name in loaded.names]

    def test_every_struct_starts_with_its_size(self):
        structs = [s for h in self.headers for s in h.structs]
        self.assertGreater(len(structs), 40)
        for name, members in structs:
            if name not in WITHOUT_SIZE:
                self.assertEqual(members[0], (surface.SIZE, "uint64_t"), name)

    def test_members_have_fixed_width_types(self):
        for header in self.headers:
            for name, members in header.structs:
                for member, spelling in members:
                    for word in re.findall(r"\w+", spelling):
                        known = word in TYPE_WORDS or word.startswith("mortise_")
                        self.assertTrue(known or word.isdigit(), f"{name}.{member}: {spelling}")

    def test_no_struct_has_implicit_padding(self):
        for header in self.headers:
            path = CORE_ABI / "mortise" / "abi" / f"{header.name}.h"
            command = [*os.environ.get("CC", "cc").split(), "-std=c11", "-Wpadded", "-Werror", "-fsyntax-only",
                       f"-I{CORE_ABI}", "-x", "c", str(path)]
            result = subprocess.run(command, capture_output=True, text=True)
            self.assertEqual(result.returncode, 0, result.stderr)


class Fork(unittest.TestCase):
    """A copy of the headers that somebody changed."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        shutil.copytree(CORE_ABI / "mortise", self.folder / "mortise")
        shutil.copy(CORE_ABI / "contract.json", self.folder)

    def edit(self, header, old, new):
        path = self.folder / "mortise" / "abi" / header
        text = path.read_text(encoding="utf-8")
        self.assertEqual(text.count(old), 1)
        path.write_text(text.replace(old, new), encoding="utf-8")

    def check(self):
        return subprocess.run([sys.executable, str(TOOL), "--headers", str(self.folder), "--check"],
                              capture_output=True, text=True)

    def compile(self):
        header = self.folder / "mortise" / "abi" / "fingerprint.h"
        command = [*os.environ.get("CC", "cc").split(), "-std=c11", "-fsyntax-only", f"-I{self.folder}", "-x", "c",
                   str(header)]
        return subprocess.run(command, capture_output=True, text=True)

    def test_the_headers_as_they_are_keep_the_fingerprint(self):
        self.assertEqual(self.check().returncode, 0)
        self.assertEqual(self.compile().returncode, 0)

    def test_a_member_that_moved_changes_it_and_does_not_compile(self):
        self.edit("base.h", "  mortise_string_t message;\n", "  uint64_t added;\n  mortise_string_t message;\n")
        result = self.check()
        self.assertEqual(result.returncode, 1)
        self.assertIn("is stale: run tools/lint/abi-fingerprint", result.stderr)
        compiled = self.compile()
        self.assertNotEqual(compiled.returncode, 0)
        self.assertIn("mortise_status_t.message has moved", compiled.stderr)

    def test_another_value_of_a_constant_changes_it(self):
        self.edit("base.h", "#define MORTISE_DTYPE_INT8 3u", "#define MORTISE_DTYPE_INT8 4u")
        self.assertEqual(self.check().returncode, 1)

    def test_another_parameter_type_changes_it(self):
        self.edit("communicator.h", "mortise_status_t* (*split)(mortise_communicator_t* communicator, uint32_t color,",
                  "mortise_status_t* (*split)(mortise_communicator_t* communicator, uint64_t color,")
        self.assertEqual(self.check().returncode, 1)

    def test_comments_and_parameter_names_do_not(self):
        self.edit("base.h", "Null is success.", "Null means success.")
        self.edit("service.h", "void (*stop)(mortise_service_t* service);", "void (*stop)(mortise_service_t* it);")
        self.assertEqual(self.check().returncode, 0)

    def test_only_the_changed_interface_gets_another_fingerprint(self):
        self.edit("pass.h", "#define MORTISE_PASS_IDEMPOTENT 1u", "#define MORTISE_PASS_IDEMPOTENT 4u")
        difference = [line for line in self.check().stderr.splitlines() if line.startswith("+#define")]
        self.assertEqual(len(difference), 1)
        self.assertIn("MORTISE_ABI_FINGERPRINT_PASS", difference[0])


if __name__ == "__main__":
    unittest.main()
