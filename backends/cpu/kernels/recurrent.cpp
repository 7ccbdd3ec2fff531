// RNN, GRU and LSTM with constant weights.
//
// The input's part of all gates is computed first, for a stretch of steps at once, then the state's part step by step. A
// single step does both parts in one sweep. Threads share a step's blocks of units: one sums up all gates of its blocks,
// and makes the new state of them while they are in its cache. Where steps are too short for that, each thread has
// sequences of its own.
//
// With one sequence a step is as fast as the weights come from memory. So a step sweeps over the blocks in the other
// direction than the one before: it begins with the weights that the caches still hold. Threads keep to their blocks.
#include "backends/cpu/recurrent.hpp"

#include <mortise/sdk/host.hpp>

#include <algorithm>
#include <atomic>
#include <optional>

#include "backends/cpu/kernels/checks.hpp"
#include "backends/cpu/kernels/gate_panels.hpp"
#include "backends/cpu/kernels/registry.hpp"

namespace mortise::cpu {
namespace {

using sdk::Launch;
using sdk::Node;

constexpr double kWorthThreads = 4e5;  // multiplications
constexpr double kFork = 3e5;          // that a thread could do while it waits for others
constexpr int64_t kReadRows = 4;       // multiplications that one does while a weight is read
constexpr int64_t kStretchRows = 128;  // of inputs, at most: a stretch of steps of all sequences
constexpr int64_t kGroupRows = 8;      // that RecurrentTable::multiply may take

/// Where gates lie among the sums of a block. GRU's candidate has parts that must not be added up before the reset gate
/// is known; where that gate works on the state, its product comes in a second sweep.
struct Slots {
  int64_t count;
  std::vector<int64_t> input;  // gates of W from slot 0 on
  std::vector<int64_t> state;  // gates of R from `first` on
  int64_t first;
  std::vector<int64_t> candidate;  // gates of R behind those
};

Slots slots_of(Cell cell) {
  switch (cell) {
    case Cell::kRnn: return {1, {0}, {0}, 0, {}};
    case Cell::kGru: return {3, {0, 1, 2}, {0, 1}, 0, {2}};
    case Cell::kGruResetAfter: return {4, {2, 0, 1}, {0, 1, 2}, 1, {}};
    case Cell::kLstm: break;
  }
  return {4, {0, 1, 2, 3}, {0, 1, 2, 3}, 0, {}};
}

class Recurrent {
 public:
  static constexpr uint32_t kFlags = 0;

  static void check(const Node& node);

  Recurrent(const Node& node, const sdk::KernelContext& context)
      : host_(context.host),
        form_(read_recurrent(node)),
        table_(recurrent_table(form_.usual)),
        slots_(slots_of(form_.cell)),
        blocks_(ceil_div(form_.hidden_size, kPanel)),
        stretch_(std::clamp<int64_t>(kStretchRows / form_.batch, 1, form_.length)),
        input_(host_, *node.constant(kRecurrentW), form_.hidden_size, slots_.input),
        state_(host_, *node.constant(kRecurrentR), form_.hidden_size, slots_.state) {
    if (!slots_.candidate.empty())
      candidate_.emplace(host_, *node.constant(kRecurrentR), form_.hidden_size, slots_.candidate);
    parts_ = choose_parts();
    if (node.has_input(kRecurrentBias) && node.constant(kRecurrentBias) == nullptr) return;
    bias_.resize(static_cast<size_t>(biases_size()));
    if (node.has_input(kRecurrentBias))
      fill_bias(sdk::data<float>(*node.constant(kRecurrentBias)), bias_.data());
  }

  uint64_t workspace_size() const {
    const int64_t floats = 3 * states_size() + biases_size() + peepholes_size() +
                           form_.directions * blocks_ * stretch_ * form_.batch * sums_size();
    return static_cast<uint64_t>(floats) * sizeof(float);
  }

  void run(const Launch& launch) const {
    const Run run = prepare(launch);
    parallel_for(host_, parts_.size(), 1, [&](uint64_t begin, uint64_t end, uint32_t) {
      for (uint64_t i = begin; i < end; ++i) walk(run, parts_[i]);
    });
    finish(run);
    odd_.store(run.odd != (form_.length % 2 != 0), std::memory_order_relaxed);
  }

