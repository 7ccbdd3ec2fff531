// The test's side of the operator test::Gate: a run stops there until the test opens it.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <thread>

#include "tests/integration/support/model.hpp"

namespace mortise::tests {

/// Outlives the runs that its tensor is given to.
class Gate {
 public:
  static constexpr int64_t kSize = 2;

  /// The second input of test::Gate. Shares this object's memory.
  Tensor tensor() {
    return Tensor::wrap(reinterpret_cast<int32_t*>(words_.data()), words_.size(), {kSize});
  }
  void wait_until_entered() const {
    while (words_[0].load() == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  void open() { words_[1].store(1); }
  void reset() {
    words_[0].store(0);
    words_[1].store(0);
  }

 private:
  static_assert(sizeof(std::atomic<int32_t>) == sizeof(int32_t));
  std::array<std::atomic<int32_t>, 2> words_{};
};

/// y = test::ThrowingKernel(test::Gate(x)): a run that is not stopped behind the gate fails with INTERNAL.
inline Session gated_session(const Runtime& runtime) {
  Model m(runtime);
  const Value x = m.input("x", {4});
  const Value gate = m.input("gate", {Gate::kSize}, MORTISE_DTYPE_INT32);
  m.output("y", m.probe("ThrowingKernel", {m.probe("Gate", {x, gate})}));
  return m.session();
}

/// y = test::Gate(x) + x
inline Session open_ended_session(const Runtime& runtime) {
  Model m(runtime);
  const Value x = m.input("x", {4});
  const Value gate = m.input("gate", {Gate::kSize}, MORTISE_DTYPE_INT32);
  m.output("y", m.b.node("Add", {m.probe("Gate", {x, gate}), x}));
  return m.session();
}

}  // namespace mortise::tests
