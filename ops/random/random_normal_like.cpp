#include "ops/common/gradients.hpp"
#include "ops/random/distribution.hpp"

namespace mortise::ops {

MORTISE_OPERATOR(RandomNormalLike, 22) {
  op.summary("Random numbers of a normal distribution, in the shape of another tensor")
      .input("input")
      .output("output")
      .attribute("dtype", MORTISE_ATTRIBUTE_INT)
      .attribute("mean", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("scale", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("seed", MORTISE_ATTRIBUTE_FLOAT)
      .flags(0)  // each run draws anew
      .infer(&infer_random_like)
      .kernel<RandomKernel<NormalDistribution>>()
      .gradient(&zero_gradient);
}

}  // namespace mortise::ops
