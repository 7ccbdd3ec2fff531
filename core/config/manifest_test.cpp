#include "core/config/manifest.hpp"

#include <mortise/abi/plugin.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "core/config/text_file.hpp"

using namespace mortise;
using namespace mortise::config;
using Json = nlohmann::json;

namespace {

Json minimal() {
  return {{"id", "p"},
          {"version", "1.0.0"},
          {"interfaces", {{"device", "0.1"}}},
          {"provides", {{"devices", {"npu"}}}},
          {"library", "libp.so"},
          {"sha256", std::string(64, 'a')},
          {"platform", {{"os", "linux"}, {"arch", "x86_64"}}}};
}

std::string error_with(const Json& changes) {
  Json json = minimal();
  json.merge_patch(changes);
  const auto result = parse_manifest(json.dump(), "m.json");
  REQUIRE_FALSE(result.ok());
  return std::string(result.error().message());
}

Manifest parsed(const Json& json) {
  auto result = parse_manifest(json.dump(), "m.json");
  INFO((result.ok() ? "" : std::string(result.error().message())));
  REQUIRE(result.ok());
  return std::move(result).value();
}

}  // namespace

TEST_CASE("the least manifest is complete") {
  const Manifest manifest = parsed(minimal());
  CHECK(manifest.id == "p");
  REQUIRE(manifest.interfaces.size() == 1);
  CHECK(manifest.interfaces[0].kind == MORTISE_INTERFACE_DEVICE);
  CHECK(manifest.interfaces[0].minor == 1);
  CHECK(manifest.arch == "x86_64");
  CHECK(manifest.options.empty());
}

TEST_CASE("every key of a manifest is read") {
  Json json = minimal();
  json.merge_patch(Json::parse(R"({
    "summary": "s", "cpu_features": ["avx2"], "glibc": "2.36", "sanitizer": "address,undefined",
    "interfaces": {"operator": "0.1", "pass": "0.1", "format": "0.1", "communicator": "0.1", "service": "1.2"},
    "needs": {"libraries": ["libx.so.1"], "driver": "the X driver"},
    "provides": {
      "operators": ["ai.onnx::Relu@14", "t::Op"], "kernels": ["cuda:Conv", "*:t::Op@2"],
      "dtypes": [{"name": "nf4", "number": 65536}],
      "passes": [{"name": "int8", "options": {"drop": {"type": "number", "default": 0.5, "minimum": 0}}}],
      "formats": [{"name": "gguf", "extensions": [".gguf"], "magic": [{"hex": "47475546"}, {"offset": 8, "hex": "00"}]}],
      "communicators": ["shm"], "services": ["http"]},
    "conformance": {"report": "p.conform.json", "expected_failures": [{"test": "op.*", "reason": "r"}],
                    "samples": {"formats": ["a.gguf"]}, "rendezvous": "shm:{unique}"},
    "options": {"mode": {"type": "string", "enum": ["a", "b"], "default": "b", "description": "d"},
                "list": {"type": "array", "items": "integer", "default": [1, 2], "maximum": 3}}})"));
  const Manifest manifest = parsed(json);
  CHECK(manifest.interfaces.size() == 6);
  CHECK(manifest.conformance_report == "p.conform.json");
  CHECK(manifest.needed_libraries == std::vector<std::string>{"libx.so.1"});
  CHECK(manifest.needed_driver == "the X driver");
  CHECK(manifest.glibc == "2.36");
  CHECK(manifest.sanitizers == std::vector<std::string>{"address", "undefined"});
  REQUIRE(manifest.provides.operators.size() == 2);
  CHECK(manifest.provides.operators[0].domain.empty());
  CHECK(manifest.provides.operators[0].version == 14);
  REQUIRE(manifest.provides.kernels.size() == 2);
  CHECK(manifest.provides.kernels[1].device_kind == "*");
  CHECK(manifest.provides.kernels[1].op.op == "Op");
  REQUIRE(manifest.provides.formats.size() == 1);
  CHECK(manifest.provides.formats[0].magic[0].bytes == "GGUF");
  CHECK(manifest.provides.formats[0].magic[1].offset == 8);
  REQUIRE(manifest.provides.passes.size() == 1);
  CHECK(manifest.provides.passes[0].options[0].default_value == OptionValue(0.5));
  REQUIRE(manifest.options.size() == 2);
  CHECK(manifest.options[0].default_value == OptionValue(std::vector<int64_t>{1, 2}));
  CHECK(claims(manifest.provides) ==
        std::vector<std::string>{"device:npu", "operator:Relu", "operator:t::Op",
                                 "kernel:cuda:Conv", "kernel:*:t::Op", "dtype:nf4", "pass:int8",
                                 "format:gguf", "communicator:shm", "service:http"});
}

