#include <iterator>

#include "plugins/formats/onnx/upgrade/upgrade.hpp"

namespace mortise::onnx {
namespace {

/// The axes are an input. None, or an empty list, has always meant all of them.
std::vector<Value> axes_as_input(Writer& writer, Node node) {
  auto axes = node.take_ints("axes");
  if (axes && !axes->empty()) node.set_input(1, writer.ints(std::move(*axes)));
  return writer.add(std::move(node));
}

constexpr Step kSteps[] = {
    {"ReduceSum", 13, axes_as_input},       {"ReduceL1", 18, axes_as_input},
    {"ReduceL2", 18, axes_as_input},        {"ReduceLogSum", 18, axes_as_input},
    {"ReduceLogSumExp", 18, axes_as_input}, {"ReduceMax", 18, axes_as_input},
    {"ReduceMean", 18, axes_as_input},      {"ReduceMin", 18, axes_as_input},
    {"ReduceProd", 18, axes_as_input},      {"ReduceSumSquare", 18, axes_as_input},
};

}  // namespace

sdk::Span<const Step> reduction_steps() { return {kSteps, std::size(kSteps)}; }

}  // namespace mortise::onnx
