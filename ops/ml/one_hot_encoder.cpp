#include <algorithm>

#include "ops/common/arithmetic.hpp"
#include "ops/ml/label_table.hpp"

namespace mortise::ops {
namespace {

using Numbers = TypeList<float, double, int32_t, int64_t>;

void infer(const Node& node, Inference& out) {
  const LabelTable categories = LabelTable::read(node, "cats");
  node.check_dtype(0, categories.dtype() == MORTISE_DTYPE_STRING
                          ? dtype_set(TypeList<mortise_string_t>{})
                          : dtype_set(Numbers{}));
  if (!node.ranked(0)) return out.set_unranked(0, MORTISE_DTYPE_FLOAT32);
  Shape shape = node.shape(0).to_vector();
  shape.push_back(categories.count());
  out.set(0, MORTISE_DTYPE_FLOAT32, shape);
}

class OneHotEncoderKernel {
 public:
  OneHotEncoderKernel(const Node& node, const KernelContext&)
      : categories_(LabelTable::read(node, "cats")),
        index_(categories_),
        takes_others_(node.attr_bool("zeros", true)) {}

  void run(const Launch& launch) const {
    const int64_t width = categories_.count();
    auto* to = launch.out<float>(0);
    std::fill_n(to, element_count(launch.output(0)), 0.0f);
    for (int64_t i = 0; i < element_count(launch.input(0)); ++i, to += width) {
      const int64_t place = find(launch.input(0), i);
      if (place >= 0) {
        to[place] = 1;
      } else if (!takes_others_) {
        invalid("element ", i, " of X is no category, and attribute zeros is 0");
      }
    }
  }

 private:
  // Numbers of any dtype count as integers, as their categories are.
  int64_t find(const mortise_tensor_view_t& x, int64_t at) const {
    if (x.dtype == MORTISE_DTYPE_STRING || x.dtype == MORTISE_DTYPE_INT64)
      return index_.find(x, at);
    const int64_t number = visit_dtype(Numbers{}, x.dtype, [&](auto tag) {
      return saturating_cast<int64_t>(data<typename decltype(tag)::type>(x)[at]);
    });
    return index_.find(host_view(MORTISE_DTYPE_INT64, {}, &number), 0);
  }

  LabelTable categories_;
  LabelIndex index_;
  bool takes_others_;
};

}  // namespace

MORTISE_OPERATOR(OneHotEncoder, 1) {
  op.summary("1 at the category that an element is, and 0 at all others")
      .input("X")
      .output("Y")
      .attribute("cats_int64s", MORTISE_ATTRIBUTE_INTS)
      .attribute("cats_strings", MORTISE_ATTRIBUTE_STRINGS)
      .attribute("zeros", MORTISE_ATTRIBUTE_INT)
      .infer(&infer)
      .kernel<OneHotEncoderKernel>();
}

}  // namespace mortise::ops
