#include "plugin-sdk/conform/suites/definition_flags.hpp"

#include <algorithm>
#include <cstring>
#include <functional>
#include <set>

#include "plugin-sdk/conform/suites/kernel_trial.hpp"

namespace mortise::conform {
namespace {

// Changes one element of an input that has the output's shape: only that output element may change. Each of these checks
// says whether it could try anything.
bool check_elementwise(DefinitionBench& bench, const AcceptedNode& node,
                       const PortableKernel& kernel) {
  const std::vector<HostTensor> before = run(node, kernel, node.contents);
  bool tried = false;
  for (size_t i = 0; i < node.contents.size(); ++i) {
    const HostTensor& input = node.contents[i];
    if (node.signature.inputs[i].constant || !is_plain(input) || input.shape != before[0].shape ||
        input.count() < 2)
      continue;
    tried = true;
    const auto chosen =
        static_cast<int64_t>(bench.random().below(static_cast<uint64_t>(input.count())));
    std::vector<HostTensor> inputs = node.contents;
    inputs[i] = scrambled(input, node.signature.inputs[i], bench.random(),
                          [&](int64_t element) { return element != chosen; });
    const HostTensor after = run(node, kernel, inputs)[0];
    const size_t size = element_bytes(after);
    for (int64_t element = 0; element < after.count(); ++element) {
      const auto at = static_cast<size_t>(element) * size;
      const bool same =
          std::memcmp(after.bytes.data() + at, before[0].bytes.data() + at, size) == 0;
      expect(same || element == chosen,
             "the flag ELEMENTWISE says that output element i needs input "
             "elements i only; element ",
             element, " of the output changes with element ", chosen, " of input ", i);
    }
  }
  return tried;
}

bool check_commutative(DefinitionBench& bench, const AcceptedNode& node,
                       const PortableKernel& kernel) {
  if (node.contents.size() < 2 || node.contents[0].dtype != node.contents[1].dtype) return false;
  Case swapped = node.signature;
  std::vector<HostTensor> inputs = node.contents;
  std::swap(swapped.inputs[0], swapped.inputs[1]);
  std::swap(inputs[0], inputs[1]);
  const auto other = bench.accept(swapped, inputs);
  expect(other != nullptr,
         "the flag COMMUTATIVE says that inputs may be swapped; the shape rule "
         "refuses them swapped",
         inputs_text(inputs));
  const PortableKernel other_kernel(*bench.portable_kernel(), other->one->node());
  expect_same(run(*other, other_kernel, inputs), run(node, kernel, node.contents),
              "the flag COMMUTATIVE says that the inputs may be swapped", 4);
  return true;
}

// Every element of the output is one of an input's.
bool check_layout_only(const AcceptedNode& node, const PortableKernel& kernel) {
  const std::vector<HostTensor> outputs = run(node, kernel, node.contents);
  const HostTensor& input = node.contents[0];
  if (!is_plain(input)) return false;
  for (const HostTensor& output : outputs) {
    expect(output.dtype == input.dtype,
           "the flag LAYOUT_ONLY says that nothing is computed; the output is ", type_text(output),
           ", the input ", type_text(input));
    const size_t size = element_bytes(input);
    const auto elements_of = [size](const HostTensor& tensor) {
      std::set<std::string> elements;
      for (size_t at = 0; at + size <= tensor.bytes.size(); at += size)
        elements.emplace(reinterpret_cast<const char*>(tensor.bytes.data()) + at, size);
      return elements;
    };
    std::set<std::string> known;
    for (const HostTensor& one : node.contents) {
      if (one.dtype == input.dtype) known.merge(elements_of(one));
    }
    for (const std::string& element : elements_of(output))
      expect(known.count(element) > 0,
             "the flag LAYOUT_ONLY says that elements are moved and nothing "
             "is computed; an element of the output is none of an input's",
             inputs_text(node.contents));
  }
  return true;
}

// The output, given to the operator as an input again.
std::vector<HostTensor> run_again(DefinitionBench& bench, const AcceptedNode& node,
                                  const std::vector<HostTensor>& outputs, const char* flag) {
  expect(node.contents.size() == 1 && outputs.size() == 1, "the flag ", flag,
         " is of operators with one input and one output");
  const auto again = bench.accept(node.signature, outputs);
  expect(again != nullptr, "the flag ", flag,
         " says that f(f(x)) can be; the shape rule refuses it", inputs_text(outputs));
  const PortableKernel kernel(*bench.portable_kernel(), again->one->node());
  return run(*again, kernel, outputs);
}

bool check_involution(DefinitionBench& bench, const AcceptedNode& node,
                      const PortableKernel& kernel) {
  const std::vector<HostTensor> once = run(node, kernel, node.contents);
  expect_same(run_again(bench, node, once, "INVOLUTION"), node.contents,
              "the flag INVOLUTION says that f(f(x)) is x");
  return true;
}

bool check_idempotent(DefinitionBench& bench, const AcceptedNode& node,
                      const PortableKernel& kernel) {
  const std::vector<HostTensor> once = run(node, kernel, node.contents);
  expect_same(run_again(bench, node, once, "IDEMPOTENT"), once,
              "the flag IDEMPOTENT says that f(f(x)) is f(x)");
  return true;
}

// (a, b, a), in both ways.
bool check_associative(const AcceptedNode& node, const PortableKernel& kernel) {
  if (node.contents.size() != 2) return false;
  const HostTensor &a = node.contents[0], &b = node.contents[1];
  const HostTensor ab = run(node, kernel, {a, b})[0];
  if (a.dtype != b.dtype || a.shape != b.shape || ab.dtype != a.dtype || ab.shape != a.shape)
    return false;
  constexpr double kRounding = 16;  // of sums and products of numbers around 1
  const HostTensor ba = run(node, kernel, {b, a})[0];
  expect_same(run(node, kernel, {ab, a}), run(node, kernel, {a, ba}),
              "the flag ASSOCIATIVE says that f(f(a, b), c) is f(a, f(b, c))", kRounding);
  return true;
}

bool check_reshapes(const AcceptedNode& node, const PortableKernel& kernel) {
  const std::vector<HostTensor> outputs = run(node, kernel, node.contents);
  expect(outputs.size() == 1 && outputs[0].dtype == node.contents[0].dtype &&
             outputs[0].bytes == node.contents[0].bytes,
         "the flag RESHAPES says that the only output has the elements of input 0 in their order");
  return true;
}

// What an operator promises, which the kernel must keep for any node: tried on some node at least.
struct FlagCheck {
  uint32_t flag;
  const char* name;
  std::function<bool(const AcceptedNode&, const PortableKernel&)> run;
};

std::vector<FlagCheck> checks_of_flags(DefinitionBench& bench) {
  std::vector<FlagCheck> checks = {
      {MORTISE_OPERATOR_ELEMENTWISE, "ELEMENTWISE",
       [&](const auto& node, const auto& kernel) {
         return check_elementwise(bench, node, kernel);
       }},
      {MORTISE_OPERATOR_COMMUTATIVE, "COMMUTATIVE",
       [&](const auto& node, const auto& kernel) {
         return check_commutative(bench, node, kernel);
       }},
      {MORTISE_OPERATOR_LAYOUT_ONLY, "LAYOUT_ONLY", &check_layout_only},
      {MORTISE_OPERATOR_INVOLUTION, "INVOLUTION",
       [&](const auto& node, const auto& kernel) { return check_involution(bench, node, kernel); }},
      {MORTISE_OPERATOR_IDEMPOTENT, "IDEMPOTENT",
       [&](const auto& node, const auto& kernel) { return check_idempotent(bench, node, kernel); }},
      {MORTISE_OPERATOR_ASSOCIATIVE, "ASSOCIATIVE", &check_associative},
      {MORTISE_OPERATOR_RESHAPES, "RESHAPES", &check_reshapes}};
  const auto unclaimed = [&](const FlagCheck& one) { return !bench.has_flag(one.flag); };
  checks.erase(std::remove_if(checks.begin(), checks.end(), unclaimed), checks.end());
  return checks;
}

}  // namespace

void check_flags(Environment& environment, const DefinitionName& name) {
  DefinitionBench bench(environment, name);
  std::vector<FlagCheck> untried = checks_of_flags(bench);
  const std::vector<FlagCheck> claimed = untried;
  with_kernels(bench, [&](const AcceptedNode& node, const PortableKernel& kernel) {
    for (const FlagCheck& one : claimed) {
      if (!one.run(node, kernel)) continue;
      const auto same = [&](const FlagCheck& other) { return other.flag == one.flag; };
      untried.erase(std::remove_if(untried.begin(), untried.end(), same), untried.end());
    }
  });
  if (!untried.empty())
    skip("none of the suite's nodes shows whether the flag ", untried.front().name, " is right");
}

}  // namespace mortise::conform
