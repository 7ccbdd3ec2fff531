#include "ops/ml/label_table.hpp"

namespace mortise::ops {
namespace {

bool to_numbers(const Node& node) { return node.dtype(0) == MORTISE_DTYPE_STRING; }

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(TypeList<mortise_string_t, int64_t>{}));
  uint32_t dtype = MORTISE_DTYPE_UNDEFINED;
  if (node.dtype(0) != MORTISE_DTYPE_UNDEFINED)
    dtype = to_numbers(node) ? MORTISE_DTYPE_INT64 : MORTISE_DTYPE_STRING;
  out.set_like(0, node.type(0), dtype);
}

class CategoryMapperKernel {
 public:
  CategoryMapperKernel(const Node& node, const KernelContext&)
      : keys_(side(node, to_numbers(node))),
        values_(side(node, !to_numbers(node))),
        default_(to_numbers(node) ? LabelTable::of_ints({node.attr_int("default_int64", -1)})
                                  : LabelTable::of_strings({std::string(
                                        node.attr_string("default_string", "_Unused"))})),
        index_(keys_) {
    if (keys_.count() != values_.count())
      invalid("cats_strings and cats_int64s differ in length: ", keys_.count(), " and ",
              values_.count());
  }

  void run(const Launch& launch) const {
    for (int64_t i = 0; i < element_count(launch.input(0)); ++i) {
      const int64_t place = index_.find(launch.input(0), i);
      const LabelTable& from = place < 0 ? default_ : values_;
      from.write(place < 0 ? 0 : place, launch.output(0).data, i);
    }
  }

 private:
  static LabelTable side(const Node& node, bool strings) {
    if (strings) return LabelTable::of_strings(node.attributes().get_strings("cats_strings"));
    return LabelTable::of_ints(node.attr_ints("cats_int64s", {}));
  }

  LabelTable keys_, values_, default_;
  LabelIndex index_;
};

}  // namespace

MORTISE_OPERATOR(CategoryMapper, 1) {
  op.summary("Categories' numbers for their names, or the names for the numbers")
      .input("X")
      .output("Y")
      .attribute("cats_int64s", MORTISE_ATTRIBUTE_INTS)
      .attribute("cats_strings", MORTISE_ATTRIBUTE_STRINGS)
      .attribute("default_int64", MORTISE_ATTRIBUTE_INT)
      .attribute("default_string", MORTISE_ATTRIBUTE_STRING)
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_ELEMENTWISE)
      .infer(&infer)
      .kernel<CategoryMapperKernel>();
}

}  // namespace mortise::ops
