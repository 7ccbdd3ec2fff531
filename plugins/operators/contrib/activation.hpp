// The activation that a fused node ends with.
#pragma once

#include "plugins/operators/contrib/operator.hpp"

namespace mortise::contrib {

class Activation {
 public:
  /// `parameters`: alpha and beta, as far as the activation has them; empty `name`: none. Throws on others.
  Activation(std::string_view name, std::vector<double> parameters);

  Value apply(Formula& f, Value x) const;

 private:
  std::string name_;
  std::vector<double> parameters_;
};

}  // namespace mortise::contrib
