#include "core/run/piece_run.hpp"

#include <atomic>

#include "core/base/firewall.hpp"
#include "core/run/borrowed_context.hpp"
#include "core/run/runtime.hpp"

namespace mortise::run {
namespace {

// Of pieces per thread, so that what the last one leaves idle is little.
constexpr uint64_t kEnoughRounds = 4;

class PieceRun {
 public:
  PieceRun(Compiled& compiled, const Stage::Run& run, Runtime& runtime, const FlatInputs& inputs,
           const std::vector<TensorRef>& outputs)
      : compiled_(compiled),
        program_(*compiled.program),
        run_(run),
        services_(runtime.services()),
        at_once_(may_run_at_once(runtime)),
        inputs_(inputs),
        outputs_(outputs),
        statuses_(program_.pieces) {}

  Status run() {
    if (at_once_) {
      services_.parallel_for(program_.pieces, 1, &body, this);
    } else {
      run_range(0, program_.pieces);
    }
    for (Status& status : statuses_) MORTISE_TRY(std::move(status));
    return {};
  }

 private:
  bool may_run_at_once(const Runtime& runtime) const {
    const uint64_t threads = services_.thread_count();
    const bool even = program_.pieces % threads == 0 || program_.pieces >= kEnoughRounds * threads;
    // What a profile says of steps is how long they take, not how long all threads work on them.
    return even && !run_.profile && program_.spaces.size() == 1 &&
           program_.spaces[0].arena_size * threads <= 2 * runtime.piece_bytes();
  }

  static void body(void* self, uint64_t begin, uint64_t end, uint32_t) {
    static_cast<PieceRun*>(self)->run_range(begin, end);
  }

  void run_range(uint64_t begin, uint64_t end) {
    for (uint64_t piece = begin; piece < end && !failed_; ++piece) {
      // Threads of a pool, and an embedder's, do not catch.
      statuses_[piece] = Status(firewall([&] { return run_piece(piece); }));
      if (!statuses_[piece].ok()) failed_ = true;
    }
  }

  Status run_piece(uint64_t piece) {
    MORTISE_ASSIGN(BorrowedContext context, BorrowedContext::take(compiled_, services_));
    context->set_shapes(nullptr);
    for (uint32_t i = 0; i < inputs_.views.size(); ++i) {
      const bool divided = compiled_.divided[i];
      context->bind_input(i, part(*inputs_.views[i], divided ? piece : 0));
    }
    for (uint32_t i = 0; i < outputs_.size(); ++i)
      context->bind_output(i, part(outputs_[i]->view(), piece));
    context.set_reusable(false);
    Executor::Outcome outcome =
        Executor::run(*context, run_.limits, run_.profile ? compiled_.profile.get() : nullptr);
    context.set_reusable(outcome.reusable);
    return std::move(outcome.status);
  }

  void* part(const mortise_tensor_view_t& view, uint64_t piece) const {
    return static_cast<unsigned char*>(view.data) + view.byte_size / program_.pieces * piece;
  }

  Compiled& compiled_;
  const compile::Program& program_;
  const Stage::Run& run_;
  Services& services_;
  const bool at_once_;
  const FlatInputs& inputs_;
  const std::vector<TensorRef>& outputs_;
  std::vector<Status> statuses_;  // of each piece
  std::atomic<bool> failed_{false};
};

}  // namespace

Status run_pieces(Compiled& compiled, const Stage::Run& run, Runtime& runtime,
                  const FlatInputs& inputs, const std::vector<TensorRef>& outputs) {
  return PieceRun(compiled, run, runtime, inputs, outputs).run();
}

}  // namespace mortise::run
