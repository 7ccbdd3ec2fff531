// The families of cases. Each knows the operators of its kind by their qualified names and says nothing about others.
#pragma once

#include "plugin-sdk/conform/case.hpp"

namespace mortise::conform {

void add_unary(std::string_view op, Cases& cases);
void add_binary(std::string_view op, Cases& cases);
void add_selection(std::string_view op, Cases& cases);
void add_linear(std::string_view op, Cases& cases);
void add_reduction(std::string_view op, Cases& cases);
void add_normalisation(std::string_view op, Cases& cases);
void add_losses(std::string_view op, Cases& cases);
void add_convolution(std::string_view op, Cases& cases);
void add_pooling(std::string_view op, Cases& cases);
void add_resize(std::string_view op, Cases& cases);
void add_movement(std::string_view op, Cases& cases);
void add_indexing(std::string_view op, Cases& cases);
void add_shapes(std::string_view op, Cases& cases);
void add_attention(std::string_view op, Cases& cases);
void add_sampling(std::string_view op, Cases& cases);
void add_recurrent(std::string_view op, Cases& cases);
void add_signal(std::string_view op, Cases& cases);
void add_training(std::string_view op, Cases& cases);
void add_quantization(std::string_view op, Cases& cases);
void add_paged(std::string_view op, Cases& cases);
void add_ml(std::string_view op, Cases& cases);

/// Where a family's operators are listed: what makes the cases of each.
struct FamilyEntry {
  std::string_view op;
  void (*add)(Cases& cases);
};
template <size_t count>
void add_from(const FamilyEntry (&entries)[count], std::string_view op, Cases& cases) {
  for (const FamilyEntry& entry : entries) {
    if (entry.op == op) entry.add(cases);
  }
}

}  // namespace mortise::conform
