#include <algorithm>
#include <limits>

#include "ops/common/operator.hpp"

namespace mortise::ops {
namespace {

// How strings are split: at a delimiter, or, without one, at white space in any amount, as Python does.
class Splitter {
 public:
  explicit Splitter(const Node& node)
      : delimiter_(node.attr_string("delimiter", "")),
        most_(node.attr_int("maxsplit", std::numeric_limits<int64_t>::max())) {
    if (most_ < 0) invalid("attribute maxsplit is ", most_, "; it must not be negative");
  }

  /// Calls piece(substring) for each substring and returns how many there are.
  template <class Piece>
  int64_t split(std::string_view text, Piece&& piece) const {
    return delimiter_.empty() ? at_space(text, piece) : at_delimiter(text, piece);
  }

  int64_t count(std::string_view text) const {
    return split(text, [](std::string_view) {});
  }

 private:
  static constexpr std::string_view kSpace = " \t\n\v\f\r";

  template <class Piece>
  int64_t at_delimiter(std::string_view text, Piece& piece) const {
    int64_t splits = 0;
    for (; splits < most_; ++splits) {
      const size_t end = text.find(delimiter_);
      if (end == text.npos) break;
      piece(text.substr(0, end));
      text.remove_prefix(end + delimiter_.size());
    }
    piece(text);
    return splits + 1;
  }

  template <class Piece>
  int64_t at_space(std::string_view text, Piece& piece) const {
    int64_t count = 0;
    for (;;) {
      text.remove_prefix(std::min(text.find_first_not_of(kSpace), text.size()));
      if (text.empty()) return count;
      const size_t end = count < most_ ? text.find_first_of(kSpace) : text.npos;
      piece(text.substr(0, end));
      ++count;
      if (end == text.npos) return count;
      text.remove_prefix(end);
    }
  }

  std::string delimiter_;
  int64_t most_;
};

int64_t most_substrings(const mortise_tensor_view_t& x, const Splitter& splitter) {
  int64_t most = 0;
  for (int64_t i = 0; i < element_count(x); ++i)
    most = std::max(most, splitter.count(to_view(data<mortise_string_t>(x)[i])));
  return most;
}

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(TypeList<mortise_string_t>{}));
  const Splitter splitter(node);
  const bool has_counts = node.wants_output(1);
  if (has_counts) out.set_like(1, node.type(0), MORTISE_DTYPE_INT64);
  if (!node.ranked(0)) return out.set_unranked(0, MORTISE_DTYPE_STRING);
  Shape shape = node.shape(0).to_vector();
  if (node.constant(0) != nullptr) {
    shape.push_back(most_substrings(*node.constant(0), splitter));
  } else {
    shape.push_back(MORTISE_DIM_UNKNOWN);
    out.need_value(0);
  }
  out.set(0, MORTISE_DTYPE_STRING, shape);
}

// Substrings share the bytes of the string that they are part of.
class StringSplitKernel {
 public:
  static constexpr uint32_t kFlags = 0;  // extents follow from the content
  StringSplitKernel(const Node& node, const KernelContext&) : splitter_(node) {}

  void run(const Launch& launch) const {
    const int64_t count = element_count(launch.input(0));
    const int64_t width = launch.output_shape(0).back();
    auto* to = launch.out<mortise_string_t>(0);
    std::fill_n(to, count * width, mortise_string_t{"", 0});
    for (int64_t i = 0; i < count; ++i) {
      const std::string_view text = to_view(launch.in<mortise_string_t>(0)[i]);
      int64_t at = 0;
      const int64_t pieces = splitter_.split(text, [&](std::string_view piece) {
        if (at < width) to[i * width + at++] = to_abi(piece);
      });
      if (pieces > width)
        invalid("a string has ", pieces, " substrings; the output was planned for ", width);
      if (launch.wants_output(1)) launch.out<int64_t>(1)[i] = pieces;
    }
  }

 private:
  Splitter splitter_;
};

}  // namespace

MORTISE_OPERATOR(StringSplit, 20) {
  op.summary("The substrings between delimiters, and how many there are")
      .input("X")
      .output("Y")
      .optional_output("Z")
      .attribute("delimiter", MORTISE_ATTRIBUTE_STRING)
      .attribute("maxsplit", MORTISE_ATTRIBUTE_INT)
      .infer(&infer)
      .kernel<StringSplitKernel>();
}

}  // namespace mortise::ops
