#include <algorithm>
#include <set>

#include "ops/common/operator.hpp"
#include "ops/text/letter_case.hpp"

namespace mortise::ops {
namespace {

LetterCase action(const Node& node) {
  const std::string_view name = node.attr_string("case_change_action", "NONE");
  if (name == "NONE") return LetterCase::kNone;
  if (name == "LOWER") return LetterCase::kLower;
  if (name == "UPPER") return LetterCase::kUpper;
  invalid("attribute case_change_action is ", name, "; it must be LOWER, UPPER or NONE");
}

// One word at least is left: an empty one, where all are removed.
void infer(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(TypeList<mortise_string_t>{}));
  (void)action(node);
  if (!node.ranked(0)) return out.set_unranked(0, MORTISE_DTYPE_STRING);
  if (node.rank(0) != 1) node.check_rank(0, 2);
  Shape shape = node.shape(0).to_vector();
  if (shape.size() == 2) {
    if (shape[0] >= 0 && shape[0] != 1)
      invalid("input 0 has shape ", ShapeView(shape), "; of two axes the first must have extent 1");
    shape[0] = 1;
  }
  if (shape.back() < 0) {
    shape.back() = MORTISE_DIM_UNKNOWN;
    out.set(0, MORTISE_DTYPE_STRING, shape);
  } else {
    shape.back() = std::max<int64_t>(shape.back(), 1);
    out.set_bounded(0, MORTISE_DTYPE_STRING, shape, uint64_t{1} << (shape.size() - 1));
  }
}

class StringNormalizerKernel {
 public:
  StringNormalizerKernel(const Node& node, const KernelContext&)
      : action_(action(node)),
        compared_(node.attr_bool("is_case_sensitive", false) ? LetterCase::kNone
                                                             : LetterCase::kLower),
        cases_(node.attr_string("locale", "")) {
    for (const std::string& word : node.attributes().get_strings("stopwords"))
      removed_.insert(cases_.convert(word, compared_));
  }

  void run(const Launch& launch) const {
    auto* to = launch.out<mortise_string_t>(0);
    int64_t count = 0;
    for (int64_t i = 0; i < element_count(launch.input(0)); ++i) {
      const mortise_string_t word = launch.in<mortise_string_t>(0)[i];
      if (is_removed(to_view(word))) continue;
      to[count++] = action_ == LetterCase::kNone
                        ? word
                        : launch.make_string(cases_.convert(to_view(word), action_));
    }
    if (count == 0) to[count++] = {"", 0};
    launch.set_extent(0, launch.output(0).rank - 1, count);
  }

 private:
  bool is_removed(std::string_view word) const {
    return !removed_.empty() && removed_.count(cases_.convert(word, compared_)) != 0;
  }

  LetterCase action_;
  LetterCase compared_;  // the case in which words are compared
  CaseMap cases_;
  std::set<std::string> removed_;
};

}  // namespace

MORTISE_OPERATOR(StringNormalizer, 10) {
  op.summary("Words without those that a list names, in upper or lower case")
      .input("X")
      .output("Y")
      .attribute("case_change_action", MORTISE_ATTRIBUTE_STRING)
      .attribute("is_case_sensitive", MORTISE_ATTRIBUTE_INT)
      .attribute("locale", MORTISE_ATTRIBUTE_STRING)
      .attribute("stopwords", MORTISE_ATTRIBUTE_STRINGS)
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_DATA_DEPENDENT_SHAPE)
      .infer(&infer)
      .kernel<StringNormalizerKernel>();
}

}  // namespace mortise::ops
