#include <cmath>
#include <iterator>

#include "plugins/formats/onnx/upgrade/upgrade.hpp"

namespace mortise::onnx {
namespace {

/// LpPool-2, GlobalLpPool-2: the exponent is a whole number.
std::vector<Value> exponent_2(Writer& writer, Node node) {
  const double p = node.take_float("p").value_or(2.0);
  if (p != std::floor(p) || std::abs(p) > 1e6) {
    node.set("p", p);
    return keep_old_form(writer, std::move(node));
  }
  node.set("p", static_cast<int64_t>(p));
  return writer.add(std::move(node));
}

/// RoiAlign-16 shifts by half a pixel unless told otherwise; before, it did not.
std::vector<Value> roi_align_16(Writer& writer, Node node) {
  node.set("coordinate_transformation_mode", std::string_view("output_half_pixel"));
  return writer.add(std::move(node));
}

constexpr Step kSteps[] = {
    {"LpPool", 2, exponent_2},
    {"GlobalLpPool", 2, exponent_2},
    {"RoiAlign", 16, roi_align_16},
};

}  // namespace

sdk::Span<const Step> pooling_steps() { return {kSteps, std::size(kSteps)}; }

}  // namespace mortise::onnx
