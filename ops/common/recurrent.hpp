// What RNN, GRU and LSTM share: shapes, activations, directions, and the walk over a sequence.
#pragma once

#include "ops/common/arithmetic.hpp"
#include "ops/common/term.hpp"

namespace mortise::ops {

/// An activation of the standard, with its alpha and beta.
struct Activation {
  double operator()(double x) const { return function(x, alpha, beta); }
  Term operator()(const Term& x) const { return formula(x, alpha, beta); }
  double (*function)(double x, double alpha, double beta) = nullptr;
  Term (*formula)(const Term& x, double alpha, double beta) = nullptr;
  double alpha = 0, beta = 0;
};

/// The activations of a node: `per_direction` for each direction, `defaults` where it names none.
std::vector<Activation> read_activations(const Node& node, size_t directions,
                                         const std::vector<std::string_view>& defaults);

/// Inputs of a recurrent operator; the rest are as in LSTM.
struct RecurrentInputs {
  static constexpr size_t kX = 0, kW = 1, kR = 2, kB = 3, kLengths = 4, kHidden = 5, kCell = 6,
                          kPeepholes = 7;
};

/// For shape rules: checks all inputs, and sets Y, Y_h and, where there is one, Y_c.
void infer_recurrent(const Node& node, Inference& out, int64_t gates);

/// Of the products with the weights, which are nearly all.
double recurrent_flops(const Node& node);

enum class Direction { kForward, kReverse, kBidirectional };
Direction direction_of(const Node& node);

/// Weights and state of one direction of one sequence of a batch. T is the dtype of the tensors.
template <class T>
struct Step {
  int64_t hidden_size, input_size;
  const T* x;          // [input_size]
  const T* w;          // [gates * hidden_size, input_size]
  const T* r;          // [gates * hidden_size, hidden_size]
  const T* bias;       // [2 * gates * hidden_size], of w and then of r; may be null
  const T* peepholes;  // [3 * hidden_size]; may be null
  int64_t gates;
  double* hidden;  // [hidden_size]: the state before, and then after
  double* cell;
  double* scratch;  // [(gates + 1) * hidden_size]

  double of_input(int64_t gate, int64_t unit) const {
    const int64_t row = gate * hidden_size + unit;
    double sum = bias != nullptr ? static_cast<double>(load(bias[row])) : 0;
    for (int64_t i = 0; i < input_size; ++i)
      sum += static_cast<double>(load(w[row * input_size + i])) * static_cast<double>(load(x[i]));
    return sum;
  }
  double of_hidden(int64_t gate, int64_t unit, const double* state) const {
    const int64_t row = gate * hidden_size + unit;
    double sum = bias != nullptr ? static_cast<double>(load(bias[gates * hidden_size + row])) : 0;
    for (int64_t i = 0; i < hidden_size; ++i)
      sum += static_cast<double>(load(r[row * hidden_size + i])) * state[i];
    return sum;
  }
  double gate(int64_t index, int64_t unit) const {
    return of_input(index, unit) + of_hidden(index, unit, hidden);
  }
  double peephole(int64_t index, int64_t unit) const {
    return peepholes != nullptr ? static_cast<double>(load(peepholes[index * hidden_size + unit]))
                                : 0;
  }
};

/// A kernel whose cell is a class with
///   static constexpr int64_t kGates; static std::vector<std::string_view> activations();
///   explicit Cell(const Node&);
///   template <class T> void advance(const Step<T>&, const Activation*) const;
template <class Cell>
class RecurrentKernel {
 public:
  RecurrentKernel(const Node& node, const KernelContext&)
      : cell_(node),
        direction_(direction_of(node)),
        directions_(direction_ == Direction::kBidirectional ? 2 : 1),
        batch_first_(node.attr_int("layout", 0) != 0),
        hidden_(node.shape(RecurrentInputs::kR)[2]),
        activations_(read_activations(node, static_cast<size_t>(directions_), Cell::activations())),
        run_(visit_dtype(FloatTypes{}, node.dtype(0), [](auto tag) -> Run {
          return &RecurrentKernel::run_typed<typename decltype(tag)::type>;
        })) {}

  uint64_t workspace_size() const {
    return static_cast<uint64_t>(hidden_ * (Cell::kGates + 3)) * sizeof(double);
  }
  void run(const Launch& launch) const { (this->*run_)(launch); }

 private:
  using Run = void (RecurrentKernel::*)(const Launch&) const;
  using In = RecurrentInputs;

  // Offset of [direction, batch] in a tensor of states, and of [time, direction, batch] in Y.
  int64_t state_at(int64_t direction, int64_t item, int64_t batch, int64_t hidden) const {
    return (batch_first_ ? item * directions_ + direction : direction * batch + item) * hidden;
  }
  int64_t output_at(int64_t time, int64_t direction, int64_t item, int64_t length, int64_t batch,
                    int64_t hidden) const {
    return (batch_first_ ? (item * length + time) * directions_ + direction
                         : (time * directions_ + direction) * batch + item) *
           hidden;
  }

