// A graph that is computed while it is made, by the portable kernels, node by node. It has two forms: one whose inputs have
// fixed extents, and one in which the symbol `n` stands for extents that some of them have.
//
// How exact a result can be asked to be follows from the operators: everything is computed several times more, with an
// error added behind each operator that is as large as another way to compute it may make (conform::Accuracy knows), and
// where these results spread, so may a backend's. This is Monte Carlo arithmetic (Parker, "Monte Carlo arithmetic", 1997).
#pragma once

#include <mortise/mortise.hpp>

#include <string>
#include <vector>

#include "plugin-sdk/conform/one_node.hpp"
#include "plugin-sdk/conform/reference.hpp"

namespace mortise::fuzz {

/// A value of the graph.
using Ref = size_t;
inline constexpr Ref kAbsent = SIZE_MAX;
/// In an input's shape: `n`.
inline constexpr int64_t kN = MORTISE_DIM_SYMBOL(0);

struct FormOptions {
  std::vector<int64_t> extents = {1};  // what `n` stands for, the first in the fixed form
  size_t samples = 3;                  // computations with errors
};

class GraphForms {
 public:
  GraphForms(const conform::Reference& reference, FormOptions options);

  Ref input(uint32_t dtype, const sdk::Shape& shape, conform::Fill fill, conform::Random& random);
  Ref constant(const conform::HostTensor& tensor);
  /// Throws sdk::Error when the shape rule or the kernel refuses, or the results are large or no numbers: then nothing has
  /// changed. Throws conform::Failure when the rule says another thing about `n` than about what it stands for.
  std::vector<Ref> nodes(std::string_view op, const std::vector<Ref>& inputs, size_t output_count,
                         const sdk::Attrs& attributes = {}, std::string_view domain = "");
  void output(Ref value);

  size_t size() const { return values_.size(); }
  uint32_t dtype(Ref value) const { return values_[value].fixed[0].dtype; }
  /// In the fixed form.
  const sdk::Shape& shape(Ref value) const { return values_[value].fixed[0].shape; }
  /// With unknown extents and `n`; empty when not even the rank is known.
  const sdk::Shape& symbolic_shape(Ref value) const { return values_[value].symbolic.shape; }
  bool is_constant(Ref value) const { return values_[value].is_constant; }
  bool uses_symbol() const { return uses_symbol_; }
  const FormOptions& options() const { return options_; }

  const Graph& fixed() const { return fixed_; }
  const Graph& symbolic() const { return symbolic_; }
  /// For one of the options' extents.
  std::vector<conform::HostTensor> inputs(size_t extent) const;
  size_t output_count() const { return outputs_.size(); }
  const conform::HostTensor& expected(size_t output, size_t extent) const;
  /// How far from `expected` each element may be.
  std::vector<double> tolerance(size_t output, size_t extent) const;

 private:
  struct Value {
    sdk::Value fixed_id = MORTISE_NONE, symbolic_id = MORTISE_NONE;
    bool is_constant = false;
    conform::NodeInput symbolic;
    // By extent; the contents by sample too, of which the first is without errors.
    std::vector<conform::NodeInput> fixed;
    std::vector<std::vector<conform::HostTensor>> contents;
  };
  using Results = std::vector<Value>;

  Ref add(Value value);
  void compute(const mortise_operator_t& op, const std::vector<Ref>& inputs,
               const sdk::Attrs& attributes, size_t extent, Results& results) const;
  void infer_symbolic(const mortise_operator_t& op, const std::vector<Ref>& inputs,
                      const sdk::Attrs& attributes, Results& results) const;
  std::vector<conform::HostTensor> contents_of(const std::vector<Ref>& inputs, size_t extent,
                                               size_t sample) const;

  const conform::Reference& reference_;
  FormOptions options_;
  Graph fixed_, symbolic_;
  std::vector<Value> values_;
  std::vector<Ref> inputs_, outputs_;
  bool uses_symbol_ = false;
};

}  // namespace mortise::fuzz
