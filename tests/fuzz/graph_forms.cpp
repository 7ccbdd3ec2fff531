#include "tests/fuzz/graph_forms.hpp"

#include <algorithm>
#include <cmath>

#include "plugin-sdk/conform/check.hpp"
#include "tests/fuzz/rounding.hpp"

namespace mortise::fuzz {
namespace {

using conform::HostTensor;
using conform::Inferred;
using conform::NodeInput;
using conform::OneNode;

constexpr int64_t kMostElements = 1 << 12;
constexpr double kMostFlops = 5e5;
constexpr double kLargest = 1e4;  // beyond, the rounding of fused forms is nobody's concern

bool is_float(uint32_t dtype) { return conform::epsilon_of(dtype) != 0; }

void check_size(const sdk::Shape& shape) {
  int64_t count = 1;
  for (const int64_t extent : shape) {
    count *= std::max<int64_t>(extent, 1);
    if (extent > kMostElements || count > kMostElements) sdk::unsupported("too large to be quick");
  }
}

void check_tame(const HostTensor& tensor) {
  if (!is_float(tensor.dtype)) return;
  for (const double element : sdk::to_doubles(tensor.view())) {
    if (!(std::abs(element) <= kLargest)) sdk::unsupported("too large numbers to be compared");
  }
}

NodeInput input_of_type(const conform::InferredType& type) {
  NodeInput input;
  input.dtype = type.dtype;
  input.ranked = type.ranked;
  input.shape = type.shape;
  return input;
}

NodeInput input_like(const HostTensor& tensor) {
  NodeInput input;
  input.dtype = tensor.dtype;
  input.shape = tensor.shape;
  return input;
}

NodeInput absent() {
  NodeInput input;
  input.present = false;
  return input;
}

/// Whole numbers that follow from whole numbers that are known, which is what the core works out before it compiles.
bool all_known(const std::vector<NodeInput>& inputs) {
  return std::all_of(inputs.begin(), inputs.end(), [](const NodeInput& input) {
    return !input.present || input.constant.has_value();
  });
}

}  // namespace

GraphForms::GraphForms(const conform::Reference& reference, FormOptions options)
    : reference_(reference),
      options_(std::move(options)),
      fixed_(reference.runtime()),
      symbolic_(reference.runtime()) {
  sdk::Builder(fixed_.get(), &Graph::edit()).symbol("n");
  sdk::Builder(symbolic_.get(), &Graph::edit()).symbol("n");
}

Ref GraphForms::add(Value value) {
  values_.push_back(std::move(value));
  return values_.size() - 1;
}

Ref GraphForms::input(uint32_t dtype, const sdk::Shape& shape, conform::Fill fill,
                      conform::Random& random) {
  Value value;
  for (const int64_t n : options_.extents) {
    sdk::Shape extents = shape;
    std::replace(extents.begin(), extents.end(), kN, n);
    const HostTensor content = conform::random_tensor(dtype, extents, fill, random);
    value.fixed.push_back(input_like(content));
    value.contents.emplace_back(options_.samples + 1, content);
  }
  value.symbolic = value.fixed[0];
  value.symbolic.shape = shape;
  uses_symbol_ = uses_symbol_ || std::find(shape.begin(), shape.end(), kN) != shape.end();
  const std::string name = sdk::message("x", inputs_.size());
  value.fixed_id = sdk::Builder(fixed_.get(), &Graph::edit())
                       .input(name, sdk::tensor_type(dtype, value.fixed[0].shape));
  value.symbolic_id =
      sdk::Builder(symbolic_.get(), &Graph::edit()).input(name, sdk::tensor_type(dtype, shape));
  inputs_.push_back(add(std::move(value)));
  return inputs_.back();
}

Ref GraphForms::constant(const HostTensor& tensor) {
  Value value;
  value.is_constant = true;
  value.symbolic = input_like(tensor);
  value.symbolic.constant = tensor;
  value.fixed.assign(options_.extents.size(), value.symbolic);
  value.contents.assign(options_.extents.size(),
                        std::vector<HostTensor>(options_.samples + 1, tensor));
  value.fixed_id = sdk::Builder(fixed_.get(), &Graph::edit()).constant(tensor.view());
  value.symbolic_id = sdk::Builder(symbolic_.get(), &Graph::edit()).constant(tensor.view());
  return add(std::move(value));
}

std::vector<HostTensor> GraphForms::contents_of(const std::vector<Ref>& inputs, size_t extent,
                                                size_t sample) const {
  std::vector<HostTensor> contents;
  for (const Ref input : inputs) {
    contents.push_back(input == kAbsent ? HostTensor() : values_[input].contents[extent][sample]);
  }
  return contents;
}

void GraphForms::compute(const mortise_operator_t& op, const std::vector<Ref>& inputs,
                         const sdk::Attrs& attributes, size_t extent, Results& results) const {
  std::vector<NodeInput> types;
  for (const Ref input : inputs) {
    types.push_back(input == kAbsent ? absent() : values_[input].fixed[extent]);
  }
  OneNode one(reference_.runtime(), op, attributes, types, results.size());
  const Inferred inferred = one.infer(op);
  if (!inferred.complete()) sdk::unsupported("refused: ", inferred.status.text());
  one.set_types(inferred);
  for (const auto& type : inferred.types) check_size(type->shape);
  if (op.flops != nullptr && op.flops(&op, &one.node()) > kMostFlops) {
    sdk::unsupported("too much work to be quick");
  }
  const auto exact = reference_.run(one.node(), contents_of(inputs, extent, 0));
  const bool known = all_known(types);
  for (size_t i = 0; i < results.size(); ++i) {
    check_tame(exact[i]);
    NodeInput& type = results[i].fixed.emplace_back(input_like(exact[i]));
    if (known && !is_float(type.dtype)) type.constant = exact[i];
    if (inferred.values[i]) type.constant = inferred.values[i];
    results[i].contents.emplace_back(1, exact[i]);
  }
  const Rounding rounding(reference_, op, one.node(), contents_of(inputs, extent, 0));
  for (size_t sample = 1; sample <= options_.samples; ++sample) {
    auto outputs = reference_.run(one.node(), contents_of(inputs, extent, sample));
    for (size_t i = 0; i < results.size(); ++i) {
      if (outputs[i].shape != exact[i].shape) sdk::unsupported("the shape depends on rounding");
      conform::Random random(sample * 1000 + values_.size() + i);
      rounding.disturb(i, outputs[i], random);
      results[i].contents[extent].push_back(std::move(outputs[i]));
    }
  }
}

void GraphForms::infer_symbolic(const mortise_operator_t& op, const std::vector<Ref>& inputs,
                                const sdk::Attrs& attributes, Results& results) const {
  std::vector<NodeInput> types;
  for (const Ref input : inputs) {
    types.push_back(input == kAbsent ? absent() : values_[input].symbolic);
  }
  const OneNode one(reference_.runtime(), op, attributes, types, results.size());
  const Inferred inferred = one.infer(op);
  conform::expect(inferred.status.ok(),
                  "accepted with fixed extents, and with `n`: ", inferred.status.text());
  const bool known = all_known(types);
  for (size_t i = 0; i < results.size(); ++i) {
    NodeInput& type = results[i].symbolic;
    if (!inferred.types[i]) {
      type.ranked = false;
      type.dtype = results[i].fixed[0].dtype;
      continue;
    }
    for (const NodeInput& fixed : results[i].fixed) {
      conform::InferredType exact;
      exact.dtype = fixed.dtype;
      exact.ranked = true;
      exact.shape = fixed.shape;
      conform::expect(agrees(*inferred.types[i], exact), "output ", i, " is ",
                      type_text(*inferred.types[i]), " with `n`, and ", type_text(exact),
                      " with fixed extents");
    }
    type = input_of_type(*inferred.types[i]);
    if (known && !is_float(type.dtype)) type.constant = results[i].contents[0][0];
    if (inferred.values[i]) type.constant = inferred.values[i];
  }
}

std::vector<Ref> GraphForms::nodes(std::string_view op, const std::vector<Ref>& inputs,
                                   size_t output_count, const sdk::Attrs& attributes,
                                   std::string_view domain) {
  const mortise_operator_t* definition = reference_.find(domain, op);
  if (definition == nullptr) sdk::unsupported("there is no ", op);
  if ((definition->flags & MORTISE_OPERATOR_PURE) == 0) sdk::unsupported("not the same twice");
  Results results(output_count);
  for (size_t extent = 0; extent < options_.extents.size(); ++extent) {
    compute(*definition, inputs, attributes, extent, results);
  }
  infer_symbolic(*definition, inputs, attributes, results);
  std::vector<sdk::Value> fixed, symbolic;
  for (const Ref input : inputs) {
    fixed.push_back(input == kAbsent ? MORTISE_NONE : values_[input].fixed_id);
    symbolic.push_back(input == kAbsent ? MORTISE_NONE : values_[input].symbolic_id);
  }
  const auto fixed_ids =
      sdk::Builder(fixed_.get(), &Graph::edit()).nodes(op, fixed, output_count, attributes, domain);
  const auto symbolic_ids = sdk::Builder(symbolic_.get(), &Graph::edit())
                                .nodes(op, symbolic, output_count, attributes, domain);
  std::vector<Ref> refs;
  for (size_t i = 0; i < output_count; ++i) {
    results[i].fixed_id = fixed_ids[i];
    results[i].symbolic_id = symbolic_ids[i];
    refs.push_back(add(std::move(results[i])));
  }
  return refs;
}

void GraphForms::output(Ref value) {
  const std::string name = sdk::message("y", outputs_.size());
  sdk::Builder(fixed_.get(), &Graph::edit()).output(name, values_[value].fixed_id);
  sdk::Builder(symbolic_.get(), &Graph::edit()).output(name, values_[value].symbolic_id);
  outputs_.push_back(value);
}

std::vector<HostTensor> GraphForms::inputs(size_t extent) const {
  std::vector<HostTensor> contents;
  for (const Ref input : inputs_) contents.push_back(values_[input].contents[extent][0]);
  return contents;
}

const HostTensor& GraphForms::expected(size_t output, size_t extent) const {
  return values_[outputs_[output]].contents[extent][0];
}

std::vector<double> GraphForms::tolerance(size_t output, size_t extent) const {
  return spread(values_[outputs_[output]].contents[extent]);
}

}  // namespace mortise::fuzz
