// Recurrent layers: both directions, sequences of differing lengths, and what each layer has besides.
#include <cmath>

#include "plugin-sdk/conform/cases/building.hpp"
#include "plugin-sdk/conform/cases/families.hpp"

namespace mortise::conform {
namespace {

constexpr int64_t kSteps = 4, kBatch = 3, kSize = 5, kHidden = 6;

// Small weights, so that errors do not grow from step to step.
CaseInput weights(sdk::Shape shape) {
  std::vector<double> numbers(static_cast<size_t>(count_of(shape)));
  for (size_t i = 0; i < numbers.size(); ++i)
    numbers[i] = std::round(256 * std::sin(1.7 * static_cast<double>(i) + 0.3)) / 1024;
  return of(kAny, std::move(shape), std::move(numbers));
}

struct Layer {
  int64_t gates, directions = 1;

  // x, w, r, biases, lengths, the initial state
  std::vector<CaseInput> inputs(size_t count) const {
    const int64_t rows = gates * kHidden;
    std::vector<CaseInput> all = {any({kSteps, kBatch, kSize}),
                                  weights({directions, rows, kSize}),
                                  weights({directions, rows, kHidden}),
                                  weights({directions, 2 * rows}),
                                  of(MORTISE_DTYPE_INT32, {kBatch}, {4, 1, 3}),
                                  any({directions, kBatch, kHidden}),
                                  any({directions, kBatch, kHidden}),
                                  weights({directions, 3 * kHidden})};
    all.resize(count);
    return all;
  }
};

Case layer(std::string_view what, std::vector<CaseInput> inputs, size_t outputs,
           sdk::Attrs attributes = {}) {
  // The sums of a step, through activations that are no steeper than 1.
  Case one = accurate(recipe(what, std::move(inputs), std::move(attributes)), {512, 1});
  one.output_count = outputs;
  return one;
}

void add_layer(Cases& cases, const Layer& one, size_t outputs, Cases more) {
  const Layer both = {one.gates, 2};
  std::vector<CaseInput> batch_first = one.inputs(4);
  batch_first[0].shape = {kBatch, kSteps, kSize};
  std::vector<CaseInput> unsteady = one.inputs(6);
  unsteady[3] = absent();
  Cases recipes = {layer("plain", one.inputs(3), outputs),
                   layer("biased", one.inputs(4), outputs),
                   layer("lengths", one.inputs(6), outputs),
                   layer("reverse", one.inputs(6), outputs, {{"direction", "reverse"}}),
                   layer("both_ways", both.inputs(6), outputs, {{"direction", "bidirectional"}}),
                   layer("no_bias", std::move(unsteady), outputs),
                   layer("batch_first", std::move(batch_first), outputs, {{"layout", 1}}),
                   layer("clipped", one.inputs(4), outputs, {{"clip", 0.25}}),
                   layer("sequence_only", one.inputs(4), 1)};
  recipes.insert(recipes.end(), more.begin(), more.end());
  spread(cases, kFloats, recipes, 2);
}

void add_rnn(Cases& cases) {
  const Layer one = {1};
  add_layer(cases, one, 2,
            {layer("relu", one.inputs(4), 2, {{"activations", std::vector<std::string>{"Relu"}}})});
}

void add_gru(Cases& cases) {
  const Layer one = {3};
  add_layer(cases, one, 2,
            {layer("linear_before_reset", one.inputs(6), 2, {{"linear_before_reset", 1}})});
}

void add_lstm(Cases& cases) {
  const Layer one = {4};
  add_layer(cases, one, 3,
            {layer("cell", one.inputs(7), 3), layer("peepholes", one.inputs(8), 3),
             layer("coupled", one.inputs(7), 3, {{"input_forget", 1}})});
}

}  // namespace

void add_recurrent(std::string_view op, Cases& cases) {
  static constexpr FamilyEntry kEntries[] = {
      {"RNN", &add_rnn}, {"GRU", &add_gru}, {"LSTM", &add_lstm}};
  add_from(kEntries, op, cases);
}

}  // namespace mortise::conform
