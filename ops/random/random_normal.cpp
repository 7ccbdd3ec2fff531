#include "ops/random/distribution.hpp"

namespace mortise::ops {

MORTISE_OPERATOR(RandomNormal, 22) {
  op.summary("Random numbers of a normal distribution")
      .output("output")
      .attribute("dtype", MORTISE_ATTRIBUTE_INT)
      .attribute("mean", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("scale", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("seed", MORTISE_ATTRIBUTE_FLOAT)
      .required_attribute("shape", MORTISE_ATTRIBUTE_INTS)
      .flags(0)  // each run draws anew
      .infer(&infer_random)
      .kernel<RandomKernel<NormalDistribution>>();
}

}  // namespace mortise::ops
