#include "plugins/operators/contrib/window.hpp"

namespace mortise::contrib {
namespace {

std::vector<int64_t> listed(const Node& node, std::string_view name, size_t count, int64_t least,
                            int64_t absent) {
  auto values = node.attr_ints(name, std::vector<int64_t>(count, absent));
  if (values.size() != count)
    invalid("attribute ", name, " has ", values.size(), " elements; it must have ", count);
  for (const int64_t value : values) {
    if (value < least || value > int64_t{1} << 31)
      invalid("attribute ", name, " has ", value, "; it must be ", least, " or more, up to 2^31");
  }
  return values;
}

}  // namespace

Shape window_extents(const Node& node, ShapeView spatial, ShapeView kernel) {
  const size_t rank = spatial.size();
  const auto strides = listed(node, "strides", rank, 1, 1);
  const auto dilations = listed(node, "dilations", rank, 1, 1);
  const auto pads = listed(node, "pads", 2 * rank, 0, 0);
  const std::string_view auto_pad = node.attr_string("auto_pad", "NOTSET");
  const bool is_same = auto_pad == "SAME_UPPER" || auto_pad == "SAME_LOWER";
  const bool is_explicit = auto_pad == "NOTSET" || auto_pad.empty();
  if (!is_same && !is_explicit && auto_pad != "VALID")
    invalid("attribute auto_pad is ", auto_pad,
            "; it must be NOTSET, SAME_UPPER, SAME_LOWER or VALID");
  const bool rounds_up = node.attr_bool("ceil_mode", false);
  Shape extents(rank, MORTISE_DIM_UNKNOWN);
  for (size_t i = 0; i < rank; ++i) {
    if (spatial[i] < 0 || kernel[i] < 0) continue;
    if (is_same) {
      extents[i] = (spatial[i] + strides[i] - 1) / strides[i];
      continue;
    }
    const int64_t before = is_explicit ? pads[i] : 0, after = is_explicit ? pads[i + rank] : 0;
    const int64_t room = spatial[i] + before + after - dilations[i] * (kernel[i] - 1) - 1;
    if (room < 0)
      invalid("a window of ", kernel[i], " along spatial axis ", i,
              " does not fit the padded input");
    extents[i] = room / strides[i] + 1;
    // One more window that hangs over the end, unless it begins behind the input.
    if (rounds_up && room % strides[i] != 0 && extents[i] * strides[i] < spatial[i] + before)
      ++extents[i];
  }
  return extents;
}

}  // namespace mortise::contrib
