#!/usr/bin/env python3
"""What mortise_add_plugin promises, on projects outside the tree.

usage: add_plugin_test.py PREFIX [TEST]…     PREFIX: an install tree of Mortise
"""
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

PREFIX = pathlib.Path()
SCRATCH = None  # a folder for the projects

PROJECT = """
cmake_minimum_required(VERSION 3.25)
project(outside VERSION 0.1.0 LANGUAGES {languages})
find_package(Mortise REQUIRED)
{body}
"""

PLUGIN = """
#include <mortise/sdk/operator_provider.hpp>
#include "helper.hpp"
namespace {
class Tiny final : public mortise::sdk::Plugin<mortise::sdk::OperatorProvider> {
 public:
  Tiny(const mortise_host_t* host, const mortise::sdk::Attributes&) : Plugin(host) {
    mortise::sdk::log(host, MORTISE_LOG_DEBUG, helper::text(GREETING));
    add(&define, "tiny", "Same", 1);
  }
  static void define(mortise::sdk::Operator& op) {
    op.summary("the same").input("X").output("Y").infer(&infer).decompose(&same);
  }
  static void infer(const mortise::sdk::Node& node, mortise::sdk::Inference& out) {
    out.set_like(0, node.type(0), node.dtype(0));
  }
  static std::vector<mortise::sdk::Value> same(const mortise::sdk::Node& node, mortise::sdk::Builder&) {
    return {node.input_id(0)};
  }
};
}  // namespace
MORTISE_PLUGIN("tiny", "0.1.0", Tiny);
"""

# Public symbols of every kind that C++ has: functions, data, inline statics, types of exceptions.
HELPER_HEADER = """
#pragma once
#include <stdexcept>
#include <string>
namespace helper {
struct Failure : std::runtime_error { using std::runtime_error::runtime_error; };
template <class T> struct Counter { static inline int count = 0; };
extern int calls;
std::string text(const std::string& name);
}
extern "C" int helper_in_c(void);
"""
HELPER = """
#include "helper.hpp"
namespace helper {
int calls = 0;
std::string text(const std::string& name) {
  ++calls;
  if (++Counter<std::string>::count > 1000000) throw Failure("enough");
  return "hello " + name;
}
}
extern "C" int helper_in_c(void) { return helper::calls; }
"""

BODY = """
add_library(helper STATIC helper.cpp)
set_target_properties(helper PROPERTIES POSITION_INDEPENDENT_CODE ON)
mortise_add_plugin(tiny SOURCES plugin.cpp MANIFEST manifest.json LINK helper
  PROVIDES_OPERATORS tiny::Same@1 tiny::Other@2 OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/plugins)
"""

MANIFEST = {"id": "tiny", "version": "0.1.0", "summary": "before", "interfaces": {"operator": "0.1"}}


def run(*words):
    return subprocess.run([str(word) for word in words], capture_output=True, text=True)


def must(*words):
    done = run(*words)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, words))}\n{done.stdout}{done.stderr}")
    return done.stdout


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


class Project:
    """A folder with a project that is built against the install tree."""

    def __init__(self, body, languages="C CXX", **files):
        self.source = pathlib.Path(tempfile.mkdtemp(dir=SCRATCH))
        self.build_folder = self.source / "build"
        self.plugins = self.build_folder / "plugins"
        self.write("CMakeLists.txt", PROJECT.format(languages=languages, body=body))
        for name, content in files.items():
            self.write(name.replace("__", "."), content)

    def write(self, name, content):
        text = content if isinstance(content, str) else json.dumps(content)
        (self.source / name).write_text(text)

    def configure(self, *options):
        return run("cmake", "-S", self.source, "-B", self.build_folder, "-G", "Ninja",
                   "-DCMAKE_BUILD_TYPE=Release", f"-DCMAKE_PREFIX_PATH={PREFIX}",
                   f"-DCMAKE_INSTALL_PREFIX={self.source / 'installed'}", *options)

    def build(self):
        return run("cmake", "--build", self.build_folder)

    def must_build(self, *options):
        for done in (self.configure(*options), self.build()):
            if done.returncode != 0:
                raise AssertionError(done.stdout + done.stderr)


def cxx_project():
    return Project(BODY, plugin__cpp=PLUGIN.replace("GREETING", '"tiny"'), helper__cpp=HELPER,
                   helper__hpp=HELPER_HEADER, manifest__json=MANIFEST)


