#!/usr/bin/env python3
"""Feeds each rule a tree with faults, and one without."""

import pathlib
import tempfile
import unittest

import rules


class Tree(unittest.TestCase):
    def findings(self, rule, files):
        """The "path:line" of each finding of `rule` in a tree of these files."""
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for path, content in files.items():
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text(content)
            return [f"{found.path}:{found.line}" for found in rule(root, sorted(files))]

    def refuses(self, path, include):
        files = {path: f"// A comment.\n#include {include}\n"}
        self.assertEqual(self.findings(rules.include_directions, files), [f"{path}:2"], include)

    def accepts(self, path, include):
        files = {path: f"#include {include}\n"}
        self.assertEqual(self.findings(rules.include_directions, files), [], include)


class IncludeDirections(Tree):
    def test_the_abi_includes_the_c_library_and_itself(self):
        self.accepts("core/abi/mortise/abi/base.h", "<stdint.h>")
        self.accepts("core/abi/mortise/abi/plugin.h", "<mortise/abi/base.h>")
        self.refuses("core/abi/mortise/abi/base.h", "<vector>")
        self.refuses("core/abi/mortise/abi/base.h", "<sys/mman.h>")
        self.refuses("core/abi/mortise/abi/base.h", "<mortise/mortise.h>")
        self.refuses("core/abi/mortise/abi/base.h", '"core/base/status.hpp"')

    def test_the_core_knows_no_plugin_and_no_vendor(self):
        self.accepts("core/host/host.cpp", '"core/base/status.hpp"')
        self.accepts("core/host/host.cpp", "<boost/dll/shared_library.hpp>")
        self.accepts("core/host/host.cpp", "<sys/stat.h>")
        self.refuses("core/host/host.cpp", "<oneapi/dnnl/dnnl.hpp>")
        self.refuses("core/host/host.cpp", "<cuda_runtime.h>")
        self.refuses("core/host/host.cpp", "<mortise/sdk/plugin.hpp>")
        self.refuses("core/run/session.cpp", '"ops/relu.hpp"')

    def test_public_headers_show_no_third_party(self):
        self.accepts("core/include/mortise/mortise.hpp", "<string>")
        self.refuses("core/include/mortise/mortise.hpp", "<nlohmann/json.hpp>")
        self.refuses("plugin-sdk/include/mortise/sdk/plugin.hpp", "<fmt/format.h>")
        self.refuses("plugin-sdk/include/mortise/sdk/plugin.hpp", "<mortise/mortise.h>")

    def test_plugins_see_the_sdk_and_the_abi_only(self):
        for path in ("ops/relu.cpp", "backends/cpu/device.cpp", "plugins/formats/onnx/read.cpp"):
            self.accepts(path, "<mortise/sdk/plugin.hpp>")
            self.accepts(path, "<mortise/abi/device.h>")
            self.refuses(path, '"core/graph/graph.hpp"')
            self.refuses(path, "<mortise/mortise.h>")
        self.refuses("backends/cpu/device.cpp", '"ops/relu.hpp"')

    def test_tools_and_services_use_the_embedding_api(self):
        self.accepts("tools/mortise/main.cpp", "<mortise/mortise.hpp>")
        self.accepts("plugins/services/http/serve.cpp", "<mortise/mortise.h>")
        self.refuses("tools/mortise/main.cpp", '"core/run/session.hpp"')
        self.refuses("tools/mortise/main.cpp", "<mortise/sdk/plugin.hpp>")
        self.refuses("plugins/services/http/serve.cpp", '"core/run/session.hpp"')

    def test_tests_are_free(self):
        self.accepts("ops/relu_test.cpp", '"core/graph/graph.hpp"')
        self.accepts("tests/integration/ocr.cpp", '"backends/cpu/device.hpp"')

    def test_a_path_upward_is_followed(self):
        files = {"backends/cpu/a.cpp": '#include "../../core/base/b.hpp"\n', "core/base/b.hpp": ""}
        self.assertEqual(self.findings(rules.include_directions, files), ["backends/cpu/a.cpp:1"])


class Files(Tree):
    def test_800_lines_are_the_most(self):
        files = {"core/long.cpp": "\n" * 799 + "int a;\n", "core/longer.cpp": "int a;\n" * 801}
        self.assertEqual(self.findings(rules.file_length, files), ["core/longer.cpp:801"])

    def test_a_file_ends_with_one_newline(self):
        files = {"a.cpp": "int a;\n", "b.cpp": "int b;", "c.cpp": "int c;\n\n", "d.cpp": "a\r\nb\n"}
        self.assertEqual(self.findings(rules.last_newline, files), ["b.cpp:1", "c.cpp:2", "d.cpp:1"])

    def test_test_data_may_be_malformed(self):
        self.assertEqual(self.findings(rules.last_newline, {"tests/fuzz/corpus/onnx/a": "{"}), [])


class ForbiddenText(Tree):
    def refuses_text(self, text, path="core/a.cpp"):
        files = {path: f"int a;\n{text}\n"}
        self.assertEqual(self.findings(rules.forbidden_text, files), [f"{path}:2"], text)

    def test_unfinished_things(self):
        self.refuses_text("// TO" + "DO: finish")
        self.refuses_text("// FIX" + "ME")

    def test_paths_of_one_machine(self):
        self.refuses_text("open(/ho" + "me/somebody/model)")
        self.refuses_text('"/wo' + 'rk/main/core"')

    def test_hosts_in_scripts(self):
        for path in ("tools/fetch-models", ".ci/run", "ops/CMakeLists.txt", "tools/a.py"):
            self.refuses_text("curl https:/" + "/example.invalid/file", path)
        self.refuses_text("pip install --index" + "-url $mirror", "tools/fetch-models")

    def test_ordinary_text_passes(self):
        files = {"a.md": "build/wo" "rk/file, ../ho" "me/x, method and tools/wo" "rk/y, /usr/lib\n"
                         "See https:/" "/example.invalid/paper.\n"}
        self.assertEqual(self.findings(rules.forbidden_text, files), [])


if __name__ == "__main__":
    unittest.main()
