// Operators that hold a run up or end it: Gate, Slow, Fail.
#include <atomic>
#include <chrono>
#include <cstring>
#include <thread>

#include "tests/plugins/probe/probe.hpp"

namespace mortise::tests::probe {
namespace {

// Y = X, once the test opens the gate: a second input of two int32, { entered, open }, in memory that the test shares
// with the run. The kernel sets the first when it begins and goes on when the second is not 0.
class GateKernel {
 public:
  GateKernel(const Node&, const KernelContext&) {}
  void run(const Launch& launch) const {
    auto* gate = static_cast<std::atomic<int32_t>*>(launch.input(1).data);
    gate[0].store(1);
    const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (gate[1].load() == 0) {
      if (std::chrono::steady_clock::now() > limit)
        fail(MORTISE_STATUS_INTERNAL, "nobody opens the gate");
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    std::memcpy(launch.output(0).data, launch.input(0).data, launch.input(0).byte_size);
  }
};

// Y = X after attribute `milliseconds`.
class SlowKernel {
 public:
  SlowKernel(const Node& node, const KernelContext&)
      : milliseconds_(node.attr_int("milliseconds")) {}
  void run(const Launch& launch) const {
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds_));
    std::memcpy(launch.output(0).data, launch.input(0).data, launch.input(0).byte_size);
  }

 private:
  int64_t milliseconds_;
};

// Y = X, but an error when the first element is negative.
class FailKernel {
 public:
  FailKernel(const Node&, const KernelContext&) {}
  void run(const Launch& launch) const {
    if (launch.in<float>(0)[0] < 0)
      fail(MORTISE_STATUS_UNAVAILABLE, "the first element is negative");
    std::memcpy(launch.output(0).data, launch.input(0).data, launch.input(0).byte_size);
  }
};

}  // namespace

void define_gate(Operator& op) {
  op.summary("X, once the gate is open").input("X").input("gate").output("Y").infer(&infer_same);
  op.flags(0).kernel<GateKernel>();
}

void define_slow(Operator& op) {
  op.summary("X, after a while").input("X").output("Y").infer(&infer_same);
  op.required_attribute("milliseconds", MORTISE_ATTRIBUTE_INT).flags(0).kernel<SlowKernel>();
}

void define_fail(Operator& op) {
  op.summary("X, unless its first element is negative").input("X").output("Y").infer(&infer_same);
  op.flags(0).in_place(0, 0).kernel<FailKernel>();
}

}  // namespace mortise::tests::probe
