// The definition functions of the operators, all of domain "test" and version 1.
#pragma once

#include <mortise/sdk/operator.hpp>

namespace mortise::tests::probe {

using namespace sdk;  // NOLINT: an operator's file is written in the SDK's words

void define_gate(Operator& op);
void define_slow(Operator& op);
void define_fail(Operator& op);
void define_packed_scale(Operator& op);
void define_bad_extent(Operator& op);
void define_no_kernel(Operator& op);
void define_throwing_rule(Operator& op);
void define_raw_throw(Operator& op);
void define_throwing_kernel(Operator& op);
void define_twice(Operator& op);
void define_two_outputs(Operator& op);
void define_wide_workspace(Operator& op);

/// Y is like X.
inline void infer_same(const Node& node, Inference& out) { out.set(0, node.type(0)); }

}  // namespace mortise::tests::probe
