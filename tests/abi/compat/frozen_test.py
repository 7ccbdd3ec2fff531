"""A frozen header changes by growing and in no other way, and the tool says what is wrong where it does not."""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
TOOL = HERE.parents[2] / "tools" / "lint" / "abi-fingerprint"
sys.path.insert(0, str(TOOL.parent))
from abi import contract, growth, records, surface  # noqa: E402
from mutations import ALLOWED, FORBIDDEN, raise_minor, replace  # noqa: E402


class Copy(unittest.TestCase):
    """A copy of a version that a test may change."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def take(self, version):
        shutil.rmtree(self.folder)
        shutil.copytree(HERE / version, self.folder)
        return self.folder

    def run_tool(self, *arguments):
        return subprocess.run([sys.executable, "-B", str(TOOL), "--headers", str(self.folder), *arguments],
                              capture_output=True, text=True)

    def assert_refused(self, text, *arguments):
        result = self.run_tool(*arguments)
        self.assertEqual(result.returncode, 1, result.stdout + result.stderr)
        self.assertIn(text, result.stderr)

    def edit(self, path, old, new):
        replace(self.folder / path, old, new)


class Growth(Copy):
    def test_the_versions_as_they_are_pass(self):
        for version in ("v1_0", "v1_1", "v2_0"):
            with self.subTest(version):
                self.take(version)
                result = self.run_tool("--check")
                self.assertEqual(result.returncode, 0, result.stderr)

    def test_every_forbidden_change_is_found_and_nothing_is_written(self):
        for mutation in FORBIDDEN:
            with self.subTest(mutation.name):
                mutation.apply(self.take(mutation.base))
                raise_minor(self.folder)
                before = contract.load(self.folder).output.read_bytes()
                result = self.run_tool()
                self.assertEqual(result.returncode, 1)
                starts = [line for line in result.stderr.splitlines() if line.startswith(mutation.finding)]
                self.assertEqual(len(starts), 1, result.stderr)
                self.assertEqual(result.stderr.count(" froze "), result.stderr.count("\n  remedy: "))
                self.assertEqual(contract.load(self.folder).output.read_bytes(), before)

    def test_every_growth_passes_and_keeps_the_fingerprints_of_the_frozen_minors(self):
        for mutation in ALLOWED:
            with self.subTest(mutation.name):
                mutation.apply(self.take(mutation.base))
                raise_minor(self.folder)
                result = self.run_tool()
                self.assertEqual(result.returncode, 0, result.stderr)
                frozen = records.load(contract.load(self.folder), 1)
                written = contract.load(self.folder).output.read_text(encoding="utf-8")
                for macro in ("TOY_ABI_FINGERPRINT", "TOY_ABI_FINGERPRINT_REDUCER"):
                    older = ", ".join(f"UINT64_C({record[macro]['fingerprint']})" for record in frozen.values())
                    self.assertIn(f"{{{older}}};", written)

    def test_growth_needs_another_minor_version(self):
        for mutation in ALLOWED[:3]:
            with self.subTest(mutation.name):
                mutation.apply(self.take(mutation.base))
                self.assert_refused("the headers have grown, and are still of that version")

    def test_a_new_interface_is_growth(self):
        self.take("v1_0")
        raise_minor(self.folder)
        self.edit("contract.json", '"REDUCER": ["reducer"]', '"REDUCER": ["reducer"], "MAPPER": ["mapper"]')
        (self.folder / "toy/abi/mapper.h").write_text(
            "#include <toy/abi/plugin.h>\n"
            "typedef struct toy_mapper { uint64_t struct_size; void (*map)(void); } toy_mapper_t;\n", encoding="utf-8")
        self.assertEqual(self.run_tool().returncode, 0)
        self.take("v1_0")
        self.edit("contract.json", ', "REDUCER": ["reducer"]', "")
        (self.folder / "toy/abi/reducer.h").unlink()
        self.assert_refused("1.0 froze TOY_ABI_FINGERPRINT_REDUCER: the fingerprint is gone")


class Records(Copy):
    def test_the_record_of_a_version_is_the_same_for_ever(self):
        first = (HERE / "v1_0" / "frozen" / "1.0.abi.json").read_bytes()
        self.assertEqual((HERE / "v1_1" / "frozen" / "1.0.abi.json").read_bytes(), first)
        shutil.rmtree(self.take("v1_0") / "frozen")
        self.assertEqual(self.run_tool("--freeze").returncode, 0)
        self.assertEqual((self.folder / "frozen" / "1.0.abi.json").read_bytes(), first)

    def test_a_version_is_frozen_once(self):
        self.take("v1_0")
        self.assert_refused("1.0 is frozen already: raise the minor version", "--freeze")

    def test_major_version_0_is_not_frozen(self):
        shutil.rmtree(self.take("v1_0") / "frozen")
        self.edit("toy/abi/plugin.h", "TOY_ABI_MAJOR 1u", "TOY_ABI_MAJOR 0u")
        self.assert_refused("version 0.0 is not frozen: major version 0 promises nothing", "--freeze")
        self.assertFalse((self.folder / "frozen").exists())

    def test_a_version_with_padding_is_not_frozen(self):
        shutil.rmtree(self.take("v1_0") / "frozen")
        self.edit("toy/abi/plugin.h", "  uint32_t reserved;\n  mortise_string_t text;\n", "  mortise_string_t text;\n")
        self.assert_refused("toy_report_t has 4 bytes of padding at offset 12", "--freeze")

    def test_a_minor_version_follows_frozen_ones(self):
        (self.take("v1_1") / "frozen" / "1.0.abi.json").unlink()
        self.assert_refused("frozen/1.0.abi.json is missing, and the headers are 1.1: restore the record", "--check")

    def test_headers_older_than_a_record_are_refused(self):
        self.take("v1_1")
        self.edit("toy/abi/plugin.h", "TOY_ABI_MINOR 1u", "TOY_ABI_MINOR 0u")
        self.assert_refused("frozen/1.1.abi.json is newer than the headers, which say that they are 1.0", "--check")

    def test_an_edited_record_is_refused(self):
        self.take("v1_0")
        self.edit("frozen/1.0.abi.json", '"TOY_MODE_MAXIMUM": 2', '"TOY_MODE_MAXIMUM": 3')
        self.assert_refused("the record of TOY_ABI_FINGERPRINT_REDUCER has been edited", "--check")

    def test_another_major_version_is_bound_by_its_own_records_alone(self):
        self.take("v2_0")
        shutil.copy(HERE / "v1_1" / "frozen" / "1.0.abi.json", self.folder / "frozen")
        self.assertEqual(self.run_tool("--check").returncode, 0)

    def test_structs_say_how_long_they_were_at_first(self):
        written = contract.load(HERE / "v1_1").output.read_text(encoding="utf-8")
        self.assertIn("#define TOY_REQUEST_FIRST_SIZE UINT64_C(56)\n", written)
        self.assertIn("TOY_ABI_SIZE(toy_request_t, 64)\n", written)
        self.assertIn("#define TOY_DEADLINE_FIRST_SIZE UINT64_C(48)\n", written)
        self.assertNotIn("TOY_RANGE_FIRST_SIZE", written)


class Unreadable(Copy):
    """What the tool cannot read would be no part of any fingerprint, so it does not pass over it."""

    def test_declarations_that_are_not_understood_are_refused(self):
        for text, message in (
                ("enum toy_mode { kSum };\n", "an ABI header has no enum"),
                ("union toy_value { int64_t i; double d; };\n", "an ABI header has no union"),
                ("typedef uint32_t toy_mode_t;\n", "cannot read `typedef uint32_t toy_mode_t;`"),
                ("struct toy_lost { uint64_t struct_size; };\n", "struct toy_lost has no typedef toy_lost_t"),
                ("typedef struct toy_wide { uint64_t struct_size; } __attribute__((aligned(16))) toy_wide_t;\n",
                 "has no typedef toy_wide_t"),
                ("typedef void (*toy_outer_t)(void (*inner)(void));\n", "takes a function")):
            with self.subTest(text):
                self.take("v1_0")
                self.edit("toy/abi/reducer.h", "/* Items [begin, end).", text + "/* Items [begin, end).")
                self.assert_refused(message)

    def test_a_header_that_no_fingerprint_covers_is_refused(self):
        (self.take("v1_0") / "toy/abi/stray.h").write_text("#define TOY_STRAY 1u\n", encoding="utf-8")
        self.assert_refused("no fingerprint covers stray")


class Compare(unittest.TestCase):
    """Cases that no change to the toy headers leads to."""

    def findings(self, old, new, signature="void (*)(void)"):
        recorded = {**surface.empty(), "structs": {"toy_t": old}, "functions": {"toy_f_t": signature}}
        return [str(f) for f in growth.compare("1.0", recorded, {**recorded, "structs": {"toy_t": new}})]

    def struct(self, size, **members):
        return {"size": size, "members": {"struct_size": [0, 8, "uint64_t"], **members}}

    def test_changed_padding_is_found(self):
        self.assertEqual(self.findings(self.struct(16, a=[8, 8, "double"]), self.struct(16, a=[8, 8, "double"])), [])
        found = self.findings(self.struct(16, a=[8, 8, "double"]), self.struct(32, a=[8, 8, "double"]))
        self.assertEqual(len(found), 1)
        self.assertTrue(found[0].startswith("1.0 froze toy_t: its padding has changed: it had 16 bytes and has 32"))

    def test_growth_into_padding_is_found(self):
        found = self.findings(self.struct(16, a=[8, 4, "uint32_t"]),
                              self.struct(16, a=[8, 4, "uint32_t"], b=[12, 4, "uint32_t"]))
        self.assertEqual(len(found), 1)
        self.assertTrue(found[0].startswith("1.0 froze toy_t: `b` lies at offset 12, but the struct had 16 bytes"))

    def test_a_struct_that_is_passed_by_value_does_not_grow(self):
        grown = self.struct(16, a=[8, 8, "double"])
        self.assertEqual(self.findings(self.struct(8), grown, "void (*)(const toy_t*)"), [])
        for signature in ("void (*)(toy_t)", "toy_t (*)(void)", "void (*)(const toy_t, toy_t*)"):
            with self.subTest(signature):
                found = self.findings(self.struct(8), grown, signature)
                self.assertEqual(len(found), 1)
                self.assertIn("`a` has been added, but toy_f_t passes the struct by value", found[0])


if __name__ == "__main__":
    unittest.main()
