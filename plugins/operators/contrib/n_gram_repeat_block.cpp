#include <limits>

#include "plugins/operators/contrib/operator.hpp"

namespace mortise::contrib {
namespace {

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(TypeList<int64_t>{}));
  node.check_dtype(1, dtype_set(TypeList<float>{}));
  if (node.attr_int("ngram_size") < 1)
    invalid("attribute ngram_size is ", node.attr_int("ngram_size"), "; it must be 1 or more");
  for (const size_t input : {0, 1}) node.check_rank(input, 2);
  if (node.ranked(0) && node.ranked(1)) unify_extents(node.shape(0)[0], node.shape(1)[0]);
  out.set_like(0, node.type(1), node.dtype(1));
}

// A token gets the score minus infinity where it would complete a sequence of ngram_size tokens that was there before.
class NGramRepeatBlockKernel {
 public:
  NGramRepeatBlockKernel(const Node& node, const KernelContext&)
      : size_(node.attr_int("ngram_size")) {}

  void run(const Launch& launch) const {
    const int64_t batch = launch.input_shape(0)[0], length = launch.input_shape(0)[1];
    const int64_t tokens = launch.input_shape(1)[1];
    std::copy_n(launch.in<float>(1), batch * tokens, launch.out<float>(0));
    for (int64_t item = 0; item < batch && length >= size_; ++item) {
      const int64_t* ids = launch.in<int64_t>(0) + item * length;
      const int64_t* newest = ids + length - (size_ - 1);
      for (int64_t first = 0; first + size_ <= length; ++first) {
        if (!std::equal(ids + first, ids + first + size_ - 1, newest)) continue;
        const int64_t token = ids[first + size_ - 1];
        if (token < 0 || token >= tokens)
          invalid("input_ids has ", token, ", but there are scores of ", tokens, " tokens");
        launch.out<float>(0)[item * tokens + token] = -std::numeric_limits<float>::infinity();
      }
    }
  }

 private:
  int64_t size_;
};

}  // namespace

MORTISE_OPERATOR(NGramRepeatBlock, 1) {
  op.summary("Scores of tokens, without those that would repeat a sequence")
      .input("input_ids")
      .input("scores")
      .output("scores_out")
      .required_attribute("ngram_size", MORTISE_ATTRIBUTE_INT)
      .in_place(1, 0)
      .infer(&infer)
      .kernel<NGramRepeatBlockKernel>();
}

}  // namespace mortise::contrib
