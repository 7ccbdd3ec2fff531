#include "ops/common/body.hpp"
#include "ops/common/sequence.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  check_kind(node, 0, MORTISE_VALUE_SEQUENCE);
  for (size_t i = 0; i < node.output_count(); ++i)
    out.set(i, SequenceType(MORTISE_DTYPE_UNDEFINED).abi());
}

/// The items of each mapped input that is a sequence; a tensor is the same for all.
std::vector<std::optional<std::vector<Value>>> mapped_items(const Structure& s, size_t mapped) {
  std::vector<std::optional<std::vector<Value>>> all;
  for (size_t i = 0; i < mapped; ++i) {
    all.push_back(is_tensor(s.node, i) ? std::nullopt : std::optional(s.items(i)));
    if (all.back() && all.back()->size() != all.front()->size()) {
      invalid("input ", i, " has ", all.back()->size(), " elements, but input 0 ",
              all.front()->size(), "; they must be as many");
    }
  }
  return all;
}

// The body once for each element.
std::optional<std::vector<Value>> restructure(Structure& s) {
  check_kind(s.node, 0, MORTISE_VALUE_SEQUENCE);
  const size_t mapped = s.node.input_count() - capture_count(s.node);
  if (mapped == 0) invalid("input 0 is missing");
  const GraphReader body = s.body(body_of(s.node, "body"));
  if (body.output_count() != s.node.output_count())
    invalid("the body has ", body.output_count(), " outputs, but the node ", s.node.output_count());
  const auto items = mapped_items(s, mapped);
  check_copies(body, items.front()->size());
  std::vector<std::vector<Value>> results(body.output_count());
  for (size_t element = 0; element < items.front()->size(); ++element) {
    std::vector<Value> given;
    for (size_t i = 0; i < s.node.input_count(); ++i) {
      const bool is_item = i < mapped && items[i];
      given.push_back(is_item ? (*items[i])[element] : s.node.input_id(i));
    }
    const std::vector<Value> values =
        s.b.inlined(body.graph(), given, results.size(), message(element, "/"));
    for (size_t i = 0; i < results.size(); ++i) results[i].push_back(values[i]);
  }
  std::vector<Value> outputs;
  for (const std::vector<Value>& values : results)
    outputs.push_back(s.b.pack(SequenceType(MORTISE_DTYPE_UNDEFINED).abi(), values));
  return outputs;
}

}  // namespace

MORTISE_OPERATOR(SequenceMap, 17) {
  op.summary("A body for each element of a sequence")
      .input("input_sequence")
      .variadic_input("additional_inputs", MORTISE_FORMAL_OPTIONAL)
      .output("out_sequence", MORTISE_FORMAL_VARIADIC)
      .required_attribute("body", MORTISE_ATTRIBUTE_GRAPH)
      .attribute("captures", MORTISE_ATTRIBUTE_INT)
      .infer(&infer)
      .restructure(&restructure);
}

}  // namespace mortise::ops