  template <class T>
  void run_typed(const Launch& launch) const {
    const ShapeView x = launch.input_shape(In::kX);
    const int64_t length = batch_first_ ? x[1] : x[0];
    const int64_t batch = batch_first_ ? x[0] : x[1];
    const int64_t hidden = launch.input_shape(In::kR)[2];
    for (int64_t direction = 0; direction < directions_; ++direction) {
      for (int64_t item = 0; item < batch; ++item)
        run_sequence<T>(launch, direction, item, length, batch, hidden);
    }
  }

  template <class T>
  void run_sequence(const Launch& launch, int64_t direction, int64_t item, int64_t length,
                    int64_t batch, int64_t hidden) const {
    Step<T> step = step_of<T>(launch, direction, hidden);
    const int64_t state = state_at(direction, item, batch, hidden);
    for (int64_t unit = 0; unit < hidden; ++unit) {
      step.hidden[unit] = initial<T>(launch, In::kHidden, state + unit);
      step.cell[unit] = initial<T>(launch, In::kCell, state + unit);
    }
    int64_t steps = length;
    if (launch.has_input(In::kLengths)) {
      steps = launch.in<int32_t>(In::kLengths)[item];
      if (steps < 0 || steps > length)
        invalid("sequence_lens has ", steps, ", but there are ", length, " steps");
    }
    const bool backwards = direction_ == Direction::kReverse || direction == 1;
    for (int64_t k = 0; k < length; ++k) {
      const int64_t time = k < steps && backwards ? steps - 1 - k : k;
      if (k < steps) {
        const int64_t at = batch_first_ ? item * length + time : time * batch + item;
        step.x = launch.in<T>(In::kX) + at * step.input_size;
        cell_.advance(step, activations_.data() +
                                static_cast<size_t>(direction) * Cell::activations().size());
      }
      if (!launch.wants_output(0)) continue;
      T* y = launch.out<T>(0) + output_at(time, direction, item, length, batch, hidden);
      for (int64_t unit = 0; unit < hidden; ++unit)
        y[unit] = store<T>(k < steps ? step.hidden[unit] : 0.0);
    }
    for (const size_t output : {size_t{1}, size_t{2}}) {
      if (!launch.wants_output(output)) continue;
      const double* last = output == 1 ? step.hidden : step.cell;
      for (int64_t unit = 0; unit < hidden; ++unit)
        launch.out<T>(output)[state + unit] = store<T>(last[unit]);
    }
  }

  template <class T>
  Step<T> step_of(const Launch& launch, int64_t direction, int64_t hidden) const {
    const int64_t input_size = launch.input_shape(In::kW)[2];
    const int64_t rows = Cell::kGates * hidden;
    const auto part = [&](size_t input, int64_t size) {
      return launch.has_input(input) ? launch.in<T>(input) + direction * size : nullptr;
    };
    auto* memory = launch.workspace<double>();
    return {hidden,
            input_size,
            nullptr,
            part(In::kW, rows * input_size),
            part(In::kR, rows * hidden),
            part(In::kB, 2 * rows),
            part(In::kPeepholes, 3 * hidden),
            Cell::kGates,
            memory,
            memory + hidden,
            memory + 2 * hidden};
  }

  template <class T>
  static double initial(const Launch& launch, size_t input, int64_t at) {
    return launch.has_input(input) ? static_cast<double>(load(launch.in<T>(input)[at])) : 0;
  }

  Cell cell_;
  Direction direction_;
  int64_t directions_;
  bool batch_first_;
  int64_t hidden_;
  std::vector<Activation> activations_;
  Run run_;
};

/// Attribute `clip`: values before an activation are kept within it.
struct Clip {
  explicit Clip(const Node& node) : limit(node.attr_float("clip", 0)) {}
  double operator()(double x) const {
    if (!(limit > 0)) return x;
    return x > limit ? limit : x < -limit ? -limit : x;
  }
  Term operator()(const Term& x) const {
    if (!(limit > 0)) return x;
    return x.apply("Clip", {x.number(-limit).value(), x.number(limit).value()});
  }
  double limit;
};

/// The attributes that all of them have.
inline Operator& recurrent_attributes(Operator& op) {
  return op.attribute("activation_alpha", MORTISE_ATTRIBUTE_FLOATS)
      .attribute("activation_beta", MORTISE_ATTRIBUTE_FLOATS)
      .attribute("activations", MORTISE_ATTRIBUTE_STRINGS)
      .attribute("clip", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("direction", MORTISE_ATTRIBUTE_STRING)
      .attribute("hidden_size", MORTISE_ATTRIBUTE_INT)
      .attribute("layout", MORTISE_ATTRIBUTE_INT)
      .precision(MORTISE_PRECISION_HALF);
}

}  // namespace mortise::ops
