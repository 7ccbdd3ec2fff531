#include "ops/common/body.hpp"

namespace mortise::ops {
namespace {

void check_branch(const Structure& s, const char* name) {
  const uint64_t count = s.body(body_of(s.node, name)).output_count();
  if (count != s.node.output_count())
    invalid(name, " has ", count, " outputs, but the node ", s.node.output_count());
}

// The branch that is taken, in place of the node.
std::optional<std::vector<Value>> restructure(Structure& s) {
  check_branch(s, "then_branch");
  check_branch(s, "else_branch");
  if (capture_count(s.node) + 1 != s.node.input_count()) {
    invalid("it has ", s.node.input_count(), " inputs for a condition and ", capture_count(s.node),
            " captures");
  }
  const std::optional<bool> condition = constant_bool(s.node, 0);
  if (!condition) {
    s.need_value(0);
    return std::nullopt;
  }
  std::vector<Value> captures;
  for (size_t i = 1; i < s.node.input_count(); ++i) captures.push_back(s.node.input_id(i));
  return s.b.inlined(body_of(s.node, *condition ? "then_branch" : "else_branch"), captures,
                     s.node.output_count());
}

}  // namespace

MORTISE_OPERATOR(If, 25) {
  op.summary("One of two branches, as the condition says")
      .input("cond")
      .variadic_input("captures", MORTISE_FORMAL_OPTIONAL)
      .output("outputs", MORTISE_FORMAL_VARIADIC)
      .required_attribute("then_branch", MORTISE_ATTRIBUTE_GRAPH)
      .required_attribute("else_branch", MORTISE_ATTRIBUTE_GRAPH)
      .attribute("captures", MORTISE_ATTRIBUTE_INT)
      .infer([](const Node&, Inference& out) { out.need_value(0); })
      .restructure(&restructure);
}

}  // namespace mortise::ops