 private:
  struct Range {
    int64_t begin, end;
    int64_t size() const { return end - begin; }
  };
  /// A launch and its memory. States are [directions][batch][blocks * 16].
  struct Run {
    const Launch& launch;
    const int32_t* lengths;  // null: all sequences are as long as X
    float* hidden[2];        // before steps with even numbers, and odd ones
    float* memory;           // see CellBlocks
    const float* bias;       // [directions][blocks][slots][16]
    float* peepholes;        // [directions][3][blocks * 16]; null: none
    float* sums;             // [directions][blocks][steps of a stretch * batch][slots][16]
    bool odd;                // whether this launch sweeps in the other direction first
  };
  /// Sequences that are computed without regard to others.
  struct Part {
    Range directions, items;
  };
  /// One step: its number, the first row of it among those of the stretch, and the way that it takes over the blocks.
  struct Step {
    int64_t number, row;
    bool descending;
  };
  /// Some blocks of one direction of some items, to be visited in ascending or descending order.
  struct Blocks {
    Range items;
    int64_t direction, first, count;
    bool descending;
    int64_t at(int64_t index) const {
      return descending ? first + count - 1 - index : first + index;
    }
  };

  int64_t candidate_slot() const { return static_cast<int64_t>(slots_.state.size()); }
  int64_t padded_size() const { return blocks_ * kPanel; }
  int64_t sums_size() const { return slots_.count * kPanel; }
  int64_t states_size() const { return form_.directions * form_.batch * padded_size(); }
  int64_t biases_size() const { return form_.directions * blocks_ * sums_size(); }
  int64_t peepholes_size() const { return 3 * form_.directions * padded_size(); }
  int64_t padded_at(int64_t direction, int64_t item) const {
    return (direction * form_.batch + item) * padded_size();
  }
  const float* bias(const Run& run, int64_t direction, int64_t block) const {
    return run.bias + (direction * blocks_ + block) * sums_size();
  }
  float* sums(const Run& run, int64_t direction, int64_t block, int64_t row) const {
    const int64_t rows = stretch_ * form_.batch;
    return run.sums + ((direction * blocks_ + block) * rows + row) * sums_size();
  }

  Run prepare(const Launch& launch) const;
  void fill_bias(const float* from, float* to) const;
  void fill_states(const Run& run, size_t input, float* to) const;
  void copy_units(const float* from, float* to) const;

  /// In multiplications, of a block.
  static double work_of(int64_t rows, const GatePanels& panels) {
    return static_cast<double>(std::max(rows, kReadRows) * panels.count() * kPanel) *
           static_cast<double>(panels.depth());
  }
  double step_work(int64_t items) const {
    return work_of(items, state_) + (stretch_ == 1 ? work_of(items, input_) : 0) +
           (candidate_ ? work_of(items, *candidate_) : 0);
  }
  /// How many threads are worth having.
  int64_t pieces_of(double work) const {
    return static_cast<int64_t>(
        std::clamp(work / kWorthThreads, 1.0, static_cast<double>(sdk::thread_count(host_))));
  }

  /// Either threads share each step, and wait for one another behind it; or each has sequences of its own, and reads all
  /// weights for them.
  std::vector<Part> choose_parts() const {
    const int64_t threads = sdk::thread_count(host_), blocks = form_.directions * blocks_;
    const int64_t groups = std::clamp<int64_t>(threads / form_.directions, 1, form_.batch);
    const int64_t items = ceil_div(form_.batch, groups);
    std::vector<Part> apart;
    for (int64_t direction = 0; direction < form_.directions; ++direction) {
      for (int64_t item = 0; item < form_.batch; item += items) {
        apart.push_back({{direction, direction + 1}, {item, std::min(item + items, form_.batch)}});
      }
    }
    const double work = static_cast<double>(blocks) * step_work(form_.batch);
    const auto pieces = static_cast<double>(pieces_of(work));
    const double shared = work / pieces + (pieces > 1 ? kFork : 0);
    const auto turns = ceil_div(static_cast<int64_t>(apart.size()), threads);
    const double alone = static_cast<double>(turns * blocks_) * step_work(items) +
                         (threads > 1 ? kFork / static_cast<double>(form_.length) : 0);
    if (alone <= shared) return apart;
    return {{{0, form_.directions}, {0, form_.batch}}};
  }

