// What operator definitions and portable kernels are given, in the forms of other versions; memory that runs out, and calls at
// once.
#include "plugin-sdk/conform/memory.hpp"
#include "plugin-sdk/conform/suites/abi_node.hpp"
#include "plugin-sdk/conform/suites/bench.hpp"
#include "plugin-sdk/conform/suites/definition_bench.hpp"
#include "plugin-sdk/conform/suites/struct_forms.hpp"

namespace mortise::conform {
namespace {

constexpr int64_t kMostRequests = 1000;  // of one call

// Takes whatever a shape rule says.
const mortise_inference_t& deaf_inference() {
  static const mortise_inference_t inference = {
      sizeof(inference), nullptr,
      [](void*, uint64_t, const mortise_type_t*) -> mortise_status_t* { return nullptr; },
      [](void*, uint64_t, const mortise_tensor_view_t*) -> mortise_status_t* { return nullptr; },
      [](void*, uint64_t) {}};
  return inference;
}

// One operator, a node that its rule accepts, and its portable kernel where there is one.
struct Subjects {
  Environment& environment;
  DefinitionBench& bench;
  const AcceptedNode& accepted;
  const mortise_kernel_definition_t* kernel;

  const mortise_node_t& node() const { return accepted.one->node(); }
  Status infer(const mortise_node_t* given,
               const mortise_inference_t* out = &deaf_inference()) const {
    environment.trace.add("op->infer(op, &node, &inference);");
    return take(bench.op().infer(&bench.op(), given, out));
  }
  Status query(const mortise_node_t* given) const {
    environment.trace.add("kernel->query(kernel, &node, &support);");
    mortise_support_t support{};
    support.struct_size = sizeof(support);
    Status status = take(kernel->query(kernel, given, &support));
    Status reason = take(support.reason);
    return status.ok() ? std::move(reason) : std::move(status);
  }
  Status create(const mortise_node_t* given) const {
    environment.trace.add("kernel->create(kernel, nullptr, &node, &made);");
    int witness = 0;
    auto* const sentinel = reinterpret_cast<mortise_kernel_t*>(&witness);
    mortise_kernel_t* made = sentinel;
    Status status = take(kernel->create(kernel, nullptr, given, &made));
    expect(status.ok() == (made != sentinel),
           "a kernel's create: its output is written on success, and only then");
    if (status.ok()) made->release(made);
    return status;
  }
};

// Every operator of an instance that the suite knows a node for. What is asked of all of them is checked once for each.
void for_each_operator(Environment& environment,
                       const std::function<void(const Subjects&)>& check) {
  const auto& table =
      *environment.subject.table<mortise_operator_interface_t>(MORTISE_INTERFACE_OPERATOR);
  std::vector<DefinitionName> names;
  {
    Host host(&environment.reference);
    const Instance instance(environment.subject, host.table());
    for (uint64_t i = 0; i < table.operator_count(instance.get()); ++i) {
      const mortise_operator_t* op = table.operator_at(instance.get(), i);
      names.push_back({std::string(sdk::to_view(op->domain)), std::string(sdk::to_view(op->name)),
                       op->version});
    }
  }
  std::string refusal = "the plugin defines no operator";
  bool checked = false;
  for (const DefinitionName& name : names) {
    environment.trace.clear();
    environment.trace.add("// ", name.text());
    DefinitionBench bench(environment, name);
    try {
      const std::vector<AcceptedNode> nodes = bench.accepted_nodes(1);
      check({environment, bench, nodes.front(), bench.portable_kernel()});
      checked = true;
    } catch (const Skip& stated) {
      refusal = stated.reason;
    } catch (const Failure& failure) {
      throw Failure{name.text() + ": " + failure.text};
    }
    bench.check_host();
  }
  if (!checked) skip(refusal);
}

// A part of a node in every form, for the shape rule and for the portable kernel.
void check_node_part(const Subjects& s, NodePart part) {
  const mortise_node_t& node = s.node();
  for (uint64_t i = 0; i < node.input_count; ++i) {
    if (node.inputs[i] == nullptr) skip("an input is absent");
  }
  if (node.input_count == 0) skip("there is no input");
  // An attribute that the operator does not declare is refused for itself.
  if (part == NodePart::kAttribute && node.attribute_count != 1) skip("there is not one attribute");
  using Call = Status (Subjects::*)(const mortise_node_t*) const;
  const auto infer = [&](const mortise_node_t* given) { return s.infer(given); };
  const auto use = [&](const auto& call) {
    NodeCopy copy(node, nullptr, NodeCopy::Attributes::kAsTheyAre);
    FormUse forms;
    forms.name = copy.name_of(part);
    forms.object = copy.object_of(part);
    forms.known_size = copy.size_of(part);
    forms.call = [&](void* given) {
      NodeCopy changed(node, nullptr, NodeCopy::Attributes::kAsTheyAre);
      return call(changed.with(part, given));
    };
    check_forms(forms);
  };
  use(infer);
  if (s.kernel == nullptr || !s.query(&node).ok()) return;
  for (const Call call : {&Subjects::query, &Subjects::create})
    use([&](const mortise_node_t* given) { return (s.*call)(given); });
}

// Functions that the core offers: what a newer core offers besides may be refused or go uncalled.
void check_inference(const Subjects& s) {
  const mortise_inference_t& inference = deaf_inference();
  for (const StructForm& form : forms_of(sizeof(inference))) {
    const GuardedBytes given = in_form(&inference, sizeof(inference), form);
    const Status status =
        s.infer(&s.node(), reinterpret_cast<const mortise_inference_t*>(given.data()));
    expect(form.kind != FormKind::kLonger || status.ok(), "a mortise_inference_t ", form.text,
           " must be taken; it is ", status.text());
  }
}

// The room that the caller has for the answer may be more than the plugin knows.
void check_support(const Subjects& s) {
  if (s.kernel == nullptr) skip("there is no portable kernel");
  for (const uint64_t more : {8u, 64u, 1024u}) {
    const uint64_t size = sizeof(mortise_support_t) + more;
    const std::vector<unsigned char> zeros(size, 0);
    const GuardedBytes given(zeros.data(), size, size);
    auto& support = *reinterpret_cast<mortise_support_t*>(given.data());
    support.struct_size = size;
    const Status status = take(s.kernel->query(s.kernel, &s.node(), &support));
    const Status reason = take(support.reason);
    expect(status.ok(), "query with a mortise_support_t of ", size, " bytes: ", status.text());
    expect(support.supported <= 1 && (support.supported == 1) == reason.ok(),
           "query, with a mortise_support_t of ", size,
           " bytes, says supported = ", support.supported, " and gives ", reason.ok() ? "no" : "a",
           " reason");
    for (uint64_t i = sizeof(support); i < size; ++i)
      expect(given.data()[i] == 0, "query wrote byte ", i,
             " of a mortise_support_t, which it does "
             "not know");
  }
}

// Any position: what there is, or null.
void check_index(Environment& environment, Host& host) {
  const Instance instance(environment.subject, host.table());
  const auto& table =
      *environment.subject.table<mortise_operator_interface_t>(MORTISE_INTERFACE_OPERATOR);
  mortise_plugin_t* plugin = instance.get();
  const auto check = [&](const char* what, uint64_t count, const auto& at) {
    for (uint64_t i = 0; i < count; ++i) {
      expect(at(i) != nullptr, what, "(", i, ") of ", count, " is null");
      expect(at(i) == at(i), what, "(", i, ") is another one each time");
    }
  };
  check("operator_at", table.operator_count(plugin),
        [&](uint64_t i) { return table.operator_at(plugin, i); });
  check("kernel_at", table.kernel_count(plugin),
        [&](uint64_t i) { return table.kernel_at(plugin, i); });
  check("dtype_at", table.dtype_count(plugin),
        [&](uint64_t i) { return table.dtype_at(plugin, i); });
}

// Each request for memory of a call fails once: OUT_OF_MEMORY, and nothing is kept.
int64_t exhaust(const char* what, const std::function<Status()>& call) {
  call();  // what is made once is made now
  const auto attempt = [&](int64_t at) {
    bool happened = false;
    Status status;
    {
      const FailingAllocation failing(at);
      status = call();
      happened = failing.happened();
    }
    expect(status.ok() || (happened && status.code() == MORTISE_STATUS_OUT_OF_MEMORY), what,
           ", when its request ", at + 1, " for memory fails, must be OUT_OF_MEMORY; it is ",
           status.text());
    return happened;
  };
  for (int64_t at = 0; at < kMostRequests; ++at) {
    const int64_t before = live_allocations();
    if (!attempt(at)) return at;
    const int64_t kept = live_allocations() - before;
    // Once more: a cache may have grown the first time.
    const bool again = kept > 0 && (attempt(at), live_allocations() - before > kept);
    expect(!again, what, " keeps ", kept, " allocations when its request ", at + 1, " fails");
  }
  return kMostRequests;
}

void check_memory(Environment& environment) {
  FailingAllocation::require();
  int64_t requests = 0;
  for_each_operator(environment, [&](const Subjects& s) {
    const mortise_operator_t& op = s.bench.op();
    requests += exhaust("infer", [&] { return take(op.infer(&op, &s.node(), &deaf_inference())); });
    if (s.kernel == nullptr || !s.query(&s.node()).ok()) return;
    requests += exhaust("a kernel's create", [&] {
      mortise_kernel_t* made = nullptr;
      Status status = take(s.kernel->create(s.kernel, nullptr, &s.node(), &made));
      if (status.ok()) made->release(made);
      return status;
    });
  });
  if (requests == 0) skip("the rules and kernels allocate nothing with operator new");
}

// Definitions are immutable: every function may be called from any thread.
void check_at_once(const Subjects& s) {
  const bool has_kernel = s.kernel != nullptr && s.query(&s.node()).ok();
  const bool compares = s.bench.has_flag(MORTISE_OPERATOR_PURE);
  std::vector<HostTensor> expected;
  // The strings that a kernel gives may be its own.
  std::optional<PortableKernel> kernel;
  if (has_kernel)
    expected = kernel.emplace(*s.kernel, s.node())
                   .run(s.accepted.contents, outputs_like(s.accepted.inferred));
  run_threads(4, [&](unsigned) {
    for (int round = 0; round < 3; ++round) {
      const Inferred inferred = s.accepted.one->infer(s.bench.op());
      for (size_t i = 0; i < inferred.types.size(); ++i)
        expect(inferred.types[i] &&
                   type_text(*inferred.types[i]) == type_text(*s.accepted.inferred.types[i]),
               "asked by four threads at once, the shape rule gives output ", i, " another type");
      if (!has_kernel) continue;
      const PortableKernel own(*s.kernel, s.node());
      const std::vector<HostTensor> outputs =
          own.run(s.accepted.contents, outputs_like(s.accepted.inferred));
      for (size_t i = 0; compares && i < outputs.size(); ++i)
        expect(outputs[i].shape == expected[i].shape &&
                   find_difference(outputs[i], expected[i], {}).empty(),
               "run by four threads at once, the kernel computes another output ", i);
    }
  });
}

}  // namespace

void add_abi_operator_tests(TestList& list) {
  const auto add = [&](const char* name, const std::function<void(const Subjects&)>& check) {
    list.add(std::string("abi.operator.") + name,
             [check](Environment& environment) { for_each_operator(environment, check); });
  };
  for (const auto& [name, part] :
       {std::pair("node", NodePart::kNode), std::pair("input", NodePart::kInput),
        std::pair("output", NodePart::kOutput), std::pair("type", NodePart::kType),
        std::pair("attribute", NodePart::kAttribute)})
    add(name, [part = part](const Subjects& s) { check_node_part(s, part); });
  add("inference", &check_inference);
  add("support", &check_support);
  add("at_once", &check_at_once);
  list.add("abi.operator.index", on_host(&check_index));
  list.add("abi.operator.memory", &check_memory);
}

}  // namespace mortise::conform