class Built(unittest.TestCase):
    """One project, built once; the tests change it in the order of their names."""

    @classmethod
    def setUpClass(cls):
        cls.project = cxx_project()
        cls.project.must_build()
        cls.library = cls.project.plugins / "libmortise_tiny.so"

    def manifest(self):
        return json.loads((self.project.plugins / "tiny.mortise.json").read_text())

    def check_hash(self):
        self.assertEqual(self.manifest()["sha256"], sha256(self.library))

    def test_1_exports_the_query_alone(self):
        names = must("nm", "-D", "--defined-only", "--format=just-symbols", self.library).split()
        self.assertEqual(names, ["mortise_plugin_query"])

    def test_2_imports_nothing_of_the_core(self):
        names = must("nm", "-D", "--undefined-only", "--format=just-symbols", self.library)
        self.assertNotIn("mortise", names)
        self.assertIn("NOW", must("readelf", "-dW", self.library))

    def test_3_completes_the_manifest(self):
        manifest = self.manifest()
        self.assertEqual(manifest["library"], "libmortise_tiny.so")
        self.assertEqual(manifest["platform"]["os"], "linux")
        self.assertEqual(manifest["platform"]["arch"], must("uname", "-m").strip())
        self.assertEqual(manifest["provides"]["operators"], ["tiny::Same@1", "tiny::Other@2"])
        self.assertEqual(manifest["summary"], "before")
        self.assertNotIn("sanitizer", manifest)
        self.check_hash()

    def test_4_follows_the_library(self):
        before = self.manifest()["sha256"]
        self.project.write("helper.cpp", HELPER.replace("hello", "goodbye"))
        must("cmake", "--build", self.project.build_folder)
        self.assertNotEqual(self.manifest()["sha256"], before)
        self.check_hash()

    def test_5_follows_the_authors_manifest(self):
        self.project.write("manifest.json", {**MANIFEST, "summary": "after"})
        must("cmake", "--build", self.project.build_folder)
        self.assertEqual(self.manifest()["summary"], "after")
        self.check_hash()

    def test_6_installs_a_manifest_of_the_installed_library(self):
        must("cmake", "--install", self.project.build_folder, "--strip")
        folder = self.project.source / "installed/lib/mortise/plugins"
        manifest = json.loads((folder / "tiny.mortise.json").read_text())
        self.assertEqual(manifest["sha256"], sha256(folder / "libmortise_tiny.so"))
        self.assertEqual(manifest["summary"], "after")


C_PLUGIN = """
#include <mortise/abi/plugin.h>
MORTISE_EXPORT const mortise_plugin_description_t* mortise_plugin_query(void);
const mortise_plugin_description_t* mortise_plugin_query(void) { return NULL; }
"""
C_BODY = """
set(CMAKE_C_STANDARD 11)
set(CMAKE_C_EXTENSIONS OFF)
mortise_add_plugin(tiny SOURCES plugin.c MANIFEST manifest.json
  OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/plugins)
"""


class InC(unittest.TestCase):
    def built(self, *options):
        project = Project(C_BODY, languages="C", manifest__json=MANIFEST, plugin__c=C_PLUGIN)
        project.must_build("-DCMAKE_C_FLAGS=-Wall -Wextra -pedantic -Werror", *options)
        return json.loads((project.plugins / "tiny.mortise.json").read_text())

    def test_a_project_in_c_needs_no_other_compiler(self):
        self.assertNotIn("sanitizer", self.built())

    def test_the_manifest_states_the_sanitizer(self):
        self.assertEqual(self.built("-DMORTISE_SANITIZER=address")["sanitizer"], "address")


class Refused(unittest.TestCase):
    def refused(self, body, *parts, **files):
        done = Project(body, languages="C", **files).configure()
        self.assertNotEqual(done.returncode, 0)
        text = " ".join(done.stderr.split())  # CMake breaks lines
        for part in parts:
            self.assertIn(part, text)

    def with_manifest(self, content, *parts):
        self.refused("mortise_add_plugin(tiny SOURCES plugin.c MANIFEST manifest.json)",
                     "is no manifest: it must be a JSON object with at least a string `id`", *parts,
                     plugin__c="", manifest__json=content)

    def test_a_manifest_that_is_no_json(self):
        self.with_manifest('{"id": "tiny",', "manifest.json", "Line 1")

    def test_a_manifest_without_an_id(self):
        self.with_manifest({"version": "0.1.0"}, "manifest.json")

    def test_an_id_that_is_no_string(self):
        self.with_manifest({"id": 7})

    def test_a_manifest_that_is_missing(self):
        self.refused("mortise_add_plugin(tiny SOURCES plugin.c MANIFEST nowhere.json)",
                     "nowhere.json is missing", plugin__c="")

    def test_no_manifest(self):
        self.refused("mortise_add_plugin(tiny SOURCES plugin.c)", "tiny needs a MANIFEST", plugin__c="")

    def test_an_argument_that_does_not_exist(self):
        self.refused("mortise_add_plugin(tiny SOURCE plugin.c MANIFEST manifest.json)",
                     "unknown arguments: SOURCE", plugin__c="", manifest__json=MANIFEST)

    def test_a_symbol_of_the_core(self):
        project = Project("mortise_add_plugin(tiny SOURCES plugin.c MANIFEST manifest.json)",
                          languages="C", manifest__json=MANIFEST,
                          plugin__c="int mortise_version(void);\nint use(void);\n"
                                    "int use(void) { return mortise_version(); }\n")
        self.assertEqual(project.configure().returncode, 0)
        done = project.build()
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("undefined reference to `mortise_version'", done.stdout + done.stderr)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    PREFIX = pathlib.Path(sys.argv.pop(1)).resolve()
    with tempfile.TemporaryDirectory() as SCRATCH:
        unittest.main()