  /// All steps.
  void walk(const Run& run, const Part& part) const {
    for (int64_t begin = 0; begin < form_.length; begin += stretch_) {
      const Range steps{begin, std::min(begin + stretch_, form_.length)};
      if (stretch_ > 1) {
        for_blocks(part, work_of(steps.size() * part.items.size(), input_), false,
                   [&](const Blocks& blocks) {
                     for (int64_t i = 0; i < blocks.count; ++i)
                       add_inputs(run, blocks, blocks.at(i), steps);
                   });
      }
      for (int64_t k = begin; k < steps.end; ++k)
        advance(run, part, {k, (k - begin) * form_.batch, (k % 2 != 0) != run.odd});
    }
  }

  /// `work`: of a block.
  template <class Body>
  void for_blocks(const Part& part, double work, bool descending, const Body& body) const {
    const int64_t count = part.directions.size() * blocks_;
    const auto grain =
        static_cast<uint64_t>(ceil_div(count, pieces_of(static_cast<double>(count) * work)));
    parallel_for(
        host_, static_cast<uint64_t>(count), grain, [&](uint64_t begin, uint64_t end, uint32_t) {
          auto at = static_cast<int64_t>(begin);
          const auto last = static_cast<int64_t>(end);
          while (at < last) {
            const int64_t block = at % blocks_;
            const int64_t taken = std::min(blocks_ - block, last - at);
            body(
                Blocks{part.items, part.directions.begin + at / blocks_, block, taken, descending});
            at += taken;
          }
        });
  }

  int64_t steps_of(const Run& run, int64_t item) const {
    return run.lengths != nullptr ? run.lengths[item] : form_.length;
  }
  /// When a sequence takes its kth step. Behind its end that is where Y has zeros.
  int64_t time_of(const Run& run, int64_t direction, int64_t item, int64_t k) const {
    const int64_t steps = steps_of(run, item);
    return k < steps && (form_.backwards || direction == 1) ? steps - 1 - k : k;
  }

  /// sums = bias + inputs * W, for some steps.
  void add_inputs(const Run& run, const Blocks& blocks, int64_t block, const Range& steps) const {
    const float* x = run.launch.in<float>(kRecurrentX);
    int64_t k = steps.begin, item = blocks.items.begin;
    multiply(input_, blocks.direction, block, 0, steps.size() * blocks.items.size(), [&] {
      const GateRow row{x + form_.input_at(time_of(run, blocks.direction, item, k), item),
                        sums(run, blocks.direction, block, (k - steps.begin) * form_.batch + item)};
      std::copy_n(bias(run, blocks.direction, block), sums_size(), row.sums);
      if (++item == blocks.items.end) {
        item = blocks.items.begin;
        ++k;
      }
      return row;
    });
  }

  /// sums += states * panels
  void add_states(const Run& run, const Blocks& blocks, int64_t block, const Step& step,
                  const GatePanels& panels, int64_t slot, const float* states) const {
    int64_t item = blocks.items.begin;
    multiply(panels, blocks.direction, block, slot, blocks.items.size(), [&] {
      const GateRow row{states + padded_at(blocks.direction, item),
                        sums(run, blocks.direction, block, step.row + item)};
      ++item;
      return row;
    });
  }

  template <class NextRow>
  void multiply(const GatePanels& panels, int64_t direction, int64_t block, int64_t slot,
                int64_t rows, const NextRow& next_row) const {
    const GateWeights weights = panels.block(direction, block);
    GateRow group[kGroupRows];
    for (int64_t row = 0; row < rows; row += table_.rows) {
      const int64_t count = std::min(table_.rows, rows - row);
      std::generate_n(group, count, next_row);
      table_.multiply(group, count, weights, slot);
    }
  }

