#include <cmath>
#include <map>
#include <set>

#include <catch2/catch.hpp>

#include "plugin-sdk/conform/case.hpp"
#include "plugin-sdk/conform/node_graph.hpp"
#include "plugin-sdk/conform/reference.hpp"

namespace mortise::conform {
namespace {

constexpr const char* kStructural =
    "no device sees it: a structural rule replaces it by operators over tensors, or the core runs it";

constexpr const char* kStrings = "its elements are strings, which cases cannot hold";
constexpr const char* kRandom = "it draws random numbers: no run says what another must give";
constexpr const char* kDecomposed =
    "it has no kernel that could say what is right: it is decomposed";

// Operators without cases, and why.
const std::map<std::string, std::string>& exceptions() {
  static const std::map<std::string, std::string> list = {
      {"CastLike", "it has no kernel that could say what is right: it is decomposed to Cast"},
      {"DynamicQuantizeLinear", "it is decomposed to a range and QuantizeLinear"},
      {"Mean", "it is decomposed to Sum and Div"},
      {"MeanVarianceNormalization", "it is decomposed to means, products and a root"},
      {"ai.onnx.ml::TreeEnsemble", "its attributes are tensors, which cases cannot hold"},
      {"SoftmaxCrossEntropyLoss", "it is decomposed to LogSoftmax and a loss"},
      {"StringConcat", kStrings},
      {"StringNormalizer", kStrings},
      {"StringSplit", kStrings},
      {"ai.onnx.ml::CategoryMapper", kStrings},
      {"ai.onnx.ml::LabelEncoder",
       "its forms take strings, or tensors as attributes, which cases cannot hold"},
      {"Bernoulli", kRandom},
      {"Multinomial", kRandom},
      {"RandomNormal", kRandom},
      {"RandomNormalLike", kRandom},
      {"RandomUniform", kRandom},
      {"RandomUniformLike", kRandom},
      {"ai.onnx.ml::FeatureVectorizer", kDecomposed},
      {"ai.onnx.ml::Imputer", kDecomposed},
      {"ai.onnx.ml::LinearClassifier", kDecomposed},
      {"ai.onnx.ml::LinearRegressor", kDecomposed},
      {"ai.onnx.ml::Normalizer", kDecomposed},
      {"ai.onnx.ml::SVMRegressor", kDecomposed},
      {"ai.onnx.ml::Scaler", kDecomposed},
      {"ai.onnx.preview::FlexAttention", kDecomposed},
      {"ai.onnx.ml::CastMap", kStructural},
      {"ai.onnx.ml::DictVectorizer", kStructural},
      {"ai.onnx.ml::ZipMap", kStructural},
      {"ConcatFromSequence", kStructural},
      {"If", kStructural},
      {"Loop", kStructural},
      {"Optional", kStructural},
      {"OptionalGetElement", kStructural},
      {"OptionalHasElement", kStructural},
      {"Scan", kStructural},
      {"SequenceAt", kStructural},
      {"SequenceConstruct", kStructural},
      {"SequenceEmpty", kStructural},
      {"SequenceErase", kStructural},
      {"SequenceInsert", kStructural},
      {"SequenceLength", kStructural},
      {"SequenceMap", kStructural},
      {"SplitToSequence", kStructural}};
  return list;
}

const Reference& reference() {
  static const Reference made;
  return made;
}

std::string name_of(const mortise_operator_t& op) {
  Case one;
  one.domain = sdk::to_view(op.domain);
  one.op = sdk::to_view(op.name);
  return qualified_name(one);
}

// Throws what the shape rule or the kernel says against it.
std::vector<HostTensor> run(const Case& one, std::vector<HostTensor> inputs) {
  const NodeGraph graph(reference().runtime(), one, inputs, "any");
  return reference().run(graph.node(), inputs);
}

Case smaller(Case one) {
  for (size_t i = 0; i < one.inputs.size(); ++i) {
    if (!one.inputs[i].constant) one.inputs[i].shape = one.smaller.at(i);
  }
  return one;
}

}  // namespace

TEST_CASE("every operator of the operator library has cases, or a reason why not") {
  for (const mortise_operator_t* op : reference().operators()) {
    INFO(name_of(*op));
    CHECK(cases_of(*op).empty() == (exceptions().count(name_of(*op)) == 1));
  }
}

TEST_CASE("the labels of an operator's cases are unique and start with a dtype") {
  for (const mortise_operator_t* op : reference().operators()) {
    std::set<std::string> labels;
    for (const Case& one : cases_of(*op)) {
      INFO(qualified_name(one) << " " << one.label);
      CHECK(labels.insert(one.label).second);
      CHECK(dtype_by_name(one.label.substr(0, one.label.find('.'))) != MORTISE_DTYPE_UNDEFINED);
    }
  }
}

TEST_CASE("every case suits its operator's shape rule and reference kernel") {
  for (const mortise_operator_t* op : reference().operators()) {
    for (const Case& one : cases_of(*op)) {
      INFO(qualified_name(one) << " " << one.label);
      Random random(1, one.label);
      CHECK_NOTHROW(run(one, contents_of(one, random)));
      if (one.smaller.empty()) continue;
      const Case less = smaller(one);
      CHECK_NOTHROW(run(less, contents_of(less, random)));
    }
  }
}

// Where the bound is not finite, nothing could fail.
TEST_CASE("the magnitudes of finite sums are finite") {
  for (const mortise_operator_t* op : reference().operators()) {
    for (const Case& one : cases_of(*op)) {
      if (one.accuracy.terms == 0) continue;
      INFO(qualified_name(one) << " " << one.label);
      Random random(1, one.label);
      std::vector<HostTensor> inputs = contents_of(one, random);
      const std::vector<HostTensor> results = run(one, inputs);
      for (HostTensor& input : inputs) input = absolute(input);
      const std::vector<HostTensor> scales = run(one, inputs);
      for (size_t k = 0; k < results.size(); ++k) {
        const std::vector<double> values = sdk::to_doubles(results[k].view());
        const std::vector<double> bounds = sdk::to_doubles(scales[k].view());
        for (size_t i = 0; i < values.size(); ++i)
          CHECK((!std::isfinite(values[i]) || std::isfinite(bounds[i])));
      }
    }
  }
}

TEST_CASE("a bound holds what float32 may do, and no more") {
  const HostTensor right = tensor_of(MORTISE_DTYPE_FLOAT32, {}, {1});
  const auto differs = [&](double value, const Accuracy& accuracy) {
    const HostTensor actual = tensor_of(MORTISE_DTYPE_FLOAT32, {}, {value});
    return !find_difference(actual, right, tolerance_of(accuracy, right.dtype, nullptr)).empty();
  };
  CHECK_FALSE(differs(1, {}));
  CHECK(differs(1 + 0x1p-23, {}));
  CHECK_FALSE(differs(1 + 0x1p-22, {2}));
  CHECK(differs(1 + 0x1.8p-22, {2}));
}

TEST_CASE("a bound lets 16-bit floats be rounded to a neighbour, and not be summed in 16 bits") {
  const Accuracy sum = {0, 0, 100};
  const HostTensor right = tensor_of(MORTISE_DTYPE_FLOAT16, {}, {1});
  const HostTensor scale = tensor_of(MORTISE_DTYPE_FLOAT16, {}, {20});
  const auto differs = [&](double value) {
    const HostTensor actual = tensor_of(MORTISE_DTYPE_FLOAT16, {}, {value});
    return !find_difference(actual, right, tolerance_of(sum, right.dtype, &scale)).empty();
  };
  CHECK_FALSE(differs(1 + 0x1p-10));
  CHECK(differs(1 + 0x1p-8));
}

TEST_CASE("numbers are compared beyond the largest and between infinities") {
  const uint32_t dtype = MORTISE_DTYPE_FLOAT32;
  const double infinity = HUGE_VAL;
  const double largest = largest_of(dtype);
  const auto differs = [&](double actual, double expected) {
    return !find_difference(tensor_of(dtype, {}, {actual}), tensor_of(dtype, {}, {expected}),
                            tolerance_of({4}, dtype, nullptr))
                .empty();
  };
  CHECK_FALSE(differs(infinity, infinity));
  CHECK_FALSE(differs(largest, infinity));
  CHECK(differs(0.9 * largest, infinity));
  CHECK(differs(-infinity, infinity));
  CHECK(differs(infinity, 1));
  CHECK(differs(std::nan(""), 1));
  CHECK(differs(1, std::nan("")));
  CHECK_FALSE(differs(std::nan(""), std::nan("")));
}

TEST_CASE("integers are compared bit by bit") {
  const HostTensor right = int64_tensor({INT64_MAX});
  CHECK(find_difference(int64_tensor({INT64_MAX}), right, {}).empty());
  CHECK_FALSE(find_difference(int64_tensor({INT64_MAX - 1}), right, {}).empty());
}

}  // namespace mortise::conform
