// The families of cases. Each knows the operators of its kind and says nothing about others.
#pragma once

#include "plugin-sdk/conform/case.hpp"

namespace mortise::conform {

void add_elementwise(const mortise_operator_t& op, Cases& cases);
void add_linear(const mortise_operator_t& op, Cases& cases);

}  // namespace mortise::conform