  void advance(const Run& run, const Part& part, const Step& step) const {
    const double work = step_work(part.items.size());
    for_blocks(part, work, step.descending, [&](const Blocks& blocks) {
      for (int64_t i = 0; i < blocks.count; ++i) {
        const int64_t block = blocks.at(i);
        if (stretch_ == 1) add_inputs(run, blocks, block, {step.number, step.number + 1});
        add_states(run, blocks, block, step, state_, slots_.first, run.hidden[step.number % 2]);
      }
      apply(run, blocks, step, candidate_ ? table_.gru_reset : cell_function());
      if (!candidate_) put(run, blocks, step);
    });
    if (!candidate_) return;
    for_blocks(part, work, step.descending, [&](const Blocks& blocks) {
      for (int64_t i = 0; i < blocks.count; ++i)
        add_states(run, blocks, blocks.at(i), step, *candidate_, candidate_slot(), run.memory);
      apply(run, blocks, step, table_.gru);
      put(run, blocks, step);
    });
  }

  RecurrentTable::Function cell_function() const {
    switch (form_.cell) {
      case Cell::kLstm: return table_.lstm;
      case Cell::kGruResetAfter: return table_.gru_reset_after;
      default: return table_.rnn;
    }
  }

  /// Of sequences that have not ended; the others keep their state.
  void apply(const Run& run, const Blocks& blocks, const Step& step,
             RecurrentTable::Function function) const {
    for (int64_t item = blocks.items.begin; item < blocks.items.end; ++item) {
      const int64_t unit = blocks.first * kPanel;
      const int64_t at = padded_at(blocks.direction, item) + unit;
      CellBlocks cells;
      cells.before = run.hidden[step.number % 2] + at;
      cells.after = run.hidden[(step.number + 1) % 2] + at;
      if (step.number >= steps_of(run, item)) {
        std::copy_n(cells.before, blocks.count * kPanel, cells.after);
        continue;
      }
      cells.count = blocks.count;
      cells.sums = sums(run, blocks.direction, blocks.first, step.row + item);
      cells.sums_stride = stretch_ * form_.batch * sums_size();
      cells.memory = run.memory + at;
      cells.peephole_stride = padded_size();
      if (run.peepholes != nullptr)
        cells.peepholes = run.peepholes + 3 * blocks.direction * padded_size() + unit;
      function(form_.cells[static_cast<size_t>(blocks.direction)], cells);
    }
  }

  /// The new states into Y.
  void put(const Run& run, const Blocks& blocks, const Step& step) const {
    if (!run.launch.wants_output(0)) return;
    const int64_t unit = blocks.first * kPanel;
    const int64_t count = std::min(blocks.count * kPanel, form_.hidden_size - unit);
    for (int64_t item = blocks.items.begin; item < blocks.items.end; ++item) {
      const int64_t time = time_of(run, blocks.direction, item, step.number);
      float* to = run.launch.out<float>(0) + form_.output_at(time, blocks.direction, item) + unit;
      const float* state =
          run.hidden[(step.number + 1) % 2] + padded_at(blocks.direction, item) + unit;
      if (step.number < steps_of(run, item)) {
        std::copy_n(state, count, to);
      } else {
        std::fill_n(to, count, 0.0f);
      }
    }
  }

  void finish(const Run& run) const {
    const float* last[] = {run.hidden[form_.length % 2], run.memory};
    for (const size_t output : {size_t{1}, size_t{2}}) {
      if (!run.launch.wants_output(output)) continue;
      for (int64_t direction = 0; direction < form_.directions; ++direction) {
        for (int64_t item = 0; item < form_.batch; ++item) {
          std::copy_n(last[output - 1] + padded_at(direction, item), form_.hidden_size,
                      run.launch.out<float>(output) + form_.state_at(direction, item));
        }
      }
    }
  }

