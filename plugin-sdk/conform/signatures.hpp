// Ways to use an operator that the suite does not know: what its manifest names, what the suite has for the operator library,
// and common signatures, tried until the shape rule accepts some.
#pragma once

#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "plugin-sdk/conform/case.hpp"

namespace mortise::conform {

/// To be tried: nodes of every count of inputs that the definition allows.
std::vector<Case> common_signatures(const mortise_operator_t& op);

/// A manifest's sample (samples.hpp says what is in it). Throws Failure where it is malformed.
Case signature_of_sample(const mortise_operator_t& op, const nlohmann::json& sample);

/// "acme::Blur", "Relu"
std::string qualified_name(const mortise_operator_t& op);

}  // namespace mortise::conform
