"""Compiles C and C++ blocks against the installed headers, and configures CMake blocks."""

import os
import subprocess

from .verdict import Verdict, failed

WARNINGS = ["-Wall", "-Wextra", "-Werror", "-Wno-unused-variable", "-Wno-unused-but-set-variable",
            "-Wno-unused-function", "-Wno-unused-parameter"]

# What a fragment may take for granted.
HEADERS = {
    "c": "#include <mortise/mortise.h>\n#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n",
    "cpp": "#include <mortise/mortise.hpp>\n#include <cstdio>\n#include <iostream>\n#include <memory>\n"
           "#include <string>\n#include <thread>\n#include <vector>\n",
}


def is_whole_file(block):
    return "#include" in block.text or "int main(" in block.text


def source_of(block):
    """The block as a file that a compiler takes, whose messages name the document's lines."""
    text = f'#line {block.line} "{block.document}"\n{block.text}'
    kind = block.directive
    if kind in ("", "file"):
        kind = "whole" if is_whole_file(block) else "statements"
    if kind in ("whole", "in tree"):
        return f"{block.prelude}\n{text}"
    if kind == "declarations":
        return f"{HEADERS[block.language]}{block.prelude}\n{text}"
    prelude = block.prelude.split("\n")
    includes = "\n".join(line for line in prelude if line.startswith("#"))
    before = "\n".join(line for line in prelude if not line.startswith("#"))
    return (f"{HEADERS[block.language]}{includes}\nvoid statements_of_the_document(void);\n"
            f"void statements_of_the_document(void) {{\n{before}\n{text}}}\n")


def compiler_of(stage, block):
    in_tree = block.directive == "in tree"
    if block.language == "c":
        command = os.environ.get("CC", "cc").split() + ["-std=c11", "-x", "c"]
    else:
        command = os.environ.get("CXX", "c++").split() + ["-std=c++20" if in_tree else "-std=c++17", "-x", "c++"]
    folders = [stage.install / "include"]
    if in_tree:
        folders = [stage.root / folder for folder in (".", "core/abi", "core/include", "plugin-sdk/include")]
    return command + WARNINGS + ["-fsyntax-only"] + [f"-I{folder}" for folder in folders]


def compile_block(stage, block):
    result = subprocess.run(compiler_of(stage, block) + ["-"], input=source_of(block), capture_output=True, text=True,
                            cwd=stage.folder)
    return failed(block, "compiled", result.stderr) if result.returncode != 0 else Verdict(block, "compiled")


def configure_block(stage, block):
    """The block in a project of its own, unless it is one."""
    folder = stage.work / f"cmake-{block.line}"
    folder.mkdir()
    header = "" if "project(" in block.text else (
        "cmake_minimum_required(VERSION 3.25)\nproject(document LANGUAGES C CXX)\n")
    (folder / "CMakeLists.txt").write_text(f"{header}{block.prelude}\n{stage.substitute(block.text)}")
    result = subprocess.run(["cmake", "-S", folder, "-B", folder / "build", f"-DCMAKE_PREFIX_PATH={stage.install}"],
                            capture_output=True, text=True, env=stage.environment())
    return failed(block, "configured", result.stderr) if result.returncode != 0 else Verdict(block, "configured")