  const mortise_host_t* host_;
  const RecurrentForm form_;
  const RecurrentTable& table_;
  const Slots slots_;
  const int64_t blocks_;   // of one direction
  const int64_t stretch_;  // steps whose inputs are multiplied at once
  const GatePanels input_, state_;
  std::optional<GatePanels> candidate_;
  std::vector<Part> parts_;  // each computed by itself
  std::vector<float> bias_;  // as in Run; empty where it is not constant
  mutable std::atomic<bool> odd_{false};
};

void Recurrent::check(const Node& node) {
  for (size_t input = 0; input < node.input_count(); ++input) {
    if (input == kRecurrentLengths || !node.has_input(input)) continue;
    if (node.dtype(input) != MORTISE_DTYPE_FLOAT32) {
      sdk::unsupported("input ", input, " is ", sdk::dtype_name(node.dtype(input)),
                       "; only float32 is supported");
    }
  }
  for (const size_t input : {kRecurrentW, kRecurrentR}) {
    if (node.constant(input) == nullptr) sdk::unsupported("weights that are not constant");
  }
  if (sdk::element_count(node.shape(kRecurrentX)) == 0) sdk::unsupported("an empty input");
  read_recurrent(node);
}

Recurrent::Run Recurrent::prepare(const Launch& launch) const {
  auto* memory = launch.workspace<float>();
  const auto take = [&](int64_t floats) { return std::exchange(memory, memory + floats); };
  Run run{launch,
          nullptr,
          {take(states_size()), take(states_size())},
          take(states_size()),
          bias_.data(),
          nullptr,
          nullptr,
          odd_.load(std::memory_order_relaxed)};
  if (launch.has_input(kRecurrentLengths)) {
    run.lengths = launch.in<int32_t>(kRecurrentLengths);
    for (int64_t item = 0; item < form_.batch; ++item) {
      const int64_t steps = run.lengths[item];
      if (steps < 0 || steps > form_.length)
        sdk::invalid("sequence_lens has ", steps, ", but there are ", form_.length, " steps");
    }
  }
  if (bias_.empty()) {
    auto* bias = take(biases_size());
    fill_bias(launch.in<float>(kRecurrentBias), bias);
    run.bias = bias;
  }
  fill_states(run, kRecurrentHidden, run.hidden[0]);
  fill_states(run, kRecurrentCell, run.memory);
  if (launch.has_input(kRecurrentPeepholes)) {
    run.peepholes = take(peepholes_size());
    for (int64_t i = 0; i < 3 * form_.directions; ++i)
      copy_units(launch.in<float>(kRecurrentPeepholes) + i * form_.hidden_size,
                 run.peepholes + i * padded_size());
  }
  run.sums = memory;
  return run;
}

/// Both biases of all gates: from [directions][2][gates][hidden size], the second half of which is that of R.
void Recurrent::fill_bias(const float* from, float* to) const {
  std::fill_n(to, biases_size(), 0.0f);
  const auto add = [&](const std::vector<int64_t>& gates, int64_t first_slot, int64_t direction,
                       int64_t half) {
    for (size_t g = 0; g < gates.size(); ++g) {
      const float* gate =
          from + ((2 * direction + half) * form_.gates + gates[g]) * form_.hidden_size;
      float* slot =
          to + direction * blocks_ * sums_size() + (first_slot + static_cast<int64_t>(g)) * kPanel;
      for (int64_t unit = 0; unit < form_.hidden_size; ++unit)
        slot[unit / kPanel * sums_size() + unit % kPanel] += gate[unit];
    }
  };
  for (int64_t direction = 0; direction < form_.directions; ++direction) {
    add(slots_.input, 0, direction, 0);
    add(slots_.state, slots_.first, direction, 1);
    add(slots_.candidate, candidate_slot(), direction, 1);
  }
}

/// One state, with zeros behind it.
void Recurrent::copy_units(const float* from, float* to) const {
  std::copy_n(from, form_.hidden_size, to);
  std::fill(to + form_.hidden_size, to + padded_size(), 0.0f);
}

void Recurrent::fill_states(const Run& run, size_t input, float* to) const {
  if (!run.launch.has_input(input)) {
    std::fill_n(to, states_size(), 0.0f);
    return;
  }
  for (int64_t direction = 0; direction < form_.directions; ++direction) {
    for (int64_t item = 0; item < form_.batch; ++item) {
      copy_units(run.launch.in<float>(input) + form_.state_at(direction, item),
                 to + padded_at(direction, item));
    }
  }
}

}  // namespace

KernelList recurrent_kernels() {
  static constexpr KernelEntry kEntries[] = {flushing_entry<Recurrent>("RNN"),
                                             flushing_entry<Recurrent>("GRU"),
                                             flushing_entry<Recurrent>("LSTM")};
  return kEntries;
}

}  // namespace mortise::cpu
