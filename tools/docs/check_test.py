#!/usr/bin/env python3
"""Feeds the checks documents with faults, and some without."""

import os
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from docs import blocks, code, data, shell, stage  # noqa: E402


def document(*lines):
    return "\n".join(lines).replace("'''", "```") + "\n"


class Blocks(unittest.TestCase):
    def read(self, *lines):
        return blocks.read_blocks("a.md", document(*lines))

    def test_a_block_knows_its_line_and_its_language(self):
        found = self.read("Text", "'''sh", "true", "'''", "'''c++", "int i;", "'''", "'''", "picture", "'''")
        self.assertEqual([(b.place, b.language, b.text) for b in found],
                         [("a.md:3", "sh", "true\n"), ("a.md:6", "cpp", "int i;\n"), ("a.md:9", "", "picture\n")])

    def test_a_comment_says_how_the_next_block_is_checked(self):
        found = self.read("<!-- check: file main.cpp -->", "", "'''cpp", "int i;", "'''", "'''cpp", "'''")
        self.assertEqual([(b.directive, b.argument) for b in found], [("file", "main.cpp"), ("", "")])

    def test_lines_of_a_comment_are_a_prelude_or_a_hidden_block(self):
        found = self.read("<!-- check: statements", "int hidden;", "-->", "'''cpp", "hidden = 1;", "'''",
                          "<!-- check: run", "touch file", "-->")
        self.assertEqual(found[0].prelude.strip(), "int hidden;")
        self.assertEqual((found[1].language, found[1].text.strip(), found[1].directive), ("sh", "touch file", "run"))

    def test_other_comments_say_nothing(self):
        self.assertEqual(self.read("<!-- a note -->", "'''sh", "true", "'''")[0].directive, "")

    def test_what_cannot_be_meant_is_an_error_with_its_place(self):
        for lines in (["<!-- check: skip -->", "'''sh", "'''"], ["<!-- check: maybe -->", "'''sh", "'''"],
                      ["<!-- check: output -->", "Text"], ["<!-- check: statements -->", "'''sh", "'''"],
                      ["'''sh", "true"], ["<!-- check: run"]):
            with self.assertRaisesRegex(blocks.Malformed, r"^a\.md:\d+: "):
                self.read(*lines)


class Checks(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        work = Path(folder.name)
        (work / "folder").mkdir()
        (work / "install/bin").mkdir(parents=True)
        self.stage = stage.Stage(work, work / "install", work / "folder", work)

    def program(self, text):
        """A stand-in for `mortise`."""
        path = self.stage.install / "bin/mortise"
        path.write_text("#!/bin/sh\n" + text)
        os.chmod(path, 0o755)

    def run_shell(self, *lines):
        found = blocks.read_blocks("a.md", document(*lines))
        return {v.block.line: v for v in shell.run(self.stage, found)}

    def test_shell_blocks_share_a_shell_and_a_folder(self):
        verdicts = self.run_shell("'''sh", "name=file", "'''", "'''sh", "touch $name", "'''")
        self.assertFalse(any(v.failed for v in verdicts.values()))
        self.assertTrue((self.stage.folder / "file").exists())

    def test_the_block_that_fails_is_named_and_those_behind_it_are_not_run(self):
        verdicts = self.run_shell("'''sh", "true", "'''", "'''sh", "echo oops >&2; false | true", "'''", "'''sh", "true",
                                  "'''")
        self.assertEqual([(line, v.failed) for line, v in sorted(verdicts.items())],
                         [(2, False), (5, True), (8, True)])
        self.assertIn("oops", verdicts[5].message)
        self.assertIn("exit code 1", verdicts[5].message)

    def test_files_are_there_for_the_shell(self):
        self.assertFalse(self.run_shell("<!-- check: file CMakeLists.txt -->", "'''cmake", "here", "'''",
                                        "'''sh", "grep here CMakeLists.txt", "'''")[6].failed)

    def test_a_cmake_file_that_no_shell_block_uses_is_wrong(self):
        self.assertTrue(self.run_shell("<!-- check: file CMakeLists.txt -->", "'''cmake", "here", "'''")[3].failed)

    def test_an_output_is_compared_with_what_was_printed(self):
        lines = ["'''sh", "printf 'one  1\\ntwo 2\\n'", "'''", "<!-- check: output -->", "'''"]
        self.assertFalse(self.run_shell(*lines, "one 1", "…", "two …", "'''")[6].failed)
        wrong = self.run_shell(*lines, "two 2", "one 1", "'''")[6]
        self.assertTrue(wrong.failed)
        self.assertIn("one 1", wrong.message)

    def test_what_ci_runs_itself_is_left_out_by_line(self):
        verdicts = self.run_shell("'''sh", "tools/quickstart  # long", "true", "'''")
        self.assertEqual(shell.left_to_ci(verdicts[2].block), ["tools/quickstart"])
        self.assertFalse(verdicts[2].failed)

    def test_the_placeholder_stands_for_the_install_tree(self):
        self.assertFalse(self.run_shell("'''sh", "test -d /path/to/mortise/bin", "'''")[2].failed)

    def compiled(self, *lines):
        return code.compile_block(self.stage, blocks.read_blocks("a.md", document(*lines))[0])

    def test_a_whole_file_is_compiled_and_messages_name_the_document(self):
        self.assertFalse(self.compiled("'''cpp", "#include <vector>", "std::vector<int> v;", "'''").failed)
        wrong = self.compiled("'''c", "#include <stdio.h>", "int main(void) { return x; }", "'''")
        self.assertTrue(wrong.failed)
        self.assertIn("a.md:3", wrong.message)

    def test_statements_have_a_function_around_them(self):
        (self.stage.install / "include/mortise").mkdir(parents=True)
        (self.stage.install / "include/mortise/mortise.hpp").write_text("#include <vector>\n")
        self.assertFalse(self.compiled("<!-- check: statements", "#include <set>", "int n = 1;", "-->",
                                       "'''cpp", "for (int i : std::set<int>{n}) n = i;", "'''").failed)
        self.assertTrue(self.compiled("'''cpp", "undeclared = 1;", "'''").failed)

    def validated(self, *lines):
        return data.validate(self.stage, blocks.read_blocks("a.md", document("'''json", *lines, "'''"))[0])

    def test_json_is_parsed(self):
        self.assertFalse(self.validated("[1]").failed)
        self.assertIn("a.md:3", self.validated("{", "oops}").message)

    def test_a_config_is_checked_by_the_program_which_may_lack_a_plugin(self):
        self.program("exit 4")
        self.assertFalse(self.validated('{"backends": []}').failed)
        self.program("echo wrong >&2; exit 3")
        self.assertIn("wrong", self.validated('{"backends": []}').message)
        self.assertFalse(self.validated('{"anything": []}').failed)

    def test_a_manifest_is_checked_by_doctor(self):
        manifest = '{"id": "a", "interfaces": {}}'
        finding = '{"findings": [{"code": "%s", "sentence": "why"}]}'
        self.program(f"echo '{finding % 'hash-differs'}'; exit 4")
        self.assertFalse(self.validated(manifest).failed)
        self.program(f"echo '{finding % 'manifest-invalid'}'; exit 4")
        self.assertIn("why", self.validated(manifest).message)


if __name__ == "__main__":
    unittest.main()
