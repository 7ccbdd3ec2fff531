#include "tools/mortise/summary.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <nlohmann/json.hpp>

#include "tools/common/element.hpp"
#include "tools/mortise/output.hpp"

namespace mortise::cli {
namespace {

/// Feeds each element, as a double, to `visit`. False when the dtype has no such form.
template <class Visit>
bool visit_elements(const Tensor& tensor, const Visit& visit) {
  const size_t size = tools::element_size(tensor.dtype());
  if (size > 0) {
    const Span<std::byte> bytes = tensor.bytes();
    for (size_t offset = 0; offset < bytes.size(); offset += size) {
      visit(tools::load_element(tensor.dtype(), bytes.data() + offset));
    }
    return true;
  }
  const mortise_dtype_info_t* info = mortise_dtype_get_info(tensor.dtype());
  if (info == nullptr || info->to_float32 == nullptr) return false;
  for (const float value : tensor.to_float32()) visit(value);
  return true;
}

std::string format_list(const std::vector<std::string>& items, bool complete) {
  return "[" + join(items, ", ") + (complete ? "]" : ", …]");
}

}  // namespace

Summary summarise(const Tensor& tensor, size_t shown) {
  Summary summary;
  summary.elements = tensor.element_count();
  if (tensor.dtype() == MORTISE_DTYPE_STRING) {
    const Span<mortise_string_t> texts = tensor.data<mortise_string_t>();
    for (size_t index = 0; index < std::min(shown, texts.size()); ++index) {
      summary.texts.emplace_back(texts[index].data, texts[index].size);
    }
    return summary;
  }
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  double sum = 0;
  summary.numeric = visit_elements(tensor, [&](double value) {
    if (summary.first.size() < shown) summary.first.push_back(value);
    if (std::isnan(value)) {
      ++summary.nan_count;
      return;
    }
    low = std::min(low, value);
    high = std::max(high, value);
    sum += value;
  });
  const uint64_t numbers = summary.elements - summary.nan_count;
  summary.minimum = numbers > 0 ? low : NAN;
  summary.maximum = numbers > 0 ? high : NAN;
  summary.mean = numbers > 0 ? sum / static_cast<double>(numbers) : NAN;
  return summary;
}

Json to_json(const Summary& summary) {
  Json json = {{"elements", summary.elements}};
  if (summary.numeric) {
    json["nan"] = summary.nan_count;
    // JSON has no NaN and no infinity: they become null.
    json["min"] = summary.minimum;
    json["max"] = summary.maximum;
    json["mean"] = summary.mean;
    json["first"] = summary.first;
  } else {
    json["first"] = summary.texts;
  }
  return json;
}

std::string to_text(const Summary& summary) {
  std::vector<std::string> items;
  if (!summary.numeric) {
    for (const std::string& text : summary.texts) items.push_back(quoted(text));
    return format_list(items, items.size() == summary.elements);
  }
  for (const double value : summary.first) items.push_back(format_number(value));
  const std::string list = format_list(items, items.size() == summary.elements);
  if (summary.elements < 2) return list;
  std::string text = "min " + format_number(summary.minimum) + "  max " +
                     format_number(summary.maximum) + "  mean " + format_number(summary.mean);
  if (summary.nan_count > 0) text += "  NaN " + std::to_string(summary.nan_count);
  return text + "  " + list;
}

}  // namespace mortise::cli
