#include <algorithm>

#include "ops/common/arithmetic.hpp"
#include "ops/ml/class_labels.hpp"
#include "ops/ml/pairwise_coupling.hpp"
#include "ops/ml/post_transform.hpp"
#include "ops/ml/support_vectors.hpp"

namespace mortise::ops {
namespace {

// Support vectors class by class, and for each pair of classes the weights of both's; or, without vectors, weights of the
// features for each class.
struct Machine {
  explicit Machine(const Node& node)
      : labels(read_class_labels(node)),
        kernel(node),
        transform(node.attr_string("post_transform", "NONE")),
        sizes(node.attr_ints("vectors_per_class", {})),
        coefficients(node.attr_floats("coefficients")),
        vectors(node.attr_floats("support_vectors")),
        offsets(node.attr_floats("rho")),
        slopes(node.attr_floats("prob_a")),
        shifts(node.attr_floats("prob_b")),
        classes(labels.count()),
        pairs(classes * (classes - 1) / 2) {
    if (classes < 2) invalid("there is one class label; there must be two or more");
    if (sizes.empty()) {
      check_linear();
    } else {
      check_vectors();
    }
  }

  bool has_probabilities() const { return !sizes.empty() && !slopes.empty(); }
  /// Whether one score tells two classes apart.
  bool is_binary() const { return !sizes.empty() && slopes.empty() && pairs == 1; }
  /// Numbers in a row of scores.
  int64_t scores() const {
    return sizes.empty() || has_probabilities() || is_binary() ? classes : pairs;
  }

  LabelTable labels;
  VectorKernel kernel;
  PostTransform transform;
  std::vector<int64_t> sizes;
  std::vector<double> coefficients, vectors, offsets, slopes, shifts;
  int64_t classes, pairs;
  int64_t vector_count = 0, features = 0;

 private:
  void check_linear() {
    const auto count = static_cast<int64_t>(coefficients.size());
    if (count == 0 || count % classes != 0)
      invalid("there are ", count, " coefficients for ", classes, " classes");
    if (offsets.empty()) invalid("attribute rho is missing");
    features = count / classes;
  }
  void check_vectors() {
    const auto wrong = [](const char* name, size_t count, int64_t wanted) {
      invalid("attribute ", name, " has ", count, " elements; it must have ", wanted);
    };
    if (static_cast<int64_t>(sizes.size()) != classes)
      wrong("vectors_per_class", sizes.size(), classes);
    for (const int64_t size : sizes) {
      if (size < 0) invalid("attribute vectors_per_class has ", size);
      vector_count += size;
    }
    const auto numbers = static_cast<int64_t>(vectors.size());
    if (vector_count == 0 || numbers == 0 || numbers % vector_count != 0)
      invalid("there are ", numbers, " numbers for ", vector_count, " support vectors");
    features = numbers / vector_count;
    if (static_cast<int64_t>(coefficients.size()) != (classes - 1) * vector_count)
      wrong("coefficients", coefficients.size(), (classes - 1) * vector_count);
    if (static_cast<int64_t>(offsets.size()) != pairs) wrong("rho", offsets.size(), pairs);
    if (slopes.size() != shifts.size() ||
        (!slopes.empty() && static_cast<int64_t>(slopes.size()) != pairs))
      wrong("prob_a", slopes.size(), pairs);
  }
};

void infer(const Node& node, Inference& out) {
  const Machine machine(node);
  check_feature_count(node, machine.features);
  infer_classes(node, out, machine.labels, machine.scores());
}

// Chang and Lin: LIBSVM, a library for support vector machines (2011), sections 7 and 8.
class SvmClassifierKernel {
 public:
  SvmClassifierKernel(const Node& node, const KernelContext&)
      : machine_(node), run_(visit_dtype(FeatureTypes{}, node.dtype(0), [](auto tag) -> Run {
          return &SvmClassifierKernel::run_typed<typename decltype(tag)::type>;
        })) {}

  // Of a row: what it has in common with each vector, how each pair of classes and each class score, votes, and the coupling.
  uint64_t workspace_size() const {
    const int64_t numbers = machine_.vector_count + machine_.pairs + 2 * machine_.classes +
                            PairwiseCoupling::room(machine_.classes);
    return static_cast<uint64_t>(numbers) * sizeof(double);
  }
  void run(const Launch& launch) const { (this->*run_)(launch); }

 private:
  using Run = void (SvmClassifierKernel::*)(const Launch&) const;

  template <class T>
  void run_typed(const Launch& launch) const {
    const ShapeView shape = launch.input_shape(0);
    const int64_t width = machine_.scores();
    auto* common = launch.workspace<double>();
    double* scores = common + machine_.vector_count;
    for (int64_t row = 0; row < shape[0]; ++row) {
      const T* x = launch.in<T>(0) + row * shape[1];
      const int64_t label =
          machine_.sizes.empty() ? score_features(x, scores) : score_pairs(x, common, scores);
      const double* final_scores = finish(scores);
      machine_.labels.write(label, launch.output(0).data, row);
      std::transform(final_scores, final_scores + width, launch.out<float>(1) + row * width,
                     &store<float, double>);
    }
  }

