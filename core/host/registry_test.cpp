#include "core/host/registry.hpp"

#include <catch2/catch.hpp>

#include "core/base/status.hpp"

using namespace mortise;
using namespace mortise::host;

namespace {

mortise_operator_t op(const char* domain, const char* name, uint32_t version) {
  mortise_operator_t definition{};
  definition.struct_size = sizeof(definition);
  definition.domain = to_abi(domain);
  definition.name = to_abi(name);
  definition.version = version;
  return definition;
}

mortise_kernel_definition_t kernel(const char* kind, uint32_t version) {
  mortise_kernel_definition_t definition{};
  definition.struct_size = sizeof(definition);
  definition.device_kind = to_abi(kind);
  definition.op = to_abi("Relu");
  definition.version = version;
  return definition;
}

}  // namespace

TEST_CASE("forms of an operator are found by version") {
  const mortise_operator_t first = op("", "Relu", 6), second = op("ai.onnx", "Relu", 13);
  Registry registry;
  Contents contents;
  contents.operators = {&second, &first};
  CHECK(registry.add("ops", contents).empty());
  CHECK(registry.find_operator("", "Relu", 0) == &second);
  CHECK(registry.find_operator("", "Relu", 100) == &second);
  CHECK(registry.find_operator("", "Relu", 13) == &second);
  CHECK(registry.find_operator("ai.onnx", "Relu", 12) == &first);
  CHECK(registry.find_operator("", "Relu", 5) == nullptr);
  CHECK(registry.find_operator("", "Selu", 0) == nullptr);
  CHECK(registry.oldest_operator("", "Relu") == 6);
  CHECK(registry.oldest_operator("", "Selu") == 0);
}

TEST_CASE("a kernel for the device's own kind comes before a portable one") {
  const mortise_kernel_definition_t own = kernel("npu", 6), portable = kernel("*", 6),
                                    newer = kernel("*", 13);
  Registry registry;
  Contents contents;
  contents.kernels = {&portable, &own, &newer};
  CHECK(registry.add("ops", contents).empty());
  CHECK(registry.find_kernel("npu", "", "Relu", 6) == &own);
  CHECK(registry.find_kernel("cpu", "", "Relu", 6) == &portable);
  CHECK(registry.find_kernel("npu", "", "Relu", 13) == &newer);
  CHECK(registry.find_kernel("npu", "", "Relu", 14) == nullptr);
}

TEST_CASE("of two plugins the one whose id sorts first is used, whichever came first") {
  const mortise_operator_t of_a = op("", "Relu", 6), of_b = op("", "Relu", 6);
  Contents a, b;
  a.operators = {&of_a};
  b.operators = {&of_b};
  Registry registry;
  const bool a_first = GENERATE(true, false);
  CHECK(registry.add(a_first ? "a" : "b", a_first ? a : b).empty());
  const std::vector<std::string> hidden = registry.add(a_first ? "b" : "a", a_first ? b : a);
  REQUIRE(hidden.size() == 1);
  CHECK_THAT(hidden[0], Catch::Contains("that of `a` is used"));
  CHECK(registry.find_operator("", "Relu", 6) == &of_a);
}

TEST_CASE("registered dtypes are found by number") {
  mortise_dtype_info_t info{};
  info.struct_size = sizeof(info);
  info.dtype = 70000;
  Contents contents;
  contents.dtypes = {&info};
  Registry registry;
  CHECK(registry.add("ops", contents).empty());
  CHECK(registry.find_dtype(70000) == &info);
  CHECK(registry.find_dtype(70001) == nullptr);
}