TEST_CASE("an operator that is claimed in several forms is listed once") {
  Provides provides;
  provides.operators = {{"", "Relu", 6}, {"", "Relu", 14}};
  CHECK(claims(provides) == std::vector<std::string>{"operator:Relu"});
}

TEST_CASE("a manifest lacks nothing that is required") {
  const std::string key = GENERATE(as<std::string>(), "id", "version", "interfaces", "provides",
                                   "library", "sha256", "platform");
  CHECK_THAT(error_with({{key, nullptr}}), Catch::Contains("the key `" + key + "` is missing"));
}

TEST_CASE("a manifest that is wrong in one way is refused for it") {
  const auto [changes, expected] = GENERATE(table<std::string, std::string>({
      {R"({"ids": "x"})", "unknown key; did you mean `id`?"},
      {R"({"id": "P"})", "/id: must be 1 to 64 lower-case letters"},
      {R"({"id": "../x"})", "/id: must be 1 to 64 lower-case letters"},
      {R"({"conformance": {"report": "../r.json"}})",
       "/conformance/report: must be the name of a file in the manifest's own folder"},
      {R"({"conformance": {"expected_failures": [{"test": "op.*"}]}})",
       "/conformance/expected_failures/0: the key `reason` is missing"},
      {R"({"conformance": {"reports": "r.json"}})", "unknown key; did you mean `report`?"},
      {R"({"id": ".x"})", "/id: must be 1 to 64 lower-case letters"},
      {R"({"id": 7})", "/id: must be a string, not `7`"},
      {R"({"interfaces": {"devices": "0.1"}})",
       "/interfaces/devices: unknown key; did you mean `device`?"},
      {R"({"interfaces": {"device": "1"}})", "/interfaces/device: must be \"major.minor\""},
      {R"({"interfaces": {"device": "0.1.2"}})", "/interfaces/device: must be \"major.minor\""},
      {R"({"interfaces": {"device": "0.99999999999"}})",
       "/interfaces/device: must be \"major.minor\""},
      {R"({"interfaces": {"device": null}})", "/interfaces: must name at least one interface"},
      {R"({"interfaces": {"pass": "0.1"}})",
       "has the interface `pass`, but `provides` names nothing of that kind"},
      {R"({"provides": {"passes": [{"name": "x"}]}})", "provides what needs the interface `pass`"},
      {R"({"provides": {"device": ["x"]}})",
       "/provides/device: unknown key; did you mean `devices`?"},
      {R"({"provides": {"devices": ["a", "a"]}})", "/provides/devices/1: `a` is given twice"},
      {R"({"provides": {"operators": ["a b"]}})",
       "/provides/operators/0: `a b` is not an operator's name"},
      {R"({"provides": {"kernels": ["Relu"]}})", "/provides/kernels/0: `Relu` is not a kernel"},
      {R"({"provides": {"kernels": [":Relu"]}})", "/provides/kernels/0: `:Relu` is not a kernel"},
      {R"({"provides": {"dtypes": [{"name": "x", "number": 1}]}})",
       "must be an integer from 65536 to 4294967295"},
      {R"({"provides": {"passes": ["x"]}})", "/provides/passes/0: must be an object"},
      {R"({"provides": {"formats": [{"name": "x"}]}})",
       "/provides/formats/0: needs `extensions`, `magic` or both"},
      {R"({"provides": {"formats": [{"name": "x", "extensions": ["onnx"]}]}})",
       "`onnx` must be a dot and"},
      {R"({"provides": {"formats": [{"name": "x", "magic": [{"hex": "123"}]}]}})",
       "must be 1 to 64 bytes"},
      {R"({"provides": {"formats": [{"name": "x", "magic": [{"hex": "zz"}]}]}})",
       "must be 1 to 64 bytes"},
      {R"({"provides": {"formats": [{"name": "x", "magic": [{"offset": 70000, "hex": "00"}]}]}})",
       "must be an integer from 0 to 65536"},
      {R"({"library": "sub/lib.so"})",
       "/library: must be the name of a file in the manifest's own folder"},
      {R"({"library": ".."})", "/library: must be the name of a file in the manifest's own folder"},
      {R"({"sha256": "abc"})", "/sha256: must be 64 lower-case hexadecimal digits"},
      {R"({"platform": {"arch": null}})", "/platform: the key `arch` is missing"},
      {R"({"glibc": "new"})", "/glibc: must be a version such as"},
      {R"({"sanitizer": "addres"})",
       "/sanitizer: `addres` is not one of address, undefined, thread"},
      {R"({"sanitizer": "address,"})", "/sanitizer: `` is not one of address, undefined, thread"},
      {R"({"needs": {"library": []}})",
       "/needs/library: unknown key (allowed here: libraries, driver)"},
      {R"({"conformance": {"sample": {}}})",
       "/conformance/sample: unknown key; did you mean `samples`?"},
      {R"({"conformance": {"samples": {"pass": []}}})",
       "/conformance/samples/pass: unknown key (allowed here: passes, formats, operators)"},
      {R"({"options": {"x": {}}})", "/options/x: the key `type` is missing"},
      {R"({"options": {"x": {"type": "int"}}})",
       "/options/x/type: `int` is not one of boolean, integer"},
      {R"({"options": {"x": {"type": "array"}}})", "/options/x: the key `items` is missing"},
      {R"({"options": {"x": {"type": "string", "items": "string"}}})", "only an array has items"},
      {R"({"options": {"x": {"type": "string", "minimum": 1}}})",
       "`minimum` and `maximum` are for numbers"},
      {R"({"options": {"x": {"type": "number", "minimum": 2, "maximum": 1}}})",
       "`minimum` is above `maximum`"},
      {R"({"options": {"x": {"type": "integer", "enum": ["a"]}}})",
       "`enum` is for strings; the type is integer"},
      {R"({"options": {"x": {"type": "integer", "default": "a"}}})",
       "/options/x/default: must be an integer"},
      {R"({"options": {"x": {"type": "integer", "default": 0, "minimum": 1}}})",
       "must be at least 1, not `0`"},
      {R"({"options": {"x": {"type": "string", "enum": []}}})", "must name at least one choice"},
  }));
  CAPTURE(changes);
  CHECK_THAT(error_with(Json::parse(changes)), Catch::Contains(expected));
}

TEST_CASE("the example in the documentation parses") {
  const std::string text = read_text_file("docs/abi.md", size_t{1} << 20).value();
  const std::string open = "\n```json\n";
  const size_t begin = text.find(open) + open.size();
  const auto manifest =
      parse_manifest(text.substr(begin, text.find("\n```", begin) - begin), "docs/abi.md");
  INFO((manifest.ok() ? "" : std::string(manifest.error().message())));
  REQUIRE(manifest.ok());
  CHECK(manifest->id == "example-npu");
}