  // The number of the class with the largest score.
  template <class T>
  int64_t score_features(const T* x, double* scores) const {
    for (int64_t k = 0; k < machine_.classes; ++k) {
      const double* weights = machine_.coefficients.data() + k * machine_.features;
      scores[k] = VectorKernel::product(x, weights, machine_.features) + machine_.offsets[0];
    }
    return std::max_element(scores, scores + machine_.classes) - scores;
  }

  // The number of the class that most pairs vote for.
  template <class T>
  int64_t score_pairs(const T* x, double* common, double* scores) const {
    for (int64_t i = 0; i < machine_.vector_count; ++i)
      common[i] = machine_.kernel.between(x, machine_.vectors.data() + i * machine_.features,
                                          machine_.features);
    double* votes = scores + machine_.pairs;
    std::fill_n(votes, machine_.classes, 0.0);
    int64_t pair = 0, i_start = 0;
    for (int64_t i = 0; i < machine_.classes; i_start += machine_.sizes[static_cast<size_t>(i++)]) {
      int64_t j_start = i_start + machine_.sizes[static_cast<size_t>(i)];
      for (int64_t j = i + 1; j < machine_.classes; ++j, ++pair) {
        scores[pair] = machine_.offsets[static_cast<size_t>(pair)] +
                       weighted(common, i_start, i, j - 1) + weighted(common, j_start, j, i);
        votes[scores[pair] > 0 ? i : j] += 1;
        j_start += machine_.sizes[static_cast<size_t>(j)];
      }
    }
    return std::max_element(votes, votes + machine_.classes) - votes;
  }

  // The vectors of class k, from `start` on, with the weights of one row of coefficients.
  double weighted(const double* common, int64_t start, int64_t k, int64_t row) const {
    const double* weights = machine_.coefficients.data() + row * machine_.vector_count;
    double sum = 0;
    for (int64_t i = start; i < start + machine_.sizes[static_cast<size_t>(k)]; ++i)
      sum += weights[i] * common[i];
    return sum;
  }

  // What is given of a row's scores.
  const double* finish(double* scores) const {
    if (machine_.has_probabilities()) scores = coupled(scores);
    if (machine_.is_binary()) {
      complete(scores);
    } else {
      machine_.transform.apply(scores, machine_.scores());
    }
    return scores;
  }

  // Platt: Probabilistic outputs for support vector machines (1999).
  double* coupled(double* scores) const {
    double* probabilities = scores + machine_.pairs;
    PairwiseCoupling coupling(machine_.classes, probabilities + 2 * machine_.classes);
    size_t pair = 0;
    for (int64_t i = 0; i < machine_.classes; ++i) {
      for (int64_t j = i + 1; j < machine_.classes; ++j, ++pair) {
        const double estimate =
            logistic(-(machine_.slopes[pair] * scores[pair] + machine_.shifts[pair]));
        coupling.set(i, j, std::clamp(estimate, 1e-7, 1 - 1e-7));
      }
    }
    coupling.solve(probabilities);
    return probabilities;
  }

  // Of two classes, whose one score is the second's here, as ONNX Runtime has it, though it speaks for the first.
  void complete(double* scores) const {
    const double score = scores[0];
    if (machine_.transform.apply_to_two(score, scores)) return;
    scores[0] = machine_.transform.kind() == PostTransform::kNone ? -score : 1 - score;
    scores[1] = score;
  }

  Machine machine_;
  Run run_;
};

}  // namespace

MORTISE_OPERATOR(SVMClassifier, 1) {
  op.summary(
        "Classes, and their scores, from what a row of features has in common with support vectors")
      .input("X")
      .output("Y")
      .output("Z")
      .attribute("classlabels_ints", MORTISE_ATTRIBUTE_INTS)
      .attribute("classlabels_strings", MORTISE_ATTRIBUTE_STRINGS)
      .attribute("coefficients", MORTISE_ATTRIBUTE_FLOATS)
      .attribute("kernel_params", MORTISE_ATTRIBUTE_FLOATS)
      .attribute("kernel_type", MORTISE_ATTRIBUTE_STRING)
      .attribute("post_transform", MORTISE_ATTRIBUTE_STRING)
      .attribute("prob_a", MORTISE_ATTRIBUTE_FLOATS)
      .attribute("prob_b", MORTISE_ATTRIBUTE_FLOATS)
      .attribute("rho", MORTISE_ATTRIBUTE_FLOATS)
      .attribute("support_vectors", MORTISE_ATTRIBUTE_FLOATS)
      .attribute("vectors_per_class", MORTISE_ATTRIBUTE_INTS)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .kernel<SvmClassifierKernel>();
}

}  // namespace mortise::ops
