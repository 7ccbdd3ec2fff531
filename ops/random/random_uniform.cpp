#include "ops/random/distribution.hpp"

namespace mortise::ops {

MORTISE_OPERATOR(RandomUniform, 22) {
  op.summary("Random numbers between two bounds")
      .output("output")
      .attribute("dtype", MORTISE_ATTRIBUTE_INT)
      .attribute("high", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("low", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("seed", MORTISE_ATTRIBUTE_FLOAT)
      .required_attribute("shape", MORTISE_ATTRIBUTE_INTS)
      .flags(0)  // each run draws anew
      .infer(&infer_random)
      .kernel<RandomKernel<UniformDistribution>>();
}

}  // namespace mortise::ops
