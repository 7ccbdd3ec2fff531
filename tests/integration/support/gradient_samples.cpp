#include "tests/integration/support/gradient_samples.hpp"

namespace mortise::tests {
namespace {

using sdk::Attrs;
using sdk::Shape;
using Ints = std::vector<int64_t>;

void add_elementwise(std::vector<GradientSample>& all) {
  const auto unary = [&](const char* op, double low = -2, double high = 2,
                         const Attrs& attrs = {}) {
    all.push_back({op, {wanted({2, 5}, low, high)}, attrs});
  };
  for (const char* op : {"Abs",
                         "Asinh",
                         "Atan",
                         "Ceil",
                         "Cos",
                         "Cosh",
                         "Elu",
                         "Erf",
                         "Exp",
                         "Floor",
                         "Gelu",
                         "HardSigmoid",
                         "Identity",
                         "LeakyRelu",
                         "Mish",
                         "Neg",
                         "Relu",
                         "Round",
                         "Selu",
                         "Shrink",
                         "Sigmoid",
                         "Sign",
                         "Sin",
                         "Sinh",
                         "Softplus",
                         "Softsign",
                         "Swish",
                         "Tanh",
                         "ThresholdedRelu",
                         "Celu"})
    unary(op);
  for (const char* op : {"Acos", "Asin", "Atanh"}) unary(op, -0.9, 0.9);
  for (const char* op : {"Log", "Reciprocal", "Sqrt"}) unary(op, 0.3, 2);
  unary("Tan", -1, 1);
  unary("Acosh", 1.2, 3);
  unary("HardSwish", -5, 5);
  unary("Celu", -2, 2, {{"alpha", 0.7}});
  unary("Elu", -2, 2, {{"alpha", 1.5}});
  unary("Gelu", -2, 2, {{"approximate", "tanh"}});
  unary("HardSigmoid", -3, 3, {{"alpha", 0.4}, {"beta", 0.3}});
  unary("LeakyRelu", -2, 2, {{"alpha", -0.3}});
  unary("Selu", -2, 2, {{"alpha", 1.2}, {"gamma", 0.9}});
  unary("Shrink", -2, 2, {{"lambd", 0.6}, {"bias", 0.2}});
  unary("Swish", -2, 2, {{"alpha", 0.7}});
  unary("ThresholdedRelu", -2, 2, {{"alpha", 0.3}});
  for (const char* op : {"Add", "Div", "Max", "Mean", "Min", "Mul", "Sub", "Sum"}) {
    all.push_back({op, {wanted({2, 3}), wanted({2, 3}, 0.5, 2)}});
    all.push_back({op, {wanted({3, 1}), wanted({2, 1, 4}, 0.5, 2)}});
    all.push_back({op, {wanted({0, 4}), wanted({4}, 0.5, 2)}});
  }
  for (const char* op : {"Max", "Mean", "Min", "Sum"}) {
    all.push_back({op, {wanted({2, 3})}});
    all.push_back({op, {wanted({2, 3}), wanted({}), fixed({3})}});
  }
  all.push_back({"Mod", {wanted({2, 4}, -5, 5), wanted({4}, 0.7, 1.3)}, {{"fmod", 1}}});
  all.push_back({"Pow", {wanted({2, 3}, 0.3, 2), wanted({3}, -2, 2)}});
  all.push_back({"Pow", {wanted({4}), whole({0, 1, 2, 3})}});
  all.push_back({"Pow", {given({0, 0.5, -0.5, 0}, {4}), given({0, 2, 3, 1}, {4})}});
  all.back().inputs[1].is_wanted = false;
  all.push_back({"PRelu", {wanted({2, 3, 2}), wanted({3, 1})}});
  all.push_back({"Clip", {wanted({3, 4}), fixed({}, -0.5, -0.4), fixed({}, 0.4, 0.5)}});
  all.push_back({"Where", {whole({1, 0, 1}, {3}, MORTISE_DTYPE_BOOL), wanted({2, 3}), wanted({})}});
}

void add_reductions(std::vector<GradientSample>& all) {
  for (const char* op : {"ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp", "ReduceMax",
                         "ReduceMean", "ReduceMin", "ReduceProd", "ReduceSum", "ReduceSumSquare"}) {
    all.push_back({op, {wanted({2, 3, 4}, 0.2, 1.5), whole({0, 2})}});
    all.push_back({op, {wanted({2, 3, 4}, 0.2, 1.5), whole({-1})}, {{"keepdims", 0}}});
    all.push_back({op, {wanted({2, 3}, 0.2, 1.5)}});
    all.push_back({op, {wanted({4}, 0.2, 1.5)}, {{"noop_with_empty_axes", 1}}});
  }
  all.push_back(
      {"ReduceProd", {given({0, 2, 3, 0, 0, 3, 1, 2, 4}, {3, 3}), whole({1})}, {{"keepdims", 0}}});
}

void add_moves(std::vector<GradientSample>& all) {
  all.push_back({"ai.onnx.ml::ArrayFeatureExtractor", {wanted({2, 4}), whole({3, 1, 1})}});
  all.push_back({"CenterCropPad", {wanted({4, 3}), whole({2, 6})}});
  all.push_back(
      {"Compress", {wanted({3, 2}), whole({1, 0, 1}, {3}, MORTISE_DTYPE_BOOL)}, {{"axis", 0}}});
  all.push_back({"Compress", {wanted({3, 2}), whole({1, 0, 1}, {3}, MORTISE_DTYPE_BOOL)}});
  all.push_back({"Concat", {wanted({2, 3}), wanted({2, 1})}, {{"axis", 1}}});
  for (const char* mode : {"DCR", "CRD"})
    all.push_back({"DepthToSpace", {wanted({1, 8, 2, 1})}, {{"blocksize", 2}, {"mode", mode}}});
  all.push_back({"SpaceToDepth", {wanted({1, 2, 4, 2})}, {{"blocksize", 2}}});
  all.push_back({"Expand", {wanted({3, 1}), whole({2, 1, 4})}});
  all.push_back({"Flatten", {wanted({2, 3, 2})}});
  for (const int64_t axis : {0, 1, -1})
    all.push_back({"Gather", {wanted({3, 4, 3}), whole({2, -1, 0, 2}, {2, 2})}, {{"axis", axis}}});
  all.push_back({"Gather", {wanted({3, 4}), whole({1}, {}, MORTISE_DTYPE_INT32)}, {{"axis", 1}}});
  all.push_back({"Gather", {wanted({3, 0}), whole({1, 1})}});
  all.push_back(
      {"GatherElements", {wanted({3, 3}), whole({1, -1, 0, 1, 1, 0}, {2, 3})}, {{"axis", 0}}});
  all.push_back({"GatherND", {wanted({2, 3, 2}), whole({0, 1, 1, -1, 0, 1}, {3, 2})}});
  all.push_back({"GatherND", {wanted({2, 3, 2}), whole({1, 0}, {2, 1})}, {{"batch_dims", 1}}});
  all.push_back({"OneHot", {whole({1, 0, 5, -1}), whole({3}), wanted({2})}});
  for (const char* mode : {"constant", "reflect", "edge", "wrap"})
    all.push_back({"Pad", {wanted({3, 4}), whole({1, 2, 0, 1})}, {{"mode", mode}}});
  all.push_back({"Pad", {wanted({3, 4}), whole({1, -1, 0, 2}), wanted({})}});
  all.push_back({"Reshape", {wanted({2, 3}), whole({3, -1})}});
  all.push_back({"ReverseSequence", {wanted({4, 2}), whole({3, 2})}});
  const Ints axes = {1};
  all.push_back({"Slice", {wanted({4, 5}), whole({1, 0}), whole({3, 5})}});
  all.push_back({"Slice", {wanted({4, 5}), whole({-1}), whole({-10}), whole({1}), whole({-2})}});
  all.push_back({"Split", {wanted({2, 5}), whole({2, 3})}, {{"axis", 1}}, 2, {0, 1}});
  all.push_back({"Split", {wanted({2, 5}), whole({2, 3})}, {{"axis", 1}}, 2, {1}});
  all.push_back({"Squeeze", {wanted({2, 1, 3}), whole({1})}});
  all.push_back({"Unsqueeze", {wanted({2, 3}), whole({0, 2})}});
  all.push_back({"Tile", {wanted({2, 3}), whole({2, 3})}});
  all.push_back({"Transpose", {wanted({2, 3, 2})}, {{"perm", Ints{2, 0, 1}}}});
  all.push_back({"Trilu", {wanted({3, 4})}});
  all.push_back({"TopK", {wanted({3, 5}), whole({2})}, {}, 2, {0}});
  all.push_back({"TopK", {wanted({5, 2}), whole({3})}, {{"axis", 0}, {"largest", 0}}, 2, {0}});
  all.push_back({"Unique", {given({2, 1, 3, 1.5}, {2, 2})}});
  all.push_back({"Unique", {given({2, 1, 3, 1.5}, {2, 2})}, {{"axis", 1}}, 2, {0}});
  all.push_back({"TensorScatter", {wanted({2, 4, 2}), wanted({2, 2, 2}), whole({1, 2})}});
  for (const char* reduction : {"none", "add", "mul", "max", "min"}) {
    all.push_back(
        {"ScatterElements",
         {wanted({3, 3}, 0.2, 1), whole({0, 2, 1, 2, 1, 0}, {2, 3}), wanted({2, 3}, 0.2, 1)},
         {{"axis", 0}, {"reduction", reduction}}});
    all.push_back({"ScatterND",
                   {wanted({4, 2}, 0.2, 1), whole({3, 1}, {2, 1}), wanted({2, 2}, 0.2, 1)},
                   {{"reduction", reduction}}});
  }
  all.push_back(
      {"ScatterElements", {wanted({4}), whole({1, 1, 3}), wanted({3})}, {{"reduction", "none"}}});
  all.push_back({"mortise::SumTo", {wanted({2, 3, 4}), fixed({3, 1})}});
}

void add_others(std::vector<GradientSample>& all) {
  all.push_back({"Cast", {wanted({2, 3})}, {{"to", MORTISE_DTYPE_FLOAT64}}});
  all.push_back({"CastLike", {wanted({2, 3}), fixed({1})}});
  all.push_back({"CumProd", {wanted({2, 4}, 0.5, 1.5), whole({1}, {})}});
  all.push_back(
      {"CumProd", {wanted({2, 4}, 0.5, 1.5), whole({1}, {})}, {{"exclusive", 1}, {"reverse", 1}}});
  all.push_back({"CumSum", {wanted({2, 4}), whole({1}, {})}, {{"exclusive", 1}, {"reverse", 1}}});
  all.push_back({"EyeLike", {wanted({3, 3})}});
  all.push_back({"ai.onnx.ml::Binarizer", {wanted({5})}});
  all.push_back({"Det", {wanted({2, 3, 3})}});
  all.push_back({"Det", {wanted({2, 2})}});
  all.push_back({"Det", {wanted({3, 1, 1})}});
  all.push_back({"MatMul", {wanted({2, 3, 4}), wanted({4, 5})}});
  all.push_back({"MatMul", {wanted({4}), wanted({2, 4, 3})}});
  all.push_back({"Gemm",
                 {wanted({3, 2}), wanted({3, 4}), wanted({4})},
                 {{"transA", 1}, {"alpha", 0.5}, {"beta", 2.0}}});
  for (const char* equation : {"bij,bjk->bik", "bij,bjk->ik", "bij,bjk", "...ij,...kj->...ik"})
    all.push_back({"Einsum", {wanted({2, 3, 2}), wanted({2, 2, 2})}, {{"equation", equation}}});
  all.back().inputs[0] = wanted({1, 3, 2});
  all.push_back({"Einsum", {wanted({3, 3})}, {{"equation", "ii->i"}}});
  all.push_back({"Einsum", {wanted({3, 3}), wanted({2})}, {{"equation", "ii,k->k"}}});
  all.push_back({"Einsum", {wanted({2, 3})}, {{"equation", "ij->j"}}});
  all.push_back({"AffineGrid", {wanted({2, 2, 3}), whole({2, 1, 3, 2})}});
  all.push_back(
      {"AffineGrid", {wanted({1, 3, 4}), whole({1, 1, 2, 3, 2})}, {{"align_corners", 1}}});
  all.push_back({"Range", {given({0.3}, {}), fixed({}, 2.5, 2.6), given({0.45}, {})}});
  for (const char* op : {"Bernoulli", "RandomNormalLike", "RandomUniformLike"})
    all.push_back({op, {wanted({6}, 0.1, 0.9)}, {{"seed", 3.0}}});
  all.push_back({"DFT", {wanted({2, 5, 1})}});
  all.push_back({"DFT", {wanted({2, 3, 4, 2}), whole({6}, {}), whole({1}, {})}, {{"inverse", 1}}});
  all.push_back({"DFT", {wanted({2, 5, 1}), whole({4}, {}), whole({1}, {})}, {{"onesided", 1}}});
  all.push_back(
      {"DFT", {wanted({4, 2}), absent(), whole({0}, {})}, {{"onesided", 1}, {"inverse", 1}}});
  all.back().inputs[0].shape = {4, 2};
  all.push_back({"STFT", {wanted({2, 8, 1}), whole({2}, {}), wanted({4}), whole({4}, {})}});
  all.push_back(
      {"STFT", {wanted({1, 6, 2}), whole({3}, {}), absent(), whole({3}, {})}, {{"onesided", 0}}});
  all.push_back({"Einsum", {wanted({2, 1}), wanted({4, 3})}, {{"equation", "ij,kj->ik"}}});
}

}  // namespace

std::vector<GradientSample> gradient_samples() {
  std::vector<GradientSample> all;
  add_elementwise(all);
  add_reductions(all);
  add_moves(all);
  add_others(all);
  return all;
}

SampleInput given(const std::vector<double>& numbers, const Shape& shape) {
  SampleInput input;
  input.shape = shape;
  input.numbers = numbers;
  input.is_wanted = true;
  return input;
}

SampleInput wanted(const Shape& shape, double low, double high) {
  // Steps of the golden ratio: no two are alike, nor near a whole multiple of each other.
  std::vector<double> numbers(static_cast<size_t>(sdk::element_count(shape)));
  double position = 0.37 + 0.11 * static_cast<double>(numbers.size());
  for (double& number : numbers) {
    position += 0.6180339887498949;
    position -= static_cast<double>(static_cast<int64_t>(position));
    number = low + (high - low) * position;
  }
  return given(numbers, shape);
}

SampleInput fixed(const Shape& shape, double low, double high) {
  SampleInput input = wanted(shape, low, high);
  input.is_wanted = false;
  return input;
}

SampleInput whole(const std::vector<double>& numbers, const Shape& shape, uint32_t dtype) {
  SampleInput input;
  input.dtype = dtype;
  input.shape = shape;
  input.numbers = numbers;
  input.is_constant = true;
  return input;
}

SampleInput absent() {
  SampleInput input;
  input.is_present = false;
  return input;
}

std::map<std::string, std::string> operators_without_gradient() {
  std::map<std::string, std::string> all;
  const auto add = [&](const char* reason, const std::vector<const char*>& names) {
    for (const char* name : names) all[name] = reason;
  };
  add("it gives integers, truth values or strings, or takes nothing else",
      {"And",
       "ArgMax",
       "ArgMin",
       "BitCast",
       "BitShift",
       "BitwiseAnd",
       "BitwiseNot",
       "BitwiseOr",
       "BitwiseXor",
       "BlackmanWindow",
       "ConstantOfShape",
       "ConvInteger",
       "Equal",
       "Greater",
       "GreaterOrEqual",
       "HammingWindow",
       "HannWindow",
       "IsInf",
       "IsNaN",
       "Less",
       "LessOrEqual",
       "MatMulInteger",
       "MelWeightMatrix",
       "Multinomial",
       "NonMaxSuppression",
       "NonZero",
       "Not",
       "OptionalHasElement",
       "Or",
       "RandomNormal",
       "RandomUniform",
       "SequenceLength",
       "Shape",
       "Size",
       "StringConcat",
       "StringNormalizer",
       "StringSplit",
       "TfIdfVectorizer",
       "Xor",
       "ai.onnx.ml::CastMap",
       "ai.onnx.ml::CategoryMapper",
       "ai.onnx.ml::DictVectorizer",
       "ai.onnx.ml::LabelEncoder",
       "ai.onnx.ml::OneHotEncoder",
       "ai.onnx.ml::ZipMap",
       "com.microsoft::MurmurHash3",
       "mortise::CastEntries",
       "mortise::VectorizeEntries"});
  add("it works with quantised numbers", {"DequantizeLinear",
                                          "DynamicQuantizeLinear",
                                          "QLinearConv",
                                          "QLinearMatMul",
                                          "QuantizeLinear",
                                          "com.microsoft::DequantizeLinear",
                                          "com.microsoft::DynamicQuantizeMatMul",
                                          "com.microsoft::MatMulIntegerToFloat",
                                          "com.microsoft::MatMulNBits",
                                          "com.microsoft::QAttention",
                                          "com.microsoft::QGemm",
                                          "com.microsoft::QLinearAdd",
                                          "com.microsoft::QLinearAveragePool",
                                          "com.microsoft::QLinearConcat",
                                          "com.microsoft::QLinearGlobalAveragePool",
                                          "com.microsoft::QLinearLeakyRelu",
                                          "com.microsoft::QLinearMul",
                                          "com.microsoft::QLinearSigmoid",
                                          "com.microsoft::QLinearSoftmax",
                                          "com.microsoft::QLinearWhere",
                                          "com.microsoft::QuantizeLinear"});
  add("its structural rule replaces it, or its branches are gone through; integration_test has it",
      {"ConcatFromSequence", "If", "Loop", "Optional", "OptionalGetElement", "Scan", "SequenceAt",
       "SequenceConstruct", "SequenceEmpty", "SequenceErase", "SequenceInsert", "SequenceMap",
       "SplitToSequence"});
  add("it serves inference alone, or is itself a step of training",
      {"ai.onnx.preview.training::Adagrad", "ai.onnx.preview.training::Adam",
       "ai.onnx.preview.training::Momentum", "com.microsoft::NGramRepeatBlock",
       "mortise::PagedAppend", "mortise::PagedAttention"});
  add("its model was trained by other means",
      {"ai.onnx.ml::FeatureVectorizer", "ai.onnx.ml::Imputer", "ai.onnx.ml::LinearClassifier",
       "ai.onnx.ml::LinearRegressor", "ai.onnx.ml::Normalizer", "ai.onnx.ml::SVMClassifier",
       "ai.onnx.ml::SVMRegressor", "ai.onnx.ml::Scaler", "ai.onnx.ml::TreeEnsemble",
       "ai.onnx.ml::TreeEnsembleClassifier", "ai.onnx.ml::TreeEnsembleRegressor"});
  add("a gradient is wanting", {"MaxRoiPool", "com.microsoft::CropAndResize"});
  return all;
}

}  // namespace mortise::tests
