#include "plugins/operators/contrib/activation.hpp"

namespace mortise::contrib {
namespace {

struct Kind {
  std::string_view name;
  size_t parameters;
};
constexpr Kind kKinds[] = {{"", 0},          {"Relu", 0}, {"Tanh", 0},       {"Sigmoid", 0},
                           {"LeakyRelu", 1}, {"Clip", 2}, {"HardSigmoid", 2}};

}  // namespace

Activation::Activation(std::string_view name, std::vector<double> parameters)
    : name_(name), parameters_(std::move(parameters)) {
  const Kind* found = std::find_if(std::begin(kKinds), std::end(kKinds),
                                   [&](const Kind& kind) { return kind.name == name; });
  if (found == std::end(kKinds))
    unsupported("the activation ", name,
                "; supported are Relu, Tanh, Sigmoid, LeakyRelu, Clip and HardSigmoid");
  if (parameters_.size() != found->parameters)
    invalid("the activation ", name, " has ", parameters_.size(), " parameters; it takes ",
            found->parameters);
}

Value Activation::apply(Formula& f, Value x) const {
  if (name_.empty()) return x;
  if (name_ == "Clip")
    return f.b.node("Clip", {x, f.number(parameters_[0]), f.number(parameters_[1])});
  Attrs attributes;
  if (!parameters_.empty()) attributes.emplace_back("alpha", parameters_[0]);
  if (parameters_.size() > 1) attributes.emplace_back("beta", parameters_[1]);
  return f.b.node(name_, {x}, attributes);
}

}  // namespace mortise::contrib
