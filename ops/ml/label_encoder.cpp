#include "ops/ml/label_table.hpp"

namespace mortise::ops {
namespace {

// What the node maps. The first form, with classes_strings, goes both ways between a class and its number.
struct Mapping {
  explicit Mapping(const Node& node) : keys(read(node, "keys")), values(read(node, "values")) {
    if (keys.count() != values.count())
      invalid("there are ", keys.count(), " keys and ", values.count(), " values");
  }

  LabelTable keys, values;

 private:
  static LabelTable read(const Node& node, const std::string& what) {
    if (!node.has_attr("classes_strings")) return LabelTable::read(node, what);
    std::vector<std::string> classes = node.attributes().get_strings("classes_strings");
    if ((node.dtype(0) == MORTISE_DTYPE_STRING) == (what == "keys"))
      return LabelTable::of_strings(std::move(classes));
    std::vector<int64_t> numbers(classes.size());
    for (size_t i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<int64_t>(i);
    return LabelTable::of_ints(numbers);
  }
};

void infer(const Node& node, Inference& out) {
  if (node.dtype(0) == MORTISE_DTYPE_UNDEFINED && node.has_attr("classes_strings"))
    return out.set_like(0, node.type(0), MORTISE_DTYPE_UNDEFINED);
  const Mapping mapping(node);
  node.check_dtype(0, {uint64_t{1} << mapping.keys.dtype()});
  out.set_like(0, node.type(0), mapping.values.dtype());
}

// What a key that is missing is given: one label of the values' dtype.
LabelTable read_default(const Node& node, uint32_t dtype) {
  if (const mortise_tensor_view_t* view = node.attr_tensor("default_tensor")) {
    LabelTable given = LabelTable::of_tensor(*view);
    if (given.count() != 1 || given.dtype() != dtype)
      invalid("attribute default_tensor must be one ", dtype_name(dtype));
    return given;
  }
  if (dtype == MORTISE_DTYPE_STRING)
    return LabelTable::of_strings({std::string(node.attr_string("default_string", "_Unused"))});
  const int64_t number = node.attr_int("default_int64", -1);
  const double real = node.attr_float("default_float", -0.0);
  switch (dtype) {
    case MORTISE_DTYPE_INT64: return LabelTable::of_ints({number});
    case MORTISE_DTYPE_FLOAT32: return LabelTable::of_floats({real});
    case MORTISE_DTYPE_FLOAT64: return LabelTable::of_tensor(host_view(dtype, {}, &real));
    default: break;
  }
  const auto narrow = static_cast<int32_t>(number);
  const auto narrower = static_cast<int16_t>(number);
  if (dtype == MORTISE_DTYPE_INT32) return LabelTable::of_tensor(host_view(dtype, {}, &narrow));
  return LabelTable::of_tensor(host_view(dtype, {}, &narrower));
}

class LabelEncoderKernel {
 public:
  LabelEncoderKernel(const Node& node, const KernelContext&)
      : mapping_(node),
        default_(read_default(node, mapping_.values.dtype())),
        index_(mapping_.keys) {}

  void run(const Launch& launch) const {
    for (int64_t i = 0; i < element_count(launch.input(0)); ++i) {
      const int64_t place = index_.find(launch.input(0), i);
      if (place < 0) {
        default_.write(0, launch.output(0).data, i);
      } else {
        mapping_.values.write(place, launch.output(0).data, i);
      }
    }
  }

 private:
  Mapping mapping_;
  LabelTable default_;
  LabelIndex index_;
};

void define(Operator& op) {
  op.summary("What a table has for each element")
      .input("X")
      .output("Y")
      .attribute("classes_strings", MORTISE_ATTRIBUTE_STRINGS)
      .attribute("default_float", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("default_int64", MORTISE_ATTRIBUTE_INT)
      .attribute("default_string", MORTISE_ATTRIBUTE_STRING)
      .attribute("default_tensor", MORTISE_ATTRIBUTE_TENSOR)
      .attribute("keys_floats", MORTISE_ATTRIBUTE_FLOATS)
      .attribute("keys_int64s", MORTISE_ATTRIBUTE_INTS)
      .attribute("keys_strings", MORTISE_ATTRIBUTE_STRINGS)
      .attribute("keys_tensor", MORTISE_ATTRIBUTE_TENSOR)
      .attribute("values_floats", MORTISE_ATTRIBUTE_FLOATS)
      .attribute("values_int64s", MORTISE_ATTRIBUTE_INTS)
      .attribute("values_strings", MORTISE_ATTRIBUTE_STRINGS)
      .attribute("values_tensor", MORTISE_ATTRIBUTE_TENSOR)
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_ELEMENTWISE)
      .infer(&infer)
      .kernel<LabelEncoderKernel>();
}

}  // namespace

MORTISE_OPERATOR(LabelEncoder, 4) { define(op); }
MORTISE_OPERATOR(LabelEncoder, 2) { define(op); }
MORTISE_OPERATOR(LabelEncoder, 1) { define(op); }

}  // namespace mortise::ops
